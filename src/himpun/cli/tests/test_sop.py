"""`himpun sop`: the catalogue as an operator reads it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from himpun.cli.main import main
from himpun.procedures import apart
from himpun.sop.catalogue import KEYS, load
from himpun.sop.intake.formats import MAX_BYTES
from himpun.sop.read import sop_from, sop_from_json


def test_the_list_names_each_procedure_with_its_office(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(KEYS)
    for key, line in zip(KEYS, lines, strict=True):
        sop = load(key)
        assert f"{len(sop.steps)} langkah" in line
        assert sop.office in line


@pytest.mark.parametrize("key", KEYS)
def test_show_prints_the_format_that_reads_back_as_the_same_sop(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "show", key, "--json"]) == 0
    text = capsys.readouterr().out
    assert json.loads(text)["format"] == "himpun-sop/1"
    assert sop_from_json(text) == load(key)


def test_show_tells_the_steps_and_the_guesses_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "show", "batui-selatan"]) == 0
    said = capsys.readouterr().out
    sop = load("batui-selatan")
    for words in (sop.title, sop.steps[4].activity, sop.closing[2].activity, sop.findings[0].message):
        assert words in said


def test_draw_writes_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "sop.svg"
    assert main(["sop", "draw", "inspektorat-tapin-2022", "-o", str(file)]) == 0
    picture = ElementTree.parse(file).getroot()
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(picture.iter())) > 100


@pytest.mark.parametrize("words", [["show"], ["show", "--json"], ["draw", "-o", "tidak-jadi.svg"]])
def test_an_unknown_key_ends_with_1_and_words(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sop", words[0], "tidak-ada", *words[1:]]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "tidak-ada" in said.err
    assert "himpun sop list" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [[], ["sop"], ["sop", "fly"], ["sop", "show"], ["sop", "draw", "batui-selatan"]])
def test_a_command_line_that_says_too_little_ends_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


TABLE = """\
PEMERINTAH KABUPATEN MUARA KELANA
KECAMATAN SUNGAI RINDANG
Nomor SOP : 065/12/2024
Nama SOP : Pengumpulan Data Kinerja
No\tKegiatan\tCamat\tSekretaris\tStaf\tKelengkapan\tWaktu\tOutput
1\tMemerintahkan Sekretaris\t\t\t\tSurat\t10 menit\tDisposisi
2\tMenyusun laporan\t\t\t\tDisposisi\t2 hari\tLaporan
3\tMenandatangani laporan\t\t\t\tLaporan\t1 jam\tLaporan
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "sop lama.txt"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_read_prints_each_procedure_as_the_format_and_nothing_else(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sop", "read", str(document), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"procedures", "findings"}
    assert [sop_from(sop).number for sop in told["procedures"]] == ["065/12/2024"]
    assert len(told["procedures"][0]["steps"]) == 3


def test_read_tells_the_steps_and_the_guesses_in_words(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "read", str(document)]) == 0
    said = capsys.readouterr().out
    assert "Kecamatan Sungai Rindang" in said
    assert "Menyusun laporan" in said
    assert "[guess] steps/2/performers" in said


@pytest.mark.parametrize("action", ["read", "check"])
def test_a_document_without_a_procedure_ends_with_1_and_findings(
    action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cerita.txt"
    file.write_text("Mula-mula data dikumpulkan, lalu dilaporkan.", encoding="utf-8")
    assert main(["sop", action, str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Tidak ada tabel prosedur" in said.err


def test_a_file_that_is_not_there_ends_with_1_and_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "read", str(tmp_path / "hilang.docx")]) == 1
    assert "hilang.docx" in capsys.readouterr().err


def test_a_long_document_says_what_it_is_doing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "panjang.txt"
    file.write_text(TABLE + "Lampiran\n" * 15_000, encoding="utf-8")
    assert main(["sop", "read", str(file), "--json"]) == 0
    said = capsys.readouterr()
    assert "panjang.txt" in said.err
    assert json.loads(said.out)["procedures"]


def test_whoever_waits_is_told_so_on_standard_error(
    document: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "BREATH", 0.01)
    assert main(["sop", "read", str(document), "--json"]) == 0
    said = capsys.readouterr()
    assert "Masih membaca sop lama.txt" in said.err
    assert json.loads(said.out)["procedures"]


def test_a_file_larger_than_any_sop_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "besar.pdf"
    with file.open("wb") as empty:
        empty.truncate(MAX_BYTES + 1)
    assert main(["sop", "read", str(file)]) == 1
    said = capsys.readouterr().err
    assert "terlalu besar" in said
    assert "Membaca" not in said


def test_a_document_that_uses_up_its_time_is_told_in_words(
    document: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    assert main(["sop", "read", str(document)]) == 1
    assert "terlalu rumit" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["read", "kosong.txt"], ["check", "kosong.txt"], ["list"], ["show", KEYS[0]]])
def test_nothing_is_left_where_somebody_stands(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").touch()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HIMPUN", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-B", "-m", "himpun.cli", "sop", *words],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
    )
    assert done.returncode == (1 if "kosong.txt" in words else 0), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kosong.txt"]


def test_the_format_itself_is_read_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "show", KEYS[0], "--json"]) == 0
    file = tmp_path / "sop.json"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["sop", "read", str(file), "--json"]) == 0
    (sop,) = json.loads(capsys.readouterr().out)["procedures"]
    assert sop_from(sop) == load(KEYS[0])


def test_check_tells_what_to_look_at_and_passes_what_can_run(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sop", "check", str(document)]) == 0
    said = capsys.readouterr().out
    assert "0 galat" in said
    assert "[guess]" in said
