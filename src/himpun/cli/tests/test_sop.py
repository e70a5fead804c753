"""`himpun sop`: the catalogue as an operator reads it."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from himpun.cli.main import main
from himpun.sop.catalogue import KEYS, load
from himpun.sop.read import sop_from_json


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
