"""Indicators and figures for the stage: every kind of answer occurs, and one cell is wrong until it is sent back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from himpun.cases.deeds import Point
from himpun.cases.models import Case, Task
from himpun.files.store import put
from himpun.installation.rehearsal.stage import BEGIN, Stage
from himpun.lib.numbers import format_figure
from himpun.lib.periods import Period, PeriodKind
from himpun.organisation.models import Post, Unit
from himpun.performance.actions import (
    IndicatorDraft,
    attach_evidence,
    define_indicator,
    revise_sheets,
    set_targets,
    submit_sheet,
)
from himpun.performance.cells import NOT_STARTED, VALUE, Cell, Line, Typed
from himpun.performance.filling import last_cells, lines_of, pointed_at, pointed_in, sheet_of
from himpun.performance.models import Sheet, SheetLine
from himpun.performance.scoring import Aggregation, Goal, Meaning, Polarity, ZeroRule
from himpun.trail.actor import Actor
from himpun.trail.journal import writing

WRONG: Final = 10
"""The first figure of a unit is typed ten times too large, as a slipped decimal comma does it."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An invented indicator: name, measure, what it means, its target, and what part of the target is reached."""

    name: str
    measure: str
    meaning: Meaning
    target: Decimal
    reached: Decimal


PROMISES: Final = (
    Promise("Persentase layanan selesai tepat waktu", "%", Meaning(), Decimal(95), Decimal("0.98")),
    Promise(
        "Jumlah kegiatan pembinaan yang terlaksana",
        "kegiatan",
        Meaning(aggregation=Aggregation.SUM),
        Decimal(6),
        Decimal("0.84"),
    ),
    Promise(
        "Rata-rata lama penyelesaian berkas",
        "hari",
        Meaning(polarity=Polarity.LOWER),
        Decimal(3),
        Decimal("0.9"),
    ),
    Promise(
        "Jumlah pengaduan yang tidak terjawab",
        "pengaduan",
        Meaning(polarity=Polarity.LOWER, zero_rule=ZeroRule.MET),
        Decimal(0),
        Decimal(0),
    ),
    Promise("Realisasi kegiatan pemberdayaan masyarakat", "%", Meaning(), Decimal(75), Decimal(0)),
)


def promise(stage: Stage, unit: Unit, *, years: range, post: Post | None = None) -> None:
    """Give a unit (or one member of it) its indicators, with a meaning and a target for each quarter of the years."""
    for position, one in enumerate(PROMISES, start=1):
        name = one.name if post is None else f"{one.name} ({post.title})"
        draft = IndicatorDraft(
            name, one.measure, BEGIN, code=f"IK-{position}", post=post, position=position, meaning=one.meaning
        )
        indicator = define_indicator(stage.administrator, unit, draft, at=stage.at)
        goals = {Period(PeriodKind.QUARTER, y, i): Goal(one.target) for y in years for i in range(1, 5)}
        set_targets(stage.administrator, indicator, goals, at=stage.at)


def typed_for(line: Line, unit: int, *, wrong: bool) -> Typed:
    """What an invented unit types for an indicator; each unit a little differently."""
    one = next((p for p in PROMISES if line.name.startswith(p.name)), None)
    if one is None:
        return _for_own(line, unit, wrong=wrong)
    if one.target and not one.reached:
        return Typed(NOT_STARTED, reason="Dana cair pada triwulan berikutnya")
    value = one.target * one.reached * (1 + Decimal(unit % 5) / 100)
    value = value.quantize(Decimal("0.01") if one.measure == "%" else Decimal(1), ROUND_HALF_UP)
    if wrong:
        value *= WRONG
    obstacle = "Petugas terbatas" if one.measure == "kegiatan" else ""
    return Typed(VALUE, format_figure(value), obstacle=obstacle)


def _for_own(line: Line, unit: int, *, wrong: bool) -> Typed:
    """A figure near the office's own target, within the bounds of what is believable there."""
    meaning, goal = line.meaning, line.goal.value if line.goal else Decimal(1)
    value = goal * (1 - Decimal(unit % 5) / 100)
    if wrong:
        too_high = meaning.highest is not None and value * WRONG > meaning.highest
        value = value / WRONG if too_high else value * WRONG
    for bound, nearer in ((meaning.lowest, max), (meaning.highest, min)):
        value = value if bound is None else nearer(value, bound)
    value = value.quantize(Decimal(1).scaleb(-min(meaning.decimals, 2)), ROUND_HALF_UP)
    return Typed(VALUE, format_figure(value))


def fill(actor: Actor, task: Task, at: datetime, *, wrong: bool) -> None:
    """Fill in a unit's sheet. In a later round the cells that were pointed at are typed anew, and right."""
    sheet = sheet_of(task)
    lines = lines_of(sheet)
    pointed = pointed_at(sheet, task)
    for line in lines:
        if line.needs_evidence and pointed.opens(line.key):
            _prove(actor, task, line, at)
    answers = {line.key: typed_for(line, sheet.unit_id, wrong=wrong and n == 0) for n, line in enumerate(lines)}
    submit_sheet(actor, task, answers, at=at)


def _prove(actor: Actor, task: Task, line: Line, at: datetime) -> None:
    """Attach an invented piece of evidence to a line that asks for some."""
    said = f"Data dukung contoh untuk gladi: {line.name}".encode()
    with writing():
        stored = put(task.office_id, said, name="contoh-data-dukung.txt", media_type="text/plain", at=at)
        attach_evidence(actor, task, SheetLine.objects.get(pk=line.key), file=stored, at=at)


def mend(actor: Actor, task: Task, at: datetime) -> None:
    """Mend what a return points at, on the units' behalf."""
    answers = {
        line.key: typed_for(line, sheet.unit_id, wrong=False)
        for sheet in Sheet.objects.filter(case=task.case_id)
        for line in lines_of(sheet)
    }
    asked = set(pointed_lines(task))
    revise_sheets(actor, task, {k: v for k, v in answers.items() if k in asked}, at=at)


def pointed_lines(task: Task) -> list[int]:
    """The lines that the return which opened this round points at."""
    pointed = pointed_in(task.case_id, task.round).values()
    return [line for one in pointed for line in one.notes]


def wrong_cell(case: Case) -> Point | None:
    """The first cell of the case whose last figure is far from its target; what a reviewer would point at."""
    sheets = Sheet.objects.filter(case=case)
    cells = last_cells(s.pk for s in sheets)
    for sheet in sheets:
        for line in lines_of(sheet):
            if (cell := cells.get(line.key)) and (said := _slipped(line, cell)):
                return Point(sheet.unit_id, sheet.member, str(line.key), said, line.name)
    return None


def _slipped(line: Line, cell: Cell) -> str:
    """What a reviewer says of a figure whose comma has slipped; nothing when it has not."""
    if not (cell.value and line.goal and line.goal.value):
        return ""
    if cell.value > 5 * line.goal.value:
        return "Angka sepuluh kali target; periksa koma."
    return "Angka sepersepuluh target; periksa koma." if 5 * cell.value < line.goal.value else ""
