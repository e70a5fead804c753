"""The child process of `himpun rehearse`: its data folder is a scratch one, given by HIMPUN_DATA."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from himpun.installation.rehearsal.director import Show, last_but_one_quarter, rehearse
from himpun.installation.tables import make_tables
from himpun.lib.periods import Period
from himpun.sop.catalogue import load
from himpun.sop.errors import UnknownProcedure


def main() -> int:
    """Play one procedure. Exits 1 when there is no such procedure, or the report or the journal does not hold."""
    parser = argparse.ArgumentParser(prog="himpun rehearse")
    parser.add_argument("key")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--period", type=Period.parse)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        sop = load(options.key)
    except UnknownProcedure as unknown:
        print(unknown, file=sys.stderr)
        return 1
    make_tables()
    period = options.period or last_but_one_quarter(datetime.now(UTC))
    result = rehearse(Show(options.key, sop, period), out=options.out, say=_say)
    print(json.dumps(result, ensure_ascii=False, indent=2) if options.json else _summary(result))
    return 0 if result["report"]["valid"] and result["trail"]["verified"] else 1


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _summary(result: dict[str, object]) -> str:
    steps, papers, report, trail = (result[k] for k in ("steps", "papers", "report", "trail"))
    assert isinstance(steps, list)
    assert isinstance(papers, list)
    assert isinstance(report, dict)
    assert isinstance(trail, dict)
    return (
        f"{result['procedure']} {result['period']}: {len(steps)} baris, {sum(s['tasks'] for s in steps)} tugas, "
        f"{len(papers)} dokumen; laporan {report['file']} "
        f"{'tersegel sah' if report['valid'] else 'BELUM SAH'}; jurnal {trail['entries']} entri "
        f"{'utuh' if trail['verified'] else 'TIDAK UTUH'}"
    )


if __name__ == "__main__":
    sys.exit(main())
