"""`himpun sop`: the procedures of the catalogue as values. Needs no database."""

import argparse
import json
import sys
from pathlib import Path

from himpun.sop.catalogue import keys, load
from himpun.sop.chart import draw, text_alternative
from himpun.sop.check import check
from himpun.sop.errors import UnknownProcedure
from himpun.sop.model import Severity
from himpun.sop.write import as_data


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="the keys of the catalogue")
    show = actions.add_parser("show", help="one procedure, in words or as himpun-sop/1")
    show.add_argument("key")
    show.add_argument("--json", action="store_true", help="print himpun-sop/1")
    drawn = actions.add_parser("draw", help="one procedure's table with its five symbols")
    drawn.add_argument("key")
    drawn.add_argument("-o", "--out", required=True, type=Path, help="the SVG file to write")


def run(options: argparse.Namespace) -> int:
    """List, show or draw. An unknown key exits 1 with the keys that there are."""
    try:
        match options.action:
            case "list":
                _list()
            case "show":
                _show(options.key, as_json=options.json)
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
    print(f"{sop.title}\n{sop.office}, {sop.government}\n")
    print(text_alternative(sop))
    for finding in (*sop.findings, *check(sop)):
        print(f"[{finding.severity}] {finding.where}: {finding.message}")
