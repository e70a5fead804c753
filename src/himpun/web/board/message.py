"""A message that reminds, ready to be copied into the office's chat: what is awaited of whom, until when, and where."""

from collections.abc import Iterable
from datetime import datetime

from himpun.cases.board import Awaited, CaseBoard
from himpun.lib.dates import long_time, short_time
from himpun.lib.periods import Period
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS


def reminder(board: CaseBoard, address: str, *, at: datetime) -> str:
    """Of one case: units by name, posts without one, nobody's own name. Blank when the case waits for nobody."""
    if not board.awaited:
        return ""
    case = board.case
    lines = [f"*{case.title}, {Period.parse(case.period).label}*", case.office.name, ""]
    lines += [f"Masih ditunggu per {short_time(at, case.office.zone)}:"]
    for said, whom in _together(board.awaited, case.office.zone).items():
        lines += ["", said, *(f"{number}. {name}" for number, name in enumerate(whom, start=1))]
    if board.progress.words:
        lines += ["", f"Isian yang sudah masuk: {board.progress.words}. Terima kasih kepada yang sudah mengirim."]
    return "\n".join([*lines, "", f"Mohon diselesaikan di {address}"])


def _together(awaited: Iterable[Awaited], zone: str) -> dict[str, list[str]]:
    """Whom the same is asked of until the same time, the late first: a chat is read on a small screen."""
    found: dict[str, list[str]] = {}
    for one in sorted(awaited, key=lambda one: (not one.overdue, one.task.line)):
        found.setdefault(_said(one, zone), []).append(one.unit or one.seat.capacity or "belum ada pelaksananya")
    return found


def _said(one: Awaited, zone: str) -> str:
    until = f", sampai {long_time(one.task.due_at, zone)}" if one.task.due_at else ""
    late = f", *terlambat {one.late_words} kerja*" if one.overdue else ""
    return f"{ACT_WORDS[Act(one.task.act)].capitalize()}{until}{late}:"


def district_reminder(boards: Iterable[CaseBoard], address: str, *, at: datetime) -> str:
    """Of many offices: one line for each case in which somebody is late. Blank when nobody is."""
    late = [board for board in boards if board.overdue]
    if not late:
        return ""
    lines = [f"*Pengumpulan data kinerja: yang terlambat per {short_time(at, late[0].case.office.zone)}*", ""]
    lines += [f"{n}. {_of_office(board)}" for n, board in enumerate(late, start=1)]
    return "\n".join([*lines, "", f"Mohon diselesaikan di {address}"])


def _of_office(board: CaseBoard) -> str:
    case = board.case
    sent = f", isian {board.progress.words}" if board.progress.words else ""
    late = f", terlambat {board.overdue[0].late_words} kerja"
    return f"{case.office.name}: {case.title}, {Period.parse(case.period).label}{sent}{late}"
