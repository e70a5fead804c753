"""`himpun rehearse` as an operator calls it: a program of its own, in a data folder that is gone afterwards."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

KEY = "tebing-tinggi-pengumpulan-2022"


def himpun(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a data folder, without what the tests themselves are set up with."""
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return subprocess.run(
        [sys.executable, "-m", "himpun.cli", *words],
        env=own | {"HIMPUN_DATA": str(data), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_prints_json_alone_and_leaves_the_papers(tmp_path: Path) -> None:
    out, data = tmp_path / "papers", tmp_path / "data"
    ran = himpun("rehearse", KEY, "--out", str(out), "--period", "2026-TW1", "--json", data=data)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert (told["procedure"], told["period"]) == (KEY, "2026-TW1")
    assert told["report"]["valid"] is told["trail"]["verified"] is True
    for paper in told["papers"]:
        assert sha256((out / paper["file"]).read_bytes()).hexdigest() == paper["sha256"]
    assert not list(data.glob("*.sqlite3*")), "an installation's own database is not touched"


def test_an_unknown_procedure_ends_with_1_and_words(tmp_path: Path) -> None:
    ran = himpun("rehearse", "tidak-ada", "--out", str(tmp_path / "papers"), "--json", data=tmp_path)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "tidak-ada" in ran.stderr
    assert "himpun sop list" in ran.stderr


def test_a_period_that_is_none_is_refused_with_words(tmp_path: Path) -> None:
    ran = himpun("rehearse", KEY, "--out", str(tmp_path / "papers"), "--period", "2026-TW5", data=tmp_path)
    assert ran.returncode == 2
    assert "2026-TW5" in ran.stderr
    assert "Traceback" not in ran.stderr
