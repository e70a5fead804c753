"""Verbs on drafts of SOPs: begun, corrected, submitted, returned, approved by the head, dropped."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from himpun.documents.dates import local_day
from himpun.organisation.models import Office, Post
from himpun.organisation.queries import head_of, signer_of
from himpun.procedures.actions.register import publish_edition
from himpun.procedures.basis import DRAFT_APPROVED, PAPER_ATTESTED
from himpun.procedures.drafts import (
    Answer,
    Approving,
    DraftText,
    approved,
    errors_of,
    key_for,
    origin_of,
    questions_of,
    text_of,
)
from himpun.procedures.errors import CannotPublish, DraftChanged, DraftIsOver, NotAnswered, NotTheHead
from himpun.procedures.models import Alias, DraftEdition, DraftState, Edition, Procedure
from himpun.procedures.origins import ANOTHER_OFFICE, SAME_TITLE, another_office
from himpun.sop.adapt import adapt
from himpun.sop.model import Sop
from himpun.sop.write import as_data
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


@dataclass(frozen=True, slots=True)
class _Way:
    """From which states a draft moves, and to which."""

    begins: tuple[DraftState, ...]
    to: DraftState


_SUBMITTED: Final = _Way((DraftState.OPEN,), DraftState.SUBMITTED)
_RETURNED: Final = _Way((DraftState.SUBMITTED,), DraftState.OPEN)
_DROPPED: Final = _Way((DraftState.OPEN, DraftState.SUBMITTED), DraftState.DROPPED)
_APPROVED: Final = _Way((DraftState.SUBMITTED,), DraftState.PUBLISHED)
_ATTESTED: Final = _Way((DraftState.OPEN, DraftState.SUBMITTED), DraftState.PUBLISHED)


@verb
def begin_draft(actor: Actor, office: Office, text: DraftText, *, at: datetime) -> DraftEdition:
    """A text on its way to an edition. The document it was read from is kept with it."""
    asked = another_office(text.sop, office)
    findings = (*text.sop.findings, *((asked,) if asked else ()))
    own = replace(text.sop, government=office.government.name, office=office.name, findings=findings)
    origin = {"origin": {"government": text.sop.government, "office": text.sop.office}} if asked else {}
    draft = DraftEdition.objects.create(
        office=office,
        procedure=text.procedure,
        source=text.source,
        title=own.title[:300] or "SOP tanpa judul",
        sop=as_data(own),
        shown={"v": 1, "blocks": text.shown} | origin,
        begun_at=at,
        begun_by=f"{actor.name} ({actor.capacity})",
        saved_at=at,
    )
    rows = [image(text.source)] if text.source else []
    record(Fact(office.pk, actor, "procedures.draft_begun", at, {"draft": draft.pk, "title": draft.title}, rows))
    return draft


@verb
def correct_draft(
    actor: Actor, draft: DraftEdition, sop: Sop, *, based_on: int, answer: Answer | None = None, at: datetime
) -> None:
    """The text said otherwise, or a question answered. Raises DraftChanged, DraftIsOver."""
    answered = {} if answer is None else {"answers": _with_answer(actor, draft, answer, at)}
    _store(draft, _text(draft, sop) | answered, based_on=based_on, at=at)


@verb
def place_in_register(
    actor: Actor,
    draft: DraftEdition,
    procedure: Procedure | None,
    *,
    based_on: int,
    answer: Answer | None = None,
    at: datetime,
) -> None:
    """The draft becomes the next edition of this procedure of its office; of none, an SOP of its own.

    Raises DraftChanged, DraftIsOver.
    """
    sop = text_of(draft)
    left = replace(sop, findings=tuple(one for one in sop.findings if one.code != SAME_TITLE))
    answered = {} if answer is None else {"answers": _with_answer(actor, draft, answer, at)}
    _store(draft, _text(draft, left) | answered | {"procedure": procedure}, based_on=based_on, at=at)


@verb
def adapt_draft(actor: Actor, draft: DraftEdition, *, based_on: int, answer: Answer, at: datetime) -> None:
    """The document of another office as this office's own, and what that changed. Raises DraftChanged, DraftIsOver."""
    office = draft.office
    government, name = origin_of(draft)
    theirs = replace(text_of(draft), government=government, office=name)
    adapted = adapt(theirs, government=office.government.name, office=office.name)
    left = tuple(one for one in adapted.sop.findings if one.code != ANOTHER_OFFICE)
    own = replace(adapted.sop, government=office.government.name, office=office.name, findings=left)
    told = [{"change": asdict(one)} for one in adapted.changes]
    changed = {
        "shown": {**draft.shown, "blocks": [*draft.shown.get("blocks", []), *told]},
        "answers": _with_answer(actor, draft, answer, at),
    }
    _store(draft, _text(draft, own) | changed, based_on=based_on, at=at)


def _text(draft: DraftEdition, sop: Sop) -> dict[str, Any]:
    return {"sop": as_data(sop), "title": sop.title[:300] or draft.title}


def _with_answer(actor: Actor, draft: DraftEdition, answer: Answer, at: datetime) -> list[dict[str, str]]:
    return [*draft.answers, answer.as_data(f"{actor.name} ({actor.capacity})", at.isoformat())]


def _store(draft: DraftEdition, changed: dict[str, Any], *, based_on: int, at: datetime) -> None:
    """Compare-and-set on the version: two tabs must not undo each other."""
    changed = {**changed, "version": based_on + 1, "saved_at": at}
    standing = DraftEdition.objects.filter(pk=draft.pk, version=based_on, state=DraftState.OPEN)
    if not standing.update(**changed):
        _refuse(draft)
    for name, value in changed.items():
        setattr(draft, name, value)


