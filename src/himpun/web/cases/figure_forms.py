"""Forms of the acts on figures: the request, the sheet, gathering, recap, analysis, mending."""

from typing import Any

from himpun.cases.models import Task
from himpun.files.store import put
from himpun.organisation.errors import NotHere
from himpun.performance.actions import (
    analyse,
    attach_evidence,
    distribute_request,
    gather_sheets,
    make_recap,
    prepare_request,
    remove_evidence,
    revise_sheets,
    save_draft,
    submit_sheet,
)
from himpun.performance.analysis import Analysis, Item
from himpun.performance.asking import layout_of
from himpun.performance.cells import Finding, Typed
from himpun.performance.errors import AnalysisToMend, CellsToMend
from himpun.performance.filling import pointed_at, pointed_in, sheet_of
from himpun.performance.gathered import arrivals, recap_now
from himpun.performance.layout import Layout
from himpun.performance.models import Evidence, Request, Sheet, SheetLine
from himpun.trail.actor import Actor
from himpun.web.cases.sheet_shown import cells_shown
from himpun.web.cases.typed import Typed as Form
from himpun.web.cases.typed import date_from
from himpun.web.request import Visit

PARTS = ("jawab", "nilai", "alasan", "kendala")
"""The fields of a cell, in the order of `cells.Typed`; each is followed by the line's key."""


class Kept(Exception):
    """What was typed is kept, and nothing is sent yet: the page shows it again."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def typed_cells(visit: Visit) -> dict[int, Typed]:
    """The cells of a posted sheet by line, as typed."""
    cells: dict[int, list[str]] = {}
    for name, value in visit.POST.items():
        part, _, key = name.partition("-")
        if part in PARTS and key.isdecimal() and len(key) < 19:
            cells.setdefault(int(key), ["", "", "", ""])[PARTS.index(part)] = str(value).replace("\r\n", "\n")
    return {key: Typed(*cell) for key, cell in cells.items()}


def show_request(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """What will be asked of whom; once prepared, as it was prepared."""
    request = Request.objects.filter(case=task.case_id).first()
    layout = Layout.from_data(request.content) if request else layout_of(task.case)
    return {"sheets": layout.sheets}


def prepare_form(visit: Visit, actor: Actor, task: Task) -> None:
    prepare_request(actor, task, at=visit.at)


def distribute_form(visit: Visit, actor: Actor, task: Task) -> None:
    distribute_request(actor, task, at=visit.at)


def show_sheet(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """The sheet with its cells; after a refusal with the reason beside each."""
    sheet = sheet_of(task)
    pointed = pointed_at(sheet, task)
    typed = typed_cells(visit) if visit.method == "POST" else {}
    findings = getattr(visit, "findings", ())
    cells = cells_shown(task, sheet, pointed, typed, findings)
    return {"sheet": sheet, "cells": cells, "pointed": not pointed.whole, "wrong": len(findings)}


def fill_form(visit: Visit, actor: Actor, task: Task) -> None:
    """Send the sheet; or keep a draft, add a file, take one away. What was typed is kept in every case."""
    cells = typed_cells(visit)
    wish = visit.POST.get("putusan", "kirim")
    if wish != "kirim":
        save_draft(actor, task, cells, at=visit.at)
        raise Kept(_evidence(visit, actor, task, wish))
    try:
        submit_sheet(actor, task, cells, at=visit.at, key=visit.POST.get("kunci", "")[:64])
    except CellsToMend:
        save_draft(actor, task, cells, at=visit.at)
        raise


def _evidence(visit: Visit, actor: Actor, task: Task, wish: str) -> str:
    what, _, key = wish.partition("-")
    if what == "hapus" and key.isdecimal():
        proof = Evidence.objects.filter(pk=int(key), line__sheet__task=task.pk).select_related("line").first()
        if proof is None:
            raise NotHere
        remove_evidence(actor, task, proof, at=visit.at)
        return "Data dukung dilepas."
    count = _attached(visit, actor, task)
    return f"Tersimpan, {count} data dukung ditambahkan." if count else "Tersimpan sebagai konsep. Belum dikirim."


def _attached(visit: Visit, actor: Actor, task: Task) -> int:
    count = 0
    for name, uploads in visit.FILES.lists():
        part, _, key = name.partition("-")
        if part != "bukti" or not key.isdecimal():
            continue
        line = SheetLine.objects.filter(pk=int(key), sheet__task=task.pk).first()
        if line is None:
            raise NotHere
        for upload in uploads:
            media_type = upload.content_type or "application/octet-stream"
            stored = put(task.office_id, upload, name=upload.name or "berkas", media_type=media_type, at=visit.at)
            attach_evidence(actor, task, line, stored, at=visit.at)
            count += 1
    return count


def show_arrivals(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """Who has sent and who has not."""
    return {"arrivals": arrivals(task.case)}


def gather_form(visit: Visit, actor: Actor, task: Task) -> None:
    gather_sheets(actor, task, at=visit.at)


def show_recap(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """The figures put together, and what fell short."""
    recap = recap_now(task.case)
    typed = {key: value for key, value in visit.POST.items()} if visit.method == "POST" else {}
    wrong: dict[int, list[Finding]] = {}
    for finding in getattr(visit, "findings", ()):
        wrong.setdefault(finding.line, []).append(finding)
    short = [
        {
            "part": part,
            "row": row,
            "wrong": wrong.get(row.line, []),
            "cause": typed.get(f"sebab-{row.line}", row.obstacle),
            "follow_up": typed.get(f"tindak-{row.line}", ""),
            "who": typed.get(f"siapa-{row.line}", part.name),
            "until": typed.get(f"sampai-{row.line}", ""),
        }
        for part, row in recap.shortfalls
    ]
    return {"recap": recap, "short": short, "wrong_summary": wrong.get(0, [])}


def recap_form(visit: Visit, actor: Actor, task: Task) -> None:
    make_recap(actor, task, at=visit.at)


def analyse_form(visit: Visit, actor: Actor, task: Task) -> None:
    form = Form(visit.POST)
    items = []
    for line, (cause, follow_up, who, until) in form.rows("sebab", "tindak", "siapa", "sampai"):
        items.append(Item(line, cause, follow_up, who, date_from(until) if until else None))
    analyse(actor, task, Analysis(form.text("simpulan"), tuple(items)), at=visit.at)


def show_mending(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """Only the cells that the return points at, sheet by sheet; all of them where it points at none."""
    points = pointed_in(task.case_id, task.round)
    typed = typed_cells(visit) if visit.method == "POST" else {}
    findings = getattr(visit, "findings", ())
    shown = []
    for sheet in Sheet.objects.filter(case=task.case_id, revision__gt=0):
        pointed = points.get((sheet.unit_id, sheet.member)) or points.get((sheet.unit_id, 0))
        if pointed is None and points:
            continue
        cells = cells_shown(task, sheet, pointed or pointed_at(sheet, task), typed, findings)
        shown.append({"sheet": sheet, "cells": [c for c in cells if pointed is None or c.open]})
    return {"sheets": shown, "wrong": len(findings)}


def revise_form(visit: Visit, actor: Actor, task: Task) -> None:
    revise_sheets(actor, task, typed_cells(visit), at=visit.at)


REFUSALS = (CellsToMend, AnalysisToMend)
"""Errors that carry findings beside cells."""
