"""Forms of those who vouch for what they read: review, initial, signature; and sending back."""

from dataclasses import replace
from typing import Any, Final

from himpun.cases import actions
from himpun.cases.deeds import Accepted, Point, SendBack
from himpun.cases.errors import Incomplete, Lack
from himpun.cases.queries import reading_of, seating_of
from himpun.documents.proof import prove
from himpun.documents.queries import initials_on
from himpun.lib.dates import short_time
from himpun.performance.actions import accept
from himpun.performance.models import SheetLine
from himpun.performance.problems import problems_unanswered
from himpun.performance.queries import changed_cells, doubts_in, evidence_on, recap_now
from himpun.sop.model import Act
from himpun.trail.journal import writing
from himpun.web.cases.scans import scan_of
from himpun.web.cases.turn import Turn
from himpun.web.typed import Typed, key_from, readable

LONGEST_REASON: Final = 1000
POINTED: Final = "Ada yang dicentang untuk diperbaiki. Tulis alasannya dan kembalikan, atau hapus centangnya dahulu."


def show_reading(turn: Turn) -> dict[str, Any]:
    """What is read, what the last revisions changed in it, and the ways back that the SOP gives."""
    task = turn.task
    seating = seating_of(task.case)
    ways = [
        {"to": way.to, "points": way.points, "activity": seating.sop.line(int(way.to)).activity}
        for way in seating.route.returns[task.line]
    ]
    reading = reading_of(task)
    recap = recap_now(task.case)
    sheets = {part.sheet: part.revision for part in recap.parts}
    pointed = _points(turn.form())
    whole = {(point.unit, point.member) for point in pointed if not point.field}
    return {
        "papers": reading.papers,
        "initials": [(one, short_time(one.at, task.case.office.zone)) for one in initials_on(reading.papers)],
        "read": reading.digest,
        "ways": ways,
        "recap": recap,
        "changed": changed_cells(sheets),
        "doubts": doubts_in(recap),
        "evidence": evidence_on(sheets),
        "recommended": _recommendations(turn),
        "pointed": {int(point.field) for point in pointed if point.field},
        "pointed_sheets": {part.sheet for part in recap.parts if (part.unit, part.member) in whole},
        "needed": set(problems_unanswered(task, recap)) if task.act == Act.REVIEW else set(),
    }


def review_form(turn: Turn) -> None:
    """Accept with a note and with recommendations for problems that units named; or send back."""
    if _sent_back(turn):
        return
    if turn.visit.POST.get("putusan") != "terima":
        raise Incomplete((Lack("", "undecided", "Tekan Terima, atau kembalikan untuk diperbaiki."),))
    typed = turn.form()
    note, read = typed.text("note"), typed.text("read")
    typed.refuse()
    accept(turn.actor, turn.task, Accepted(note), said=_recommendations(turn), read=read, at=turn.at)


def initial_form(turn: Turn) -> None:
    """Put the initial on the text whose hash the form carries; or send back. Raises ContentChanged."""
    if not _sent_back(turn):
        actions.initial(turn.actor, turn.task, read=turn.form().text("read"), at=turn.at)


def sign_form(turn: Turn) -> None:
    """Sign with the password typed once more; or bind the scans of prints signed by hand; or send back."""
    if _sent_back(turn):
        return
    if turn.visit.POST.get("putusan") == "ikat":
        _bind(turn)
        return
    password = turn.visit.POST.get("sandi", "")[:1000]
    if not password:
        raise Incomplete((Lack("sandi", "no_password", "Ketik kata sandi Anda untuk menandatangani."),))
    proof = prove(turn.actor, password, at=turn.at)
    actions.sign(turn.actor, turn.task, read=turn.form().text("read"), proof=proof, at=turn.at)


def _bind(turn: Turn) -> None:
    """Signed by hand: the scans of the signed prints are bound to what was read."""
    typed = turn.form()
    with writing():
        scans = {}
        for paper in reading_of(turn.task).papers:
            scan = scan_of(turn.visit, typed, f"pindaian-{paper.pk}", office=turn.task.office_id)
            if scan is not None:
                scans[paper.pk] = scan
        typed.refuse()
        actions.sign_by_hand(turn.actor, turn.task, scans, read=typed.text("read"), at=turn.at)


def _sent_back(turn: Turn) -> bool:
    """The other button: minta perbaikan, pointing at units and cells.

    Whoever pointed at something and presses the first button is asked: the tick would be lost without a word.
    """
    typed = turn.form()
    if turn.visit.POST.get("putusan") != "kembalikan":
        if _points(typed):
            raise Incomplete((Lack("tunjuk", "pointed_yet_accepted", POINTED),))
        return False
    to = typed.number("ke", 0)
    if not to:
        typed.lack("ke", "no_line", "Pilih ke langkah mana dikembalikan.")
    points = tuple(_points(typed))
    if to and not points and _wants_pointing(turn, to):
        typed.lack("tunjuk", "nothing_pointed", "Centang dahulu baris atau unit yang harus diperbaiki.")
    decision = SendBack(to, typed.text("alasan", LONGEST_REASON), _named(turn, points))
    typed.refuse(decision.lacks())
    actions.send_back(turn.actor, turn.task, decision, read=typed.text("read"), at=turn.at)
    return True


def _named(turn: Turn, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points with their cells called as the sheets call them. One statement."""
    keys = [int(point.field) for point in points if point.field]
    found = SheetLine.objects.filter(sheet__case=turn.task.case_id, pk__in=keys)
    names = {str(key): f"{code} {name}".strip() for key, code, name in found.values_list("pk", "code", "name")}
    return tuple(replace(point, named=names.get(point.field, "")) for point in points)


def _wants_pointing(turn: Turn, to: int) -> bool:
    """Whether the SOP's way back to this line goes to units that must be named."""
    ways = seating_of(turn.task.case).route.returns[turn.task.line]
    return any(way.to == to and way.points for way in ways)


def _points(typed: Typed) -> list[Point]:
    """Ticked cells "unit:member:line" and whole units "unit:member:"."""
    points = []
    for value in typed.texts("tunjuk"):
        unit, member, line = [*value.split(":"), "", ""][:3]
        who = key_from(unit), key_from(member)
        if who[0] is not None and who[1] is not None and (not line or key_from(line) is not None):
            points.append(Point(who[0], who[1], line))
    return points


def _recommendations(turn: Turn) -> dict[int, str]:
    """What was typed to recommend, by sheet."""
    found = {}
    for name, text in turn.visit.POST.items():
        prefix, _, key = name.partition("-")
        sheet = key_from(key)
        if prefix == "rekomendasi" and sheet is not None:
            found[sheet] = readable(str(text))
    return found
