"""The history of a case, told in sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from himpun.cases.models import Attachment, Case, CasePaper, Delivery, Remark, Task
from himpun.cases.story import attachments_of, deliveries_of, invitations_of, remarks_on, returns_of
from himpun.lib.dates import short_time
from himpun.sop.model import Act, Step
from himpun.sop.walk import State
from himpun.sop.words import ACT_WORDS


@dataclass(frozen=True, slots=True)
class Happened:
    """One sentence of the history; `line` and `unit` are 0 where it is about the whole case."""

    at: datetime
    order: int
    text: str
    note: str = ""
    line: int = 0
    unit: int = 0
    zone: str = ""

    @property
    def when(self) -> str:
        return short_time(self.at, self.zone)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the sentences need to know."""

    case: Case
    steps: Mapping[int, Step]
    units: Mapping[int, str]


def history_of(telling: Telling) -> list[Happened]:
    """What happened in a case, the newest first."""
    told = [*_of_the_case(telling), *_of_tasks(telling)]
    told += [_attached(telling, one) for one in attachments_of(telling.case)]
    sent = list(deliveries_of(telling.case))
    told += [_passed(telling, one) for one in sent if _by_hand(one)]
    told += [_read(telling, one) for one in sent if one.read_at]
    told += [_called(telling, one) for one in invitations_of(telling.case)]
    told += [_said(telling, one) for one in remarks_on(telling.case)]
    return sorted(told, key=lambda one: (one.at, one.order), reverse=True)


def _of_the_case(telling: Telling) -> Iterator[Happened]:
    case, zone = telling.case, telling.case.office.zone
    letter = case.letter or {}
    came = f"Surat {letter.get('number', '')} dari {letter.get('sender', '')}: {letter.get('subject', '')}"
    yield Happened(case.opened_at, -1, f"Berkas dibuka oleh {case.opened_by}.", came if letter else "", zone=zone)
    last = 1 << 60
    if case.finished_at:
        yield Happened(case.finished_at, last, "Berkas selesai.", zone=zone)
    if case.cancelled_at:
        yield Happened(case.cancelled_at, last, "Berkas dibatalkan.", case.cancelled_why, zone=zone)


def _of_tasks(telling: Telling) -> Iterator[Happened]:
    back = {one.sent_back.task_id: one for one in returns_of(telling.case)}
    ended = Task.objects.filter(case=telling.case).exclude(ended_at=None).select_related("ended_by").order_by("pk")
    for task in ended:
        assert task.ended_at is not None
        note = task.why
        if sent := back.get(task.pk):
            pointed = ", ".join(telling.units.get(unit, "?") for unit in sent.units)
            note = f"{sent.sent_back.reason}" + (f" (ditunjuk: {pointed})" if pointed else "")
        text = _sentence(task, telling.steps[task.line], telling.units.get(task.unit, ""))
        yield Happened(task.ended_at, task.pk, text, note, task.line, task.unit, telling.case.office.zone)


def _attached(telling: Telling, one: Attachment) -> Happened:
    text = f"{one.added_by} melampirkan {one.title}."
    return Happened(one.added_at, 0, text, zone=telling.case.office.zone)


def _by_hand(one: Delivery) -> bool:
    """Whether it was passed on beside the SOP's own steps, which are told by themselves."""
    return one.onward is not None and one.onward.task_id == one.task_id


def _passed(telling: Telling, one: Delivery) -> Happened:
    text = f"{one.sender} meneruskan disposisi langkah {one.task.line} kepada {one.post.title}."
    return Happened(one.sent_at, 0, text, one.words, one.task.line, one.task.unit, telling.case.office.zone)


def _read(telling: Telling, one: Delivery) -> Happened:
    assert one.read_at is not None
    by = f"{one.read_by.name} ({one.capacity})" if one.read_by else one.capacity
    what = _READ.get(Act(one.task.act), "membaca disposisi")
    text = f"{by} {what} langkah {one.task.line} dari {one.sender}."
    return Happened(one.read_at, 0, text, "", one.task.line, one.task.unit, telling.case.office.zone)


_READ: Final = {Act.HAND_OVER: "menerima serahan", Act.MEET: "membaca undangan rapat"}


def _called(telling: Telling, one: CasePaper) -> Happened:
    number = f" nomor {one.paper.number}" if one.paper.number else ""
    text = f"{one.paper.made_by_capacity} membuat undangan rapat{number}."
    line = one.task.line if one.task else 0
    return Happened(one.paper.made_at, 0, text, "", line, zone=telling.case.office.zone)


def _said(telling: Telling, one: Remark) -> Happened:
    by = one.by.name if one.capacity == one.by.name else f"{one.by.name} ({one.capacity})"
    withdrawn = " yang kemudian ditarik" if one.withdrawn_at else ""
    text = f"{by} menulis catatan{withdrawn} dalam percakapan."
    note = "" if one.withdrawn_at else one.text
    return Happened(one.at, 0, text, note, one.line, zone=telling.case.office.zone)


def _what(task: Task, step: Step, unit: str) -> str:
    """The step in the SOP's own words; which of its acts it was stands before them only where that is not said."""
    words, activity = ACT_WORDS[Act(task.act)], step.activity.rstrip(". ")
    several = len(step.acts) > 1 and not activity.casefold().startswith(words)
    act = f", {words}" if several else ""
    return f"langkah {task.line}{act}: {activity}" + (f", untuk {unit}" if unit else "")


def _sentence(task: Task, step: Step, unit: str) -> str:
    who = f"{task.ended_by.name} ({task.capacity})" if task.ended_by else task.capacity
    what = _what(task, step, unit)
    match task.state:
        case State.DONE:
            return f"{who} menyelesaikan {what}."
        case State.RETURNED:
            return f"{who} mengembalikan pada {what}."
        case State.EXCUSED:
            return f"{who} memutuskan melanjutkan tanpa {unit or 'unit ini'} pada langkah {task.line}."
        case _:
            return f"Tugas {what} ditarik."
