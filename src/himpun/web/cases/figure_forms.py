"""Forms of the acts on figures: the request, the sheet, gathering, recap, analysis, mending."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.crypto import salted_hmac

from himpun.files.store import LARGEST
from himpun.lib.dates import short_date
from himpun.performance.actions import (
    analyse,
    distribute_request,
    gather_sheets,
    make_recap,
    prepare_request,
    revise_sheets,
    save_draft,
    submit_sheet,
)
from himpun.performance.analysis import Analysis, Item
from himpun.performance.cells import VALUE, Finding, Typed
from himpun.performance.errors import CellsToMend
from himpun.performance.filling import in_words, sheet_of
from himpun.performance.queries import (
    CellView,
    SheetView,
    arrivals,
    doubt_on,
    doubts_in,
    evidence_on,
    judged,
    recap_now,
    request_of,
    sheet_to_fill_in,
    sheets_to_mend,
)
from himpun.performance.recap import Recap
from himpun.web.cases.evidence_form import attach_all, take_away
from himpun.web.cases.turn import Turn
from himpun.web.typed import key_from
from himpun.web.uploads import left_out


class Kept(Exception):
    """What was typed is kept, and nothing is sent yet: the page shows it again. `said` is a key of SAID."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


SAID: Final = {
    "konsep": "Tersimpan sebagai konsep. Belum dikirim.",
    "data-dukung": "Tersimpan sebagai konsep, data dukung ditambahkan. Belum dikirim.",
    "dilepas": "Data dukung dilepas. Ketikan lain tersimpan sebagai konsep.",
}


PARTS: Final = ("jawab", "nilai", "alasan", "kendala")
"""The fields of a cell, in the order of `cells.Typed`; each is followed by the line's key."""
FIELDS: Final = {"answer": "jawab", "figure": "nilai", "reason": "alasan", "obstacle": "kendala", "evidence": "bukti"}
"""The field of a finding, as the forms call it."""


def typed_cells(post: QueryDict) -> dict[int, Typed]:
    """The cells of a posted sheet by line, as typed."""
    cells: dict[int, list[str]] = {}
    for name, value in post.items():
        part, _, key = name.partition("-")
        line = key_from(key)
        if part in PARTS and line is not None:
            cells.setdefault(line, ["", "", "", ""])[PARTS.index(part)] = str(value).replace("\r\n", "\n")
    return {line: cell_of(*cell) for line, cell in cells.items()}


def cell_of(answer: str, *rest: str) -> Typed:
    """The choice "angka" stands on every untouched row: without anything beside it, nothing was answered."""
    return Typed(answer, *rest) if answer != VALUE or any(text.strip() for text in rest) else Typed()


def versions_read(post: QueryDict) -> dict[int, int]:
    """The versions at which the cells of a posted sheet were read, by line."""
    named = ((key_from(name.removeprefix("versi-")), key_from(str(value))) for name, value in post.items())
    return {line: version for line, version in named if line is not None and version is not None}


def mark_of(turn: Turn) -> str:
    """By what a device knows whose unsent cells it keeps: not the account's key itself, which is nobody's business."""
    return salted_hmac("himpun.isian", str(turn.actor.account)).hexdigest()[:16]


def show_request(turn: Turn) -> dict[str, Any]:
    """What will be asked of whom; once prepared, as it was prepared."""
    return {"sheets": request_of(turn.task.case).sheets}


def prepare_form(turn: Turn) -> None:
    prepare_request(turn.actor, turn.task, at=turn.at)


