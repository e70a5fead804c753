"""Talking about a case: remarks of everybody who may see it, withdrawn by whoever wrote them."""

from datetime import datetime

from himpun.cases.access import in_office
from himpun.cases.deeds import LONGEST_WORDS
from himpun.cases.errors import Incomplete, Lack, NotYours, OthersRemark
from himpun.cases.holding import lock
from himpun.cases.models import Case, Heard, Remark
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


@verb
def remark(actor: Actor, case: Case, text: str, *, at: datetime, line: int = 0) -> Remark:
    """Write a word about a case, or about a line of it. The same word of the same person again is said once.

    Raises NotYours for somebody of another office, or who is no person (the schedule); CaseIsOver, Incomplete.
    """
    actor = in_office(actor, case.office_id)
    if actor.person is None:
        raise NotYours
    held = lock(case.pk)
    if not text.strip():
        raise Incomplete((Lack("catatan", "nothing_said", "Tulis catatannya."),))
    if len(text) > LONGEST_WORDS:
        raise Incomplete((Lack("catatan", "too_long", f"Terlalu panjang: paling banyak {LONGEST_WORDS} huruf."),))
    last = Remark.objects.filter(case=held).order_by("-pk").first()
    if last is not None and _same(last, actor, text, line):
        return last
    said = Remark.objects.create(
        office_id=held.office_id,
        case=held,
        line=line,
        text=text,
        by_id=actor.person,
        capacity=actor.capacity,
        at=at,
    )
    payload = {"case": held.pk, "remark": said.pk}
    record(Fact(held.office_id, actor, "cases.remark_made", at, payload, [image(said)]))
    return said


@verb
def withdraw_remark(actor: Actor, said: Remark, *, at: datetime) -> None:
    """Take one's own remark back: its text is shown no more. Raises OthersRemark, CaseIsOver."""
    actor = in_office(actor, said.office_id)
    held = lock(said.case_id)
    if said.by_id != actor.person:
        raise OthersRemark
    if not Remark.objects.filter(pk=said.pk, withdrawn_at=None).update(withdrawn_at=at):
        return  # the second press
    said.withdrawn_at = at
    payload = {"case": held.pk, "remark": said.pk}
    record(Fact(held.office_id, actor, "cases.remark_withdrawn", at, payload, [image(said, "withdrawn_at")]))


@verb
def hear(actor: Actor, last: Remark, *, at: datetime) -> None:
    """Keep that the actor has read the talk up to this remark. It is nobody's act and stands in no journal."""
    if actor.person is None:
        return
    mine = Heard.objects.filter(case=last.case_id, person=actor.person)
    if not mine.exists():
        row = Heard(office_id=last.office_id, case_id=last.case_id, person_id=actor.person, upto=last.pk, heard_at=at)
        Heard.objects.bulk_create([row], ignore_conflicts=True)  # two tabs opened at once
    mine.filter(upto__lt=last.pk).update(upto=last.pk, heard_at=at)


def _same(last: Remark, actor: Actor, text: str, line: int) -> bool:
    return (last.by_id, last.text, last.line, last.withdrawn_at) == (actor.person, text, line, None)
