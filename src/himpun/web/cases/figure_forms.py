"""Forms of the acts on figures: the request, the sheet, gathering, recap, analysis, mending."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

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
from himpun.performance.cells import VALUE, Typed
from himpun.performance.errors import CellsToMend
from himpun.performance.filling import sheet_of
from himpun.performance.queries import CellView, arrivals, recap_now, request_of, sheet_to_fill_in, sheets_to_mend
from himpun.web.cases.evidence_form import attach_all, take_away
from himpun.web.cases.turn import Turn
from himpun.web.cases.typed import key_from
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


def typed_cells(turn: Turn) -> dict[int, Typed]:
    """The cells of a posted sheet by line, as typed."""
    cells: dict[int, list[str]] = {}
    for name, value in turn.visit.POST.items():
        part, _, key = name.partition("-")
        line = key_from(key)
        if part in PARTS and line is not None:
            text = str(value).replace("\r\n", "\n")
            cells.setdefault(line, ["", "", "", ""])[PARTS.index(part)] = text
    return {line: _cell(*cell) for line, cell in cells.items()}


def _cell(answer: str, *rest: str) -> Typed:
    """The choice "angka" stands on every untouched row: without anything beside it, nothing was answered."""
    return Typed(answer, *rest) if answer != VALUE or any(text.strip() for text in rest) else Typed()


def show_request(turn: Turn) -> dict[str, Any]:
    """What will be asked of whom; once prepared, as it was prepared."""
    return {"sheets": request_of(turn.task.case).sheets}


def prepare_form(turn: Turn) -> None:
    prepare_request(turn.actor, turn.task, at=turn.at)


def distribute_form(turn: Turn) -> None:
    distribute_request(turn.actor, turn.task, at=turn.at)


def show_sheet(turn: Turn) -> dict[str, Any]:
    """The sheet as it was last typed or sent."""
    sheet = sheet_to_fill_in(sheet_of(turn.task), turn.task)
    return {"sheet": sheet, "cells": _as_typed(sheet.cells, typed_cells(turn))}


def _as_typed(cells: Iterable[CellView], typed: Mapping[int, Typed]) -> list[CellView]:
    """Cells with what was typed now in the place of what was kept or sent."""
    return [replace(one, typed=typed.get(one.line.pk, one.typed)) for one in cells]


def fill_form(turn: Turn) -> None:
    """Send the sheet; or keep a draft, add files, take one away. What was typed is kept in every case."""
    cells = typed_cells(turn)
    wish = turn.visit.POST.get("putusan", "kirim")
    chosen = bool(turn.visit.FILES) or bool(left_out(turn.visit))
    if wish != "kirim" or chosen:
        save_draft(turn.actor, turn.task, cells, at=turn.at)
    attach_all(turn)
    if wish.startswith("hapus-"):
        take_away(turn, wish.removeprefix("hapus-"))
        raise Kept("dilepas")
    if wish != "kirim":
        raise Kept("data-dukung" if chosen else "konsep")
    _send(turn, cells)


def _send(turn: Turn, cells: dict[int, Typed]) -> None:
    try:
        submit_sheet(turn.actor, turn.task, cells, at=turn.at, key=turn.visit.POST.get("kunci", "")[:64])
    except CellsToMend:
        save_draft(turn.actor, turn.task, cells, at=turn.at)
        raise


def show_arrivals(turn: Turn) -> dict[str, Any]:
    """Who has sent and who has not."""
    return {"arrivals": arrivals(turn.task.case)}


def gather_form(turn: Turn) -> None:
    gather_sheets(turn.actor, turn.task, at=turn.at)


def show_recap(turn: Turn) -> dict[str, Any]:
    """The figures put together."""
    return {"recap": recap_now(turn.task.case)}


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
    return {"recap": recap, "short": short}


def analyse_form(turn: Turn) -> None:
    form = turn.form()
    items = []
    for line, (cause, follow_up, who, _) in form.rows(*ANALYSED):
        items.append(Item(line, cause, follow_up, who, form.date(f"sampai-{line}")))
    analyse(turn.actor, turn.task, Analysis(form.text("simpulan"), tuple(items)), at=turn.at)


def show_mending(turn: Turn) -> dict[str, Any]:
    """Only the cells that the return points at, sheet by sheet; all of them where it points at none."""
    typed = typed_cells(turn)
    mending = sheets_to_mend(turn.task)
    return {"sheets": [(one.sheet, _as_typed([c for c in one.view.cells if c.asked], typed)) for one in mending]}


def revise_form(turn: Turn) -> None:
    revise_sheets(turn.actor, turn.task, typed_cells(turn), at=turn.at)
