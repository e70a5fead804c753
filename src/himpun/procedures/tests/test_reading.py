"""A document is read by a process apart: what it gives, what stops it, and what it may not do."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from himpun.organisation.errors import TooManyAtOnce
from himpun.organisation.tests.people import AT, SETUP, district
from himpun.procedures import apart, reading
from himpun.procedures.actions import learn_alias
from himpun.procedures.apart import environment
from himpun.procedures.read_here import MOST_CELLS, shown
from himpun.procedures.reading import NotRead, TooIntricate, read_pasted, read_upload
from himpun.sop.catalogue import load
from himpun.sop.intake.grid import Arrow, Cell, Document, Line, Table
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import understand
from himpun.sop.write import as_json

TABLE = """Nama SOP\tPengumpulan Data Kinerja
Disahkan oleh\tCamat Mekar Sari
No\tKegiatan\tCamat\tSekretaris\tKelengkapan\tWaktu\tOutput
1\tMemerintahkan pengumpulan data\t●\t\tSurat\t15 menit\tDisposisi
2\tMenghimpun dan merekap data\t\t●\tDisposisi\t1 hari\tRekap
3\tMenandatangani rekap\t●\t\tRekap\t30 menit\tRekap yang ditandatangani
"""
DEEDS = """
import os, socket, subprocess, sys
from himpun.procedures.read_here import keep_within_limits, refuse_deeds
keep_within_limits()
sys.addaudithook(refuse_deeds)
def allowed(deed):
    try:
        deed()
    except OSError:
        return False
    return True
