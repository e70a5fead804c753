"""Every document of the set is read as it was meant."""

import pytest
import yaml

from himpun.procedures import conversion
from himpun.procedures.apart import read_file
from himpun.procedures.conversion import NoConverter, converter
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import understand
from himpun.sop.model import Sop
from himpun.sop.write import as_data, as_json
from tests.reading.by_hand import BY_HAND
from tests.reading.comparing import HERE, answers, differences, document, reading

ANSWERS = answers()
# One SOP in every format in which the set has it, symbols and all.
TALANG = (
    "talang-di-tempat.docx",
    "talang-di-tempat.pdf",
    "talang-di-tempat.html",
    "talang-konektor.docx",
    "talang-kotak.pdf",
    "talang-salinan.txt",
)
# Those that LibreOffice makes into .docx first.
TALANG_CONVERTED = ("talang-di-tempat.doc", "talang-di-tempat.odt", "talang-di-tempat.rtf")


@pytest.mark.parametrize("name", list(ANSWERS))
def test_a_document_is_read_as_it_was_meant(name: str) -> None:
    """`known` in an answer names what is still read otherwise: it may grow shorter, never longer."""
    left = [
        each for each in differences(name, ANSWERS[name]) if each.split(":")[0] not in ANSWERS[name].get("known", ())
    ]
    assert left == []


def value(sop: Sop) -> tuple[object, ...]:
    """What an SOP says, whatever format it came in; but for the ways, which some of the documents draw."""
    steps = [(s.activity, s.acts, s.performers, s.requirements, s.outputs, s.duration) for s in sop.steps]
    closing = [(line.activity, line.acts, line.performers) for line in sop.closing]
    return sop.title, sop.office, sop.government, sop.performers, steps, closing


def the_sop(name: str) -> Sop:
    return reading(name).procedures[0]


@pytest.mark.parametrize("name", TALANG[1:])
def test_the_same_sop_in_every_format_gives_the_same_value(name: str) -> None:
    assert value(the_sop(name)) == value(the_sop(TALANG[0]))


def test_the_same_sop_pasted_gives_the_same_value() -> None:
    pasted = document("talang-salinan.txt").decode().replace("\r\n", "\n")
    assert value(understand(read_text(pasted)).procedures[0]) == value(the_sop(TALANG[0]))


@pytest.mark.parametrize("name", TALANG_CONVERTED)
def test_the_same_sop_by_way_of_libreoffice_gives_the_same_value_or_a_clear_word(name: str) -> None:
    if converter() is None:
        with pytest.raises(NoConverter, match="LibreOffice belum terpasang"):
            read_file(document(name), name)
        return
    assert value(read_file(document(name), name).reading.procedures[0]) == value(the_sop(TALANG[0]))


@pytest.mark.parametrize("name", TALANG_CONVERTED)
def test_without_libreoffice_those_formats_get_a_clear_word(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(conversion, "PLACES", ())
    with pytest.raises(NoConverter, match=r"LibreOffice belum terpasang.*\.docx"):
        read_file(document(name), name)


@pytest.mark.parametrize("name", ["sop.json", "sop.yaml"])
def test_the_same_sop_in_our_own_format_is_that_sop(name: str) -> None:
    first = the_sop(TALANG[0])
    written = as_json(first) if name.endswith("json") else yaml.safe_dump(as_data(first), allow_unicode=True)
    assert read_file(written.encode(), name).reading.procedures == (first,)


def test_a_text_that_lost_its_symbols_keeps_every_word() -> None:
    """Who acts is guessed then, and each wrong guess is marked as one."""
    first, text = the_sop(TALANG[0]), the_sop("talang-di-tempat.txt")
    words = [[(s.activity, s.requirements, s.outputs, s.duration) for s in sop.steps] for sop in (first, text)]
    assert words[0] == words[1]
    guessed = {finding.where for finding in text.findings if finding.code == "performer_guessed"}
    wrong = [s.number for s, t in zip(first.steps, text.steps, strict=True) if s.performers[0] != t.performers[0]]
    assert {f"steps/{number}/performers" for number in wrong} <= guessed


def test_every_kept_document_has_its_answer_and_every_answer_its_document() -> None:
    kept = {path.name for path in (HERE / "documents").iterdir()}
    assert kept | set(BY_HAND) == set(ANSWERS)


def test_the_set_is_as_large_and_as_foreign_as_it_should_be() -> None:
    foreign = [name for name, answer in ANSWERS.items() if answer["made"] == "libreoffice" or name in BY_HAND]
    assert len(ANSWERS) >= 40
    assert 2 * len(foreign) >= len(ANSWERS)
    assert sum(bool(answer.get("held_back")) for answer in ANSWERS.values()) == 10


def test_no_document_is_large() -> None:
    assert max(len(document(name)) for name in ANSWERS) < 70_000