def distribute_form(turn: Turn) -> None:
    distribute_request(turn.actor, turn.task, at=turn.at)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid. `found` is what is wrong with what stands there, by field; blank is not wrong yet."""

    number: int
    cell: CellView
    blank: bool
    found: Mapping[str, str]
    fresh: bool  # shows what was typed just now, and is not kept anywhere
    other: str = ""  # what somebody else has kept there meanwhile, as JSON for the script that asks which counts

    @property
    def doubt(self) -> str:
        return "" if self.found or not self.cell.asked else doubt_on(self.cell)

    @property
    def listed(self) -> list[str]:
        """The names of its fields, as a refusal lists them. That nothing was answered is counted, not listed."""
        return [f"{part}-{self.cell.line.pk}" for part in FIELDS.values() if not (self.blank and part == "nilai")]


def rows_of(view: SheetView, typed: Mapping[int, Typed], read: Mapping[int, int] | None = None) -> list[Row]:
    """A sheet's rows, with what was typed now in the place of what was kept or sent, and judged.

    `read` are the versions at which the typed cells were read.
    """
    cells = [replace(one, typed=typed.get(one.line.pk, one.typed)) for one in view.cells]
    blank = {one.line.pk for one in cells if one.asked and one.typed.blank}
    found: dict[int, dict[str, str]] = {}
    for one in judged(cells):
        if one.line not in blank:
            found.setdefault(one.line, {})[f"{FIELDS[one.field]}-{one.line}"] = one.message
    return [
        Row(
            number,
            one,
            one.line.pk in blank,
            found.get(one.line.pk, {}),
            one.typed != kept.typed,
            _other(one, kept, read or {}),
        )
        for number, (one, kept) in enumerate(zip(cells, view.cells, strict=True), start=1)
    ]


def _other(typed: CellView, kept: CellView, read: Mapping[int, int]) -> str:
    """Until one of two is chosen neither is written over the other."""
    differs = typed.typed != kept.typed and read.get(kept.line.pk, kept.version) != kept.version
    return json.dumps(other_cell(kept.typed, kept.version)) if differs else ""


def other_cell(other: Typed, version: int) -> dict[str, Any]:
    """What somebody else keeps in a cell, as the grid asks about it."""
    return {"versi": version, "lain": dict(zip(PARTS, other.as_data(), strict=True)), "kata": in_words(other)}


def show_sheet(turn: Turn) -> dict[str, Any]:
    """The sheet as it was last typed or sent, with what is still missing beside each cell."""
    view = sheet_to_fill_in(sheet_of(turn.task), turn.task)
    rows = rows_of(view, typed_cells(turn.visit.POST), versions_read(turn.visit.POST))
    return {
        "sheet": view,
        "rows": rows,
        "blank": [row for row in rows if row.blank],
        "faulty": [row for row in rows if row.found],
        "done": sum(not (row.blank or row.found) for row in rows),
        "found": {name: said for row in rows for name, said in row.found.items()},
        "saved_at": clock(view.saved_at, turn) if view.saved_at else "",
        "mark": mark_of(turn),
        "largest": LARGEST,
    }


def clock(at: datetime, turn: Turn) -> str:
    """ "10.32", where the office is; with its day when that is another."""
    zone = ZoneInfo(turn.task.case.office.zone)
    local = at.astimezone(zone)
    same_day = local.date() == turn.at.astimezone(zone).date()
    return f"{local:%H.%M}" if same_day else f"{short_date(local.date())} {local:%H.%M}"


def fill_form(turn: Turn) -> None:
    """Send the sheet; or keep a draft, add files, take one away. What was typed is kept in every case."""
    cells = typed_cells(turn.visit.POST)
    wish = turn.visit.POST.get("putusan", "kirim")
    chosen = bool(turn.visit.FILES) or bool(left_out(turn.visit))
    apart = _keep(turn, cells) if wish != "kirim" or chosen else ()
    attach_all(turn)
    if wish.startswith("hapus-"):
        take_away(turn, wish.removeprefix("hapus-"))
    if apart:
        raise CellsToMend(apart)
    if wish.startswith("hapus-"):
        raise Kept("dilepas")
    if wish != "kirim":
        raise Kept("data-dukung" if chosen else "konsep")
    _send(turn, cells)


def _keep(turn: Turn, cells: dict[int, Typed]) -> tuple[Finding, ...]:
    return save_draft(turn.actor, turn.task, cells, at=turn.at, based_on=versions_read(turn.visit.POST))


def _send(turn: Turn, cells: dict[int, Typed]) -> None:
    try:
        submit_sheet(turn.actor, turn.task, cells, at=turn.at, based_on=versions_read(turn.visit.POST))
    except CellsToMend:
        _keep(turn, cells)
        raise


def show_arrivals(turn: Turn) -> dict[str, Any]:
    """Who has sent and who has not."""
    return {"arrivals": arrivals(turn.task.case)}


def gather_form(turn: Turn) -> None:
    gather_sheets(turn.actor, turn.task, at=turn.at)


def show_recap(turn: Turn) -> dict[str, Any]:
    """The figures put together."""
    recap = recap_now(turn.task.case)
    return read_with(recap)


def read_with(recap: Recap) -> dict[str, Any]:
    """A recap with what is read beside its figures: what is asked about them, and the evidence."""
    return {"recap": recap, "doubts": doubts_in(recap), "evidence": evidence_on(part.sheet for part in recap.parts)}


def recap_form(turn: Turn) -> None:
    make_recap(turn.actor, turn.task, at=turn.at)


ANALYSED: Final = ("sebab", "tindak", "siapa", "sampai")


def show_analysis(turn: Turn) -> dict[str, Any]:
    """The figures put together, and a row of the analysis for each that fell short."""
    recap = recap_now(turn.task.case)
    post = turn.visit.POST
    short = []
    for part, row in recap.shortfalls:
        proposed = zip(ANALYSED, (row.obstacle, "", part.name, ""), strict=True)
        short.append({"part": part, "row": row, "typed": [post.get(f"{n}-{row.line}", text) for n, text in proposed]})
    return read_with(recap) | {"short": short}


def analyse_form(turn: Turn) -> None:
    """A row for each line that fell short: sebab-KEY, tindak-KEY, siapa-KEY, sampai-KEY. Raises AnalysisToMend."""
    form = turn.form()
    items = []
    for line, (cause, follow_up, who, _) in form.rows(*ANALYSED):
        items.append(Item(line, cause, follow_up, who, form.date(f"sampai-{line}")))
    analyse(turn.actor, turn.task, Analysis(form.text("simpulan"), tuple(items)), at=turn.at)


def show_mending(turn: Turn) -> dict[str, Any]:
    """Only the cells that the return points at, sheet by sheet; all of them where it points at none."""
    typed = typed_cells(turn.visit.POST)
    sheets = [(one.sheet, _asked(rows_of(one.view, typed))) for one in sheets_to_mend(turn.task)]
    return {"sheets": sheets, "mark": mark_of(turn)}


def _asked(rows: Iterable[Row]) -> list[Row]:
    return [replace(row, number=number) for number, row in enumerate((r for r in rows if r.cell.asked), start=1)]


def revise_form(turn: Turn) -> None:
    """Cells of several sheets in one form, told apart by their lines' keys. Raises CellsToMend."""
    revise_sheets(turn.actor, turn.task, typed_cells(turn.visit.POST), at=turn.at)
