"""The child process of `himpun rehearse`: its data folder is a scratch one, given by HIMPUN_DATA."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.cli.sop_files import in_words, key_of, read_file
from himpun.installation.rehearsal.director import Show, last_but_one_quarter, rehearse
from himpun.installation.tables import make_tables
from himpun.lib.periods import Period
from himpun.sop.catalogue import KEYS, load
from himpun.sop.check import check
from himpun.sop.errors import UnknownProcedure
from himpun.sop.intake.understand import Reading
from himpun.sop.model import Severity, Sop
from himpun.sop.write import finding_as_data


def main() -> int:
    """Play one procedure. Exits 1 when there is no such procedure, or the report or the journal does not hold."""
    parser = argparse.ArgumentParser(prog="himpun rehearse")
    parser.add_argument("key")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--period", type=Period.parse)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--procedure", type=int, default=1)
    options = parser.parse_args()
    path = Path(options.key)
    from_file = options.key not in KEYS and path.is_file()
    try:
        sop = _from_document(path, options.procedure) if from_file else load(options.key)
    except UnknownProcedure as unknown:
        _say(str(unknown))
        return 1
    if sop is None:
        return 1
    make_tables()
    period = options.period or last_but_one_quarter(datetime.now(UTC))
    result = rehearse(Show(key_of(path) if from_file else options.key, sop, period), out=options.out, say=_say)
    if from_file:
        result["guesses"] = [finding_as_data(one) for one in sop.findings if one.severity is Severity.GUESS]
    print(json.dumps(result, ensure_ascii=False, indent=2) if options.json else _summary(result))
    return 0 if result["report"]["valid"] and result["trail"]["verified"] else 1


def _from_document(path: Path, order: int) -> Sop | None:
    """A document's procedure, its guesses taken as they are and told; none, with reasons, when it cannot run."""
    reading: Reading = read_file(path, say=_say)
    for finding in reading.findings:
        _say(in_words(finding))
    if not 1 <= order <= len(reading.procedures):
        _say(f"Prosedur ke-{order} tidak ada: berkas ini memuat {len(reading.procedures)} prosedur.")
        return None
    if len(reading.procedures) > 1:
        _say(f"Berkas ini memuat {len(reading.procedures)} prosedur; dimainkan yang ke-{order} (lihat --procedure).")
    sop = reading.procedures[order - 1]
    stops = [finding for finding in check(sop) if finding.severity is Severity.ERROR]
    for finding in (*stops, *(one for one in sop.findings if one.severity is Severity.GUESS)):
        _say(in_words(finding))
    return None if stops else sop


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
