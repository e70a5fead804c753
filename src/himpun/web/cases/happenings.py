"""The history of a case, told in sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from himpun.cases.models import Attachment, Case, Delivery, Task
from himpun.cases.story import attachments_of, deliveries_of, returns_of
from himpun.lib.dates import short_time
from himpun.sop.model import Act
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
    activities: Mapping[int, str]
    units: Mapping[int, str]


def history_of(telling: Telling) -> list[Happened]:
    """What happened in a case, the newest first."""
    told = [*_of_the_case(telling), *_of_tasks(telling)]
    told += [_attached(telling, one) for one in attachments_of(telling.case)]
    told += [_passed(telling, one) for one in deliveries_of(telling.case) if _by_hand(one)]
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
        text = _sentence(task, telling.activities[task.line], telling.units.get(task.unit, ""))
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


def _sentence(task: Task, activity: str, unit: str) -> str:
    who = f"{task.ended_by.name} ({task.capacity})" if task.ended_by else task.capacity
    what = f"langkah {task.line}, {ACT_WORDS[Act(task.act)]}: {activity}" + (f" untuk {unit}" if unit else "")
    match task.state:
        case State.DONE:
            return f"{who} menyelesaikan {what}."
        case State.RETURNED:
            return f"{who} mengembalikan pada {what}."
        case State.EXCUSED:
            return f"{who} memutuskan melanjutkan tanpa {unit or 'unit ini'} pada langkah {task.line}."
        case _:
            return f"Tugas {what} ditarik."
