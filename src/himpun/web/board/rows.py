"""The rows of both boards as tables: one for each thing that is awaited, and one for each case of an office."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from django.db.models import QuerySet

from himpun.cases.board import Awaited, CaseBoard, boards_of
from himpun.cases.models import Case
from himpun.cases.queries import seating_of
from himpun.lib.dates import zone_name
from himpun.lib.periods import Period
from himpun.organisation.calendars import calendar_of
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS
from himpun.web.board.table import Value, local

AWAITED: Final = (
    ("Kantor", 28), ("Kegiatan", 40), ("Periode", 18), ("Langkah", 9), ("Uraian langkah", 44), ("Pekerjaan", 22),
    ("Unit", 28), ("Jabatan yang ditunggu", 32), ("Pejabat saat ini", 28), ("Sejak (waktu setempat)", 18),
    ("Batas waktu (waktu setempat)", 18), ("Zona", 8), ("Terlambat (menit kerja)", 12), ("Terlambat", 18),
)  # fmt: skip
OFFICES: Final = (
    ("Kantor", 28), ("Kegiatan", 40), ("Periode", 18), ("Keadaan", 30), ("Diminta", 10), ("Masuk", 10),
    ("Dilanjutkan tanpa", 12), ("Belum mengirim", 10), ("Ditunggu dari", 44), ("Batas waktu (waktu setempat)", 18),
    ("Zona", 8), ("Terlambat (menit kerja)", 12), ("Terlambat", 18),
)  # fmt: skip
AT_ONCE: Final = 300
"""Cases whose tasks are held in memory together."""


def boards_in_turn(cases: QuerySet[Case], *, on: date, at: datetime) -> Iterator[CaseBoard]:
    """The boards of any number of cases, a part at a time."""
    found = iter(list(cases))
    while part := list(islice(found, AT_ONCE)):
        yield from boards_of(part, on=on, at=at)


def awaited_rows(boards: Iterable[CaseBoard], *, at: datetime) -> Iterator[Sequence[Value]]:
    """A row for each open task, in the order of the board."""
    for board in boards:
        for one in board.awaited:
            yield _awaited_row(board.case, one, at)


def _awaited_row(case: Case, one: Awaited, at: datetime) -> Sequence[Value]:
    task, zone = one.task, case.office.zone
    return (
        case.office.name,
        case.title,
        Period.parse(case.period).label,
        task.line,
        seating_of(case).sop.line(task.line).activity,
        ACT_WORDS[Act(task.act)],
        one.unit,
        one.seat.capacity,
        one.seat.name or "kosong",
        local(task.opened_at, zone),
        local(task.due_at, zone),
        zone_name(calendar_of(case.office).local(at)),
        one.late,
        one.late_words,
    )


def office_rows(boards: Iterable[CaseBoard], *, at: datetime) -> Iterator[Sequence[Value]]:
    """A row for each running case of an office, in the order of the board."""
    for board in boards:
        case, progress, worst = board.case, board.progress, worst_of(board)
        yield (
            case.office.name,
            case.title,
            Period.parse(case.period).label,
            state_of(board),
            progress.asked,
            progress.came,
            progress.excused,
            len(board.unsent),
            whom(board),
            local(board.next_due, case.office.zone),
            zone_name(calendar_of(case.office).local(at)),
            worst.late if worst else 0,
            worst.late_words if worst else "",
        )


def worst_of(board: CaseBoard) -> Awaited | None:
    """What is late for longest."""
    return next(iter(board.overdue), None)


def state_of(board: CaseBoard) -> str:
    """Where the case stands: its earliest open line, and what is done there."""
    if not board.awaited:
        return "tidak ada yang ditunggu"
    task = min((one.task for one in board.awaited), key=lambda task: (task.line, task.position))
    return f"langkah {task.line}, {ACT_WORDS[Act(task.act)]}"


def whom(board: CaseBoard) -> str:
    """Whom the case waits for: the one due first, and how many besides."""
    if not board.awaited:
        return ""
    others = len(board.awaited) - 1
    return board.awaited[0].seat.words + (f", dan {others} lainnya" if others else "")
