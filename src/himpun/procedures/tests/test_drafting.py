"""A text on its way to an edition: corrected, asked, submitted, approved by the head."""

import json
from dataclasses import replace
from datetime import date

import pytest

from himpun.files.store import put
from himpun.organisation.errors import NotHere
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, District, district, hold
from himpun.procedures.access import draft_for, draft_for_admin
from himpun.procedures.actions import (
    approve_draft,
    begin_draft,
    correct_draft,
    drop_draft,
    learn_alias,
    record_paper_approval,
    return_draft,
    submit_draft,
)
from himpun.procedures.drafts import Answer, Approving, DraftText, questions_of, text_of
from himpun.procedures.errors import CannotPublish, DraftChanged, DraftIsOver, NotAnswered, NotTheHead
from himpun.procedures.models import Alias, DraftEdition, DraftState, Edition
from himpun.procedures.queries import sop_of
from himpun.procedures.tests.register import published, small_sop
from himpun.sop.edit import confirmed
from himpun.sop.model import Finding, Severity
from himpun.trail.actor import Actor, Hat
from himpun.trail.models import Entry

pytestmark = pytest.mark.django_db


def head(here: District) -> Actor:
    """Halimah, who holds the head's post."""
    holder = hold(here.camat, here.halimah)
    hat = Hat(here.camat.pk, here.office.pk, None, here.camat.title)
    return Actor(name=here.halimah.name, person=holder.person_id, hats=(hat,), hat=hat)


APPROVING = Approving("001/SOP/2026", date(2026, 1, 5), NEW_YEAR)
GUESS = Finding("performer_guessed", Severity.GUESS, "steps/2/performers", "Langkah 2 dikerjakan Staf Seksi.", "diduga")


def drafted(here: District, *findings: Finding) -> DraftEdition:
    return begin_draft(SETUP, here.office, DraftText(replace(small_sop(), findings=findings)), at=AT)


def without_warnings(draft: DraftEdition) -> None:
    """Every warning accepted by name."""
    for one in questions_of(draft, text_of(draft)):
        if one.severity is Severity.WARNING:
            correct_draft(SETUP, draft, text_of(draft), based_on=draft.version, answer=Answer(one, "accepted"), at=AT)


def test_a_draft_bears_the_name_of_its_office_and_not_of_where_it_was_read() -> None:
    here = district()
    sop = text_of(drafted(here))
    assert (sop.office, sop.government) == (here.office.name, here.office.government.name)


def test_a_correction_in_one_tab_is_not_undone_by_another() -> None:
    draft = drafted(district())
    other = DraftEdition.objects.get(pk=draft.pk)
    correct_draft(SETUP, draft, replace(text_of(draft), title="Satu"), based_on=1, at=AT)
    with pytest.raises(DraftChanged):
        correct_draft(SETUP, other, replace(text_of(other), title="Dua"), based_on=1, at=AT)
    assert DraftEdition.objects.get().title == "Satu"


def test_a_guess_stays_a_question_until_somebody_answers_it() -> None:
    draft = drafted(district(), GUESS)
    with pytest.raises(NotAnswered) as asked:
        submit_draft(SETUP, draft, at=AT)
    assert GUESS in asked.value.findings


def test_who_answered_what_stands_in_the_journal_when_it_is_submitted() -> None:
    draft = drafted(district(), GUESS)
    answer = Answer(GUESS, "confirmed")
    correct_draft(SETUP, draft, confirmed(text_of(draft), GUESS), based_on=1, answer=answer, at=AT)
    without_warnings(draft)
    submit_draft(SETUP, draft, at=AT)
    told = json.loads(Entry.objects.get(kind="procedures.draft_submitted").personal or "{}")
    assert told["answers"][0]["answer"] == "confirmed"
    assert SETUP.name in told["answers"][0]["by"]


def test_the_head_approves_and_the_edition_bears_number_day_and_name() -> None:
    here = district()
    draft = drafted(here)
    without_warnings(draft)
    submit_draft(SETUP, draft, at=AT)
    edition = approve_draft(head(here), draft, APPROVING, read=draft.version, at=AT)
    sop = sop_of(edition)
    assert (sop.number, sop.dates.approved) == ("001/SOP/2026", "2026-01-05")
    assert sop.approved_by.name == here.halimah.name
    assert DraftEdition.objects.get().state == DraftState.PUBLISHED