print([
    allowed(lambda: open(sys.argv[1], "w").write("x")),
    allowed(lambda: os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)),
    allowed(lambda: socket.create_connection(("127.0.0.1", 9), 1)),
    allowed(lambda: subprocess.run([sys.executable, "-c", "pass"])),
    allowed(lambda: os.remove(sys.executable + ".no")),
    allowed(lambda: open(os.__file__).close()),
])
"""


@pytest.mark.django_db
def test_a_document_read_apart_is_the_one_read_here() -> None:
    found = read_upload(TABLE.encode(), "sop.txt", district().office.pk)
    assert found.reading == understand(read_text(TABLE))
    assert found.shown == shown(read_text(TABLE))


@pytest.mark.django_db
def test_our_own_format_is_read_apart_too() -> None:
    sop = load("simpang-empat-2025")
    office = district().office.pk
    for name in ("sop.json", "SOP.YAML"):
        assert read_upload(as_json(sop).encode(), name, office).reading.procedures == (sop,)
    broken = read_upload(b'{"format": "himpun-sop/1"}', "sop.json", office).reading
    assert not broken.procedures
    assert {one.where for one in broken.findings} >= {"title", "steps"}


@pytest.mark.django_db
def test_the_offices_own_names_for_performers_are_used() -> None:
    here = district()
    unmarked = TABLE.replace("Menghimpun dan merekap data\t\t●", "Kasubag Evlap merekap data\t\t")
    unread = read_pasted(unmarked, here.office.pk)
    learn_alias(SETUP, here.office, written="Kasubag Evlap", meant="Sekretaris", at=AT)
    told = read_pasted(unmarked, here.office.pk)
    assert told.reading == understand(read_text(unmarked), aliases={"Kasubag Evlap": "Sekretaris"})
    assert told != unread


def test_an_arrow_is_shown_with_its_word_and_where_it_leads() -> None:
    table = Table(((Cell(), Cell()), (Cell(), Cell())), (Arrow((0, 1), (1, 0), "Ya"), Arrow((1, 0), (0, 0))))
    rows = shown(Document((table,), "docx"))[0]["rows"]
    assert rows[0][1]["arrows"] == [{"sign": "↙", "label": "Ya"}]
    assert rows[1][0]["arrows"] == [{"sign": "↑", "label": ""}]


@pytest.mark.django_db
def test_a_refused_document_says_so_in_the_formats_own_words() -> None:
    with pytest.raises(NotRead) as refused:
        read_upload(b"PK\x03\x04 bukan zip", "sop.docx", district().office.pk)
    assert refused.value.reason == "unreadable"
    assert "sop.docx" in str(refused.value)


@pytest.mark.django_db
def test_half_a_letter_and_control_signs_are_left_out() -> None:
    found = read_pasted(TABLE.replace("merekap", "me\ud800re\x07kap\x1f"), district().office.pk)
    assert found.reading.procedures[0].steps[1].activity == "Menghimpun dan me?rekap data"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "child",
    ["import time; time.sleep(60)", "import os; os.abort()", "raise SystemExit(3)", "print('{')"],
    ids=["never ends", "falls", "gives up", "stops halfway"],
)
def test_a_reading_that_gives_no_answer_is_told_in_words(child: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", child))
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    with pytest.raises(TooIntricate, match="terlalu rumit"):
        read_pasted(TABLE, district().office.pk)


@pytest.mark.django_db
def test_a_reading_that_fills_the_memory_ends_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = json.dumps({"procedures": [], "findings": [], "shown": []})
    limited = "from himpun.procedures import read_here; read_here.keep_within_limits()"
    greedy = f"{limited}; bytearray(900_000_000); print({nothing!r})"
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", greedy))
    told = ""
    try:
        read_pasted(TABLE, district().office.pk)
    except TooIntricate as error:
        told = error.code
    assert told == ("" if sys.platform == "win32" else "too_intricate"), "Windows sets no such limit"


@pytest.mark.django_db
def test_what_comes_back_broken_never_becomes_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.dumps({"procedures": [{"format": "himpun-sop/1"}], "findings": [], "shown": []})
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", f"print({told!r})"))
    with pytest.raises(TooIntricate):
        read_pasted(TABLE, district().office.pk)


@pytest.mark.django_db
def test_no_more_are_read_at_once_than_the_server_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    office = district().office.pk
    with reading._turn(), reading._turn(), pytest.raises(TooManyAtOnce):
        read_pasted(TABLE, office)
    assert read_pasted(TABLE, office).reading.procedures, "a turn given back is there for the next"


def test_the_reader_writes_nothing_calls_nobody_and_starts_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    command = [sys.executable, "-P", "-B", "-c", DEEDS, str(made)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[False, False, False, False, False, True]"
    assert not made.exists()


def test_a_reader_that_is_led_astray_ends_before_it_has_written(tmp_path: Path) -> None:
    led = "import sys, himpun.procedures.read_here as here; here.answer = lambda *_, **__: open(sys.argv[1], 'w')"
    command = [sys.executable, "-P", "-B", "-c", f"{led}; here.main()", str(tmp_path / "made")]
    done = subprocess.run(command, env=environment(), input=b'{"kind": "pasted"}\n', capture_output=True)
    assert done.returncode == 1
    assert b"PermissionError" in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_reader_knows_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HIMPUN_SECRET_KEY", "HIMPUN_DATA", "DATABASE_URL", "HIMPUN_MAIL_PASSWORD", "AWS_SECRET"):
        monkeypatch.setenv(name, "rahasia")
    assert "rahasia" not in environment().values()
    command = [sys.executable, "-c", "import os; print('rahasia' in str(os.environ))"]
    assert subprocess.run(command, env=environment(), capture_output=True, text=True).stdout.strip() == "False"


def test_the_reader_starts_without_django() -> None:
    command = [sys.executable, "-c", "import sys, himpun.procedures.read_here; print('django' in sys.modules)"]
    done = subprocess.run(command, env=environment() | {"PATH": os.defpath}, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_of_a_document_without_end_the_beginning_is_shown() -> None:
    table = Table(tuple(tuple(Cell("x" * 50) for _ in range(200)) for _ in range(1000)))
    blocks = shown(Document((Line("Pembuka"), *[table] * 100), "docx"))
    cells = sum(len(row) for block in blocks[1:] for row in block["rows"])
    assert blocks[0] == {"line": "Pembuka"}
    assert MOST_CELLS * 0.5 < cells < MOST_CELLS + 200
