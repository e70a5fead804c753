"""The child process of an office's own rehearsal: its data folder is a scratch one, given by HIMPUN_DATA.

`python -m himpun.cli.rehearse_own FOLDER`: reads FOLDER/plan.json, tells each step on standard error, leaves
papers in FOLDER/papers, FOLDER/papers.zip and FOLDER/result.json. Exits 1 with a sentence on standard error.
"""

import json
import os
import sys
import zipfile
from pathlib import Path

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.cases.errors import CaseError
from himpun.documents.errors import DocumentError
from himpun.installation.rehearsal.director import NotToTheEnd, rehearse_own
from himpun.installation.rehearsals import WRONG
from himpun.installation.tables import make_tables
from himpun.organisation.errors import OrganisationError
from himpun.performance.errors import PerformanceError
from himpun.procedures.errors import ProcedureError

REFUSED = (NotToTheEnd, CaseError, DocumentError, OrganisationError, PerformanceError, ProcedureError)


def main() -> int:
    folder = Path(sys.argv[1])
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    make_tables()
    try:
        result = rehearse_own(plan, out=folder / "papers", say=_say)
    except REFUSED as refused:
        _say(f"{WRONG}{refused}")
        return 1
    _pack(folder)
    _put(folder / "result.json", json.dumps(result, ensure_ascii=False))
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _pack(folder: Path) -> None:
    with zipfile.ZipFile(folder / "papers.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in sorted((folder / "papers").iterdir()):
            archive.write(paper, f"GLADI-{paper.name}")


def _put(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(text, encoding="utf-8")
    os.replace(aside, path)


if __name__ == "__main__":
    sys.exit(main())
