"""`himpun sop`: the procedures of the catalogue and of documents as values. Needs no database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from himpun.cli.sop_files import in_words, judged, read_file
from himpun.sop.catalogue import keys, load
from himpun.sop.chart import draw, text_alternative
from himpun.sop.check import check
from himpun.sop.errors import UnknownProcedure
from himpun.sop.intake.understand import Reading
from himpun.sop.model import Severity, Sop
from himpun.sop.write import as_data, finding_as_data


def sop_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="the keys of the catalogue")
    show = actions.add_parser("show", help="one procedure, in words or as himpun-sop/1")
    show.add_argument("key")
    show.add_argument("--json", action="store_true", help="print himpun-sop/1")
    read = actions.add_parser("read", help="a document's procedures: .docx, .pdf, .html, .txt, himpun-sop/1")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help='print {"procedures": [himpun-sop/1], "findings": []}')
    checked = actions.add_parser("check", help="what stops a document's procedures, and what to look at")
    checked.add_argument("file", type=Path)
    drawn = actions.add_parser("draw", help="one procedure's table with its five symbols")
    drawn.add_argument("key")
    drawn.add_argument("-o", "--out", required=True, type=Path, help="the SVG file to write")


def sop(options: argparse.Namespace) -> int:
    """List, show, draw, read or check. Exits 1 for an unknown key, no procedure, or an error in one."""
    try:
        match options.action:
            case "list":
                _list()
            case "show":
                _show(options.key, as_json=options.json)
            case "read":
                return _read(options.file, as_json=options.json)
            case "check":
                return _check(options.file)
            case _:
                options.out.write_text(draw(load(options.key)), encoding="utf-8")
    except UnknownProcedure as unknown:
        print(unknown, file=sys.stderr)
        return 1
    return 0


def _list() -> None:
    for key in keys():
        sop = load(key)
        guesses = sum(f.severity is Severity.GUESS for f in sop.findings)
        print(f"{key:32}{len(sop.steps):3} langkah  {guesses:3} dugaan  {sop.office}, {sop.government}")


def _show(key: str, *, as_json: bool) -> None:
    sop = load(key)
    if as_json:
        print(json.dumps(as_data(sop), ensure_ascii=False, indent=2))
        return
    _tell(sop)
    for finding in (*sop.findings, *check(sop)):
        print(f"[{finding.severity}] {finding.where}: {finding.message}")


def _tell(sop: Sop) -> None:
    print(f"{sop.title}\n{sop.office}, {sop.government}\n")
    print(text_alternative(sop))


def _read(file: Path, *, as_json: bool) -> int:
    reading = read_file(file, say=_aside)
    if as_json:
        print(json.dumps(_as_data(reading), ensure_ascii=False, indent=2))
    for finding in reading.findings:
        _aside(in_words(finding))
    for sop in () if as_json else reading.procedures:
        _tell(sop)
        for finding in sop.findings:
            print(in_words(finding))
        print()
    return 0 if reading.procedures else 1


def _as_data(reading: Reading) -> dict[str, Any]:
    return {
        "procedures": [as_data(sop) for sop in reading.procedures],
        "findings": [finding_as_data(finding) for finding in reading.findings],
    }


def _check(file: Path) -> int:
    reading = read_file(file, say=_aside)
    for finding in reading.findings:
        _aside(in_words(finding))
    sound = bool(reading.procedures)
    for sop in reading.procedures:
        found = judged(sop)
        stops = sum(finding.severity is Severity.ERROR for finding in found)
        sound = sound and not stops
        print(f"{sop.title}, {sop.office}: {len(sop.steps)} langkah, {stops} galat, {len(found) - stops} catatan")
        for finding in found:
            print(in_words(finding))
    return 0 if sound else 1


def _aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
