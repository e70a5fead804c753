"""Two offices side by side, each with secrets in everything that has a name, and whoever may come to a door."""

from dataclasses import dataclass, replace
from typing import Final

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client

from himpun.cases.actions import attach
from himpun.cases.models import Case, CasePaper, Task
from himpun.files.store import put
from himpun.organisation.actions import deactivate_account
from himpun.organisation.models import Person, Post, Unit
from himpun.performance.actions import attach_evidence, submit_sheet
from himpun.performance.cells import Typed
from himpun.performance.models import SheetLine
from himpun.performance.tests.world import SETUP, open_tasks
from himpun.procedures.actions import begin_draft
from himpun.procedures.drafts import DraftText
from himpun.procedures.models import Edition, Procedure
from himpun.procedures.queries import sop_of
from himpun.trail.journal import writing
from himpun.web.tests.stage import NOW, Stage, account_of, browser_of, keep_promises, stage

SECRET: Final = {"ours": "RAHASIA-HULU", "theirs": "RAHASIA-HILIR"}
"""Stands in every name, reason and file name of an office: the other must never read it."""


@dataclass
class Place:
    """An office with the keys of one object of every kind that has an address."""

    stage: Stage
    task: Task
    keys: dict[str, int]

    @property
    def case(self) -> Case:
        return self.stage.case


def place(secret: str) -> Place:
    """An office whose first unit has sent its sheet with evidence, and whose second has not."""
    made = stage(act="fill")
    _name_all(made, secret)
    sent, waiting, *_ = open_tasks(made.case)
    evidence = _sent(made, sent, secret)
    with writing():
        stored = put(
            made.world.office.pk, b"surat " + secret.encode(), name=f"{secret}.txt", media_type="text/plain", at=NOW
        )
        attached = attach(made.world.doer(waiting), made.case, stored, title=secret, at=NOW)
    keep_promises()
    paper = CasePaper.objects.filter(case=made.case).values_list("paper", flat=True)[0]
    keys = {
        "tugas": waiting.pk,
        "berkas": made.case.pk,
        "dokumen": paper,
        "lampiran": attached.pk,
        "data-dukung": evidence,
        **_keys_of_people(waiting),
        **_keys_of_sops(made, secret),
    }
    return Place(made, waiting, keys)


def _keys_of_sops(made: Stage, secret: str) -> dict[str, int]:
    edition = Edition.objects.filter(office=made.world.office).latest("pk")
    text = DraftText(replace(sop_of(edition), title=f"{secret} konsep"), procedure=edition.procedure)
    draft = begin_draft(SETUP, made.world.office, text, at=NOW)
    return {"konsep": draft.pk, "edisi": edition.pk}


def _keys_of_people(task: Task) -> dict[str, int]:
    """A unit of the office, the post for which the task waits, and who holds it."""
    assert task.post is not None
    unit, holder = Unit.objects.filter(office=task.office_id)[0], task.post.holders.all()[0]
    return {"unit": unit.pk, "jabatan": task.post.pk, "pejabat": holder.pk, "pegawai": holder.person_id}


def _name_all(made: Stage, secret: str) -> None:
    """By hand: what is tested is who may read the names, not how they came about."""
    office = made.world.office
    for unit in Unit.objects.filter(office=office):
        Unit.objects.filter(pk=unit.pk).update(name=f"{secret} unit {unit.pk}")
    for post in Post.objects.filter(office=office):
        Post.objects.filter(pk=post.pk).update(title=f"{secret} jabatan {post.pk}")
    for person in Person.objects.filter(office=office):
        Person.objects.filter(pk=person.pk).update(name=f"{secret} orang {person.pk}")
    Procedure.objects.filter(office=office).update(title=f"{secret} SOP")
    Case.objects.filter(office=office).update(title=f"{secret} berkas")
    type(office).objects.filter(pk=office.pk).update(name=f"{secret} kantor")
    SheetLine.objects.filter(office=office).update(name=f"{secret} indikator")


def _sent(made: Stage, task: Task, secret: str) -> int:
    actor = made.world.doer(task)
    line = SheetLine.objects.get(sheet__task=task.pk)
    with writing():
        stored = put(task.office_id, b"bukti " + secret.encode(), name=f"{secret}.txt", media_type="text/plain", at=NOW)
        evidence = attach_evidence(actor, task, line, file=stored, at=NOW)
    typed = Typed(figure="7", reason=f"{secret} alasan", obstacle=f"{secret} kendala")
    submit_sheet(actor, task, {line.pk: typed}, at=NOW)
    return evidence.pk


def visitors(ours: Place, theirs: Place) -> dict[str, Client]:
    """Everybody who may stand at the door of our office."""
    world = ours.stage.world
    holder = ours.task.post_id
    assert holder is not None
    bystander = next(post.pk for post in world.posts.values() if post.pk != holder)
    gone = next(post.pk for post in world.posts.values() if post.pk not in (holder, bystander))
    left = browser_of(account_of(world, gone))
    left.get("/")
    deactivate_account(SETUP, account_of(world, gone), at=NOW)
    return {
        "anonymous": Client(),
        "deactivated": left,
        "stranger": theirs.stage.browser(theirs.task.post_id or 0),
        "member": ours.stage.browser(bystander),
        "holder": ours.stage.browser(holder),
        "administrator": ours.stage.administrator(),
    }


def contents() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table: what a refusal must leave as it was."""
    return {model._meta.label: _rows(model) for model in apps.get_models()}


def _rows(model: type[Model]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)} ORDER BY 1")
        return list(cursor.fetchall())