def _refuse(draft: DraftEdition) -> None:
    draft.refresh_from_db()
    if draft.state != DraftState.OPEN:
        raise DraftIsOver(f"Konsep ini {DraftState(draft.state).label}. Isinya tidak dapat diubah.")
    raise DraftChanged("Konsep ini sudah diubah di tempat lain. Muat ulang, lalu ulangi perubahan Anda.")


@verb
def submit_draft(actor: Actor, draft: DraftEdition, *, at: datetime) -> None:
    """Laid before the head. Raises CannotPublish, NotAnswered, DraftIsOver."""
    _refuse_unready(draft)
    _move(draft, _SUBMITTED, read=draft.version)
    _tell(actor, draft, "procedures.draft_submitted", at, answers=draft.answers)


@verb
def return_draft(actor: Actor, draft: DraftEdition, *, reason: str, at: datetime) -> None:
    """The head wants it otherwise. Raises NotTheHead, DraftIsOver."""
    _, hat = _head(actor, draft, at)
    draft.reason = reason
    draft.save(update_fields=["reason"])
    _move(draft, _RETURNED, read=draft.version)
    _tell(hat, draft, "procedures.draft_returned", at, reason=reason)


@verb
def drop_draft(actor: Actor, draft: DraftEdition, *, at: datetime) -> None:
    """Nothing comes of it; what it was read from stays. Raises DraftIsOver."""
    _move(draft, _DROPPED, read=draft.version)
    _tell(actor, draft, "procedures.draft_dropped", at)


@verb
def approve_draft(actor: Actor, draft: DraftEdition, approving: Approving, *, read: int, at: datetime) -> Edition:
    """The head approves what was laid before him and he has read (version `read`): it becomes an edition.

    Raises NotTheHead, CannotPublish, NotAnswered, NothingNew, DraftChanged, DraftIsOver.
    """
    head, hat = _head(actor, draft, at)
    today = local_day(at, draft.office.zone)
    if approving.approved_on != today:
        raise NotTheHead("Pengesahan di sini bertanggal hari ini. Yang sudah disahkan di atas kertas dicatat terpisah.")
    sop = approved(text_of(draft), approving, signer_of(head, today))
    _refuse_unready(draft)
    _move(draft, _APPROVED, read=read)
    _tell(hat, draft, DRAFT_APPROVED, at, answers=draft.answers)
    return _publish(hat, draft, sop, approving, at)


@verb
def record_paper_approval(
    actor: Actor, draft: DraftEdition, approving: Approving, *, read: int, at: datetime
) -> Edition:
    """The document was approved on paper: who administers the office attests its number, date and approver.

    Raises CannotPublish, NotAnswered, NothingNew, DraftChanged, DraftIsOver.
    """
    sop = approved(text_of(draft), approving, None)
    _refuse_unready(draft)
    _move(draft, _ATTESTED, read=read)
    _tell(actor, draft, PAPER_ATTESTED, at, answers=draft.answers)
    return _publish(actor, draft, sop, approving, at)


@verb
def learn_alias(actor: Actor, office: Office, *, written: str, meant: str, at: datetime) -> None:
    """From now on this office's documents mean that performer by these words."""
    alias, _ = Alias.objects.update_or_create(office=office, written=written[:200], defaults={"meant": meant[:200]})
    record(Fact(office.pk, actor, "procedures.alias_learned", at, {"alias": alias.pk}, [image(alias)]))


def _publish(actor: Actor, draft: DraftEdition, sop: Sop, approving: Approving, at: datetime) -> Edition:
    key = draft.procedure.key if draft.procedure else key_for(sop.title, _keys(draft.office))
    return publish_edition(actor, draft.office, sop, key=key, in_force_from=approving.in_force_from, at=at)


def _keys(office: Office) -> set[str]:
    return set(Procedure.objects.filter(office=office).values_list("key", flat=True))


def _refuse_unready(draft: DraftEdition) -> None:
    sop = text_of(draft)
    if errors := errors_of(sop):
        raise CannotPublish(errors)
    if questions := questions_of(draft, sop):
        raise NotAnswered(questions)


def _move(draft: DraftEdition, way: _Way, *, read: int) -> None:
    """Compare-and-set on the state and on the version that was read: nobody decides on what he has not seen."""
    standing = DraftEdition.objects.filter(pk=draft.pk, state__in=way.begins, version=read)
    if not standing.update(state=way.to):
        draft.refresh_from_db()
        if draft.state in way.begins:
            raise DraftChanged("Konsep ini berubah sejak Anda membacanya. Muat ulang dan baca lagi.")
        raise DraftIsOver(f"Konsep ini {DraftState(draft.state).label}.")
    draft.state = way.to


def _tell(actor: Actor, draft: DraftEdition, kind: str, at: datetime, **personal: object) -> None:
    """What was said in words names people: it stands where it can be erased."""
    payload = {"draft": draft.pk, "version": draft.version}
    record(Fact(draft.office_id, actor, kind, at, payload, [], personal=dict(personal)))


def _head(actor: Actor, draft: DraftEdition, at: datetime) -> tuple[Post, Actor]:
    """The head's post, and the actor in the capacity of its holder."""
    head = head_of(draft.office_id, on=local_day(at, draft.office.zone))
    hat = actor.wearing(head.pk) if head else None
    if head is None or hat is None:
        raise NotTheHead("Pengesahan SOP hanya oleh kepala kantor, atau Plt. dan Plh.-nya.")
    return head, hat
