"""Untuk dibaca: what was sent to me, and what others said about the cases in which I have a part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from himpun.cases.models import Case, Delivery, Remark
from himpun.cases.story import unheard_by, unread_of
from himpun.lib.dates import short_time
from himpun.lib.periods import Period
from himpun.trail.actor import Actor

MOST: Final = 200
BEGINNING: Final = 160
"""Letters by which a text is known again."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """One case in which something waits to be read: where, from whom, when, and how it begins."""

    case: int
    page: str
    what: str
    title: str
    period: str
    when: str
    senders: str
    words: str


def to_read(actor: Actor) -> list[ToRead]:
    """What was sent stands before what was said. Two statements."""
    sent: dict[int, list[Delivery]] = {}
    for one in unread_of(actor)[:MOST]:
        sent.setdefault(one.task.case_id, []).append(one)
    said: dict[int, list[Remark]] = {}
    for remark in unheard_by(actor)[:MOST]:
        said.setdefault(remark.case_id, []).append(remark)
    return [*map(_sent, sent.values()), *map(_said, said.values())]


def _sent(found: list[Delivery]) -> ToRead:
    last, case = found[-1], found[-1].task.case
    senders = ", ".join(dict.fromkeys(one.sender for one in found))
    words = next((one.words for one in reversed(found) if one.words), "")
    return _entry(case, "disposisi", "Belum dibaca", (short_time(last.sent_at, case.office.zone), senders, words))


def _said(found: list[Remark]) -> ToRead:
    last, case = found[-1], found[-1].case
    what = f"{len(found)} catatan baru" if len(found) > 1 else "Catatan baru"
    senders = ", ".join(dict.fromkeys(one.by.name for one in found))
    return _entry(case, "percakapan", what, (short_time(last.at, case.office.zone), senders, last.text))


def _entry(case: Case, page: str, what: str, told: Iterable[str]) -> ToRead:
    when, senders, words = told
    return ToRead(
        case=case.pk,
        page=f"/berkas/{case.pk}/{page}",
        what=what,
        title=case.title,
        period=Period.parse(case.period).label,
        when=when,
        senders=senders,
        words=_beginning(words),
    )


def _beginning(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= BEGINNING else f"{plain[:BEGINNING].rsplit(' ', 1)[0]} …"