def test_the_approval_stands_in_the_capacity_of_the_head() -> None:
    here = district()
    draft = drafted(here)
    without_warnings(draft)
    submit_draft(SETUP, draft, at=AT)
    somebody = replace(head(here), hat=None)
    approve_draft(somebody, draft, APPROVING, read=draft.version, at=AT)
    assert Entry.objects.get(kind="procedures.draft_approved").capacity == here.camat.title


def test_the_head_approves_only_what_was_laid_before_him_and_as_he_read_it() -> None:
    here = district()
    actor, draft = head(here), drafted(here)
    without_warnings(draft)
    with pytest.raises(DraftIsOver):
        approve_draft(actor, draft, APPROVING, read=draft.version, at=AT)
    submit_draft(SETUP, draft, at=AT)
    with pytest.raises(DraftChanged):
        approve_draft(actor, draft, APPROVING, read=draft.version - 1, at=AT)
    assert not Edition.objects.exists()


def test_nobody_but_the_head_approves() -> None:
    here = district()
    hold(here.camat, here.halimah)
    draft = drafted(here)
    without_warnings(draft)
    with pytest.raises(NotTheHead):
        approve_draft(SETUP, draft, APPROVING, read=draft.version, at=AT)
    assert not Edition.objects.exists()


def test_a_document_approved_on_paper_keeps_the_name_that_signed_it() -> None:
    here = district()
    draft = drafted(here)
    without_warnings(draft)
    sop = sop_of(record_paper_approval(SETUP, draft, APPROVING, read=draft.version, at=AT))
    assert sop.approved_by == small_sop().approved_by
    assert sop.number == "001/SOP/2026"


def test_errors_stop_the_publication() -> None:
    draft = drafted(district())
    broken = replace(text_of(draft), steps=text_of(draft).steps[:2])
    broken = replace(broken, steps=tuple(replace(step, performers=()) for step in broken.steps))
    correct_draft(SETUP, draft, broken, based_on=1, at=AT)
    with pytest.raises(CannotPublish):
        submit_draft(SETUP, draft, at=AT)


def test_a_returned_draft_is_open_again_with_the_reason() -> None:
    here = district()
    draft = drafted(here)
    without_warnings(draft)
    submit_draft(SETUP, draft, at=AT)
    with pytest.raises(DraftIsOver):
        correct_draft(SETUP, draft, text_of(draft), based_on=draft.version, at=AT)
    return_draft(head(here), draft, reason="Waktunya terlalu lama.", at=AT)
    assert (draft.state, draft.reason) == (DraftState.OPEN, "Waktunya terlalu lama.")
    assert "Waktunya terlalu lama." in (Entry.objects.get(kind="procedures.draft_returned").personal or "")


def test_a_dropped_draft_is_over() -> None:
    draft = drafted(district())
    drop_draft(SETUP, draft, at=AT)
    with pytest.raises(DraftIsOver):
        drop_draft(SETUP, draft, at=AT)


def test_a_draft_of_an_edition_becomes_its_next() -> None:
    here = district()
    first = published(here.office)
    renewed = replace(sop_of(first), title="Pengumpulan Data Kinerja yang Diperbaiki")
    draft = begin_draft(SETUP, here.office, DraftText(renewed, procedure=first.procedure), at=AT)
    without_warnings(draft)
    second = record_paper_approval(SETUP, draft, APPROVING, read=draft.version, at=AT)
    assert (second.procedure_id, second.number) == (first.procedure_id, 2)


def test_the_document_stays_with_the_draft() -> None:
    here = district()
    stored = put(here.office.pk, b"Nama SOP: Pengumpulan Data", name="sop.txt", media_type="text/plain", at=AT)
    draft = begin_draft(SETUP, here.office, DraftText(small_sop(), source=stored), at=AT)
    assert draft.source == stored
    assert Entry.objects.filter(kind="procedures.draft_begun").exists()


def test_an_alias_is_learned_once_and_relearned() -> None:
    office = district().office
    learn_alias(SETUP, office, written="Kasubag Evlap", meant="Kasubag Umum", at=AT)
    learn_alias(SETUP, office, written="Kasubag Evlap", meant="Kasubag Perencanaan", at=AT)
    assert Alias.objects.get().meant == "Kasubag Perencanaan"


def test_another_offices_draft_is_not_there() -> None:
    draft = drafted(district())
    stranger = Actor(name="Orang lain", account=9)
    for door in (draft_for, draft_for_admin):
        with pytest.raises(NotHere):
            door(stranger, draft.pk)
