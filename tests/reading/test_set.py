"""Every document of the set is read as it was meant."""

import pytest

from tests.reading.by_hand import BY_HAND
from tests.reading.comparing import HERE, answers, differences, document, reading

ANSWERS = answers()
# One SOP in every format in which the set has it.
TALANG = (
    "talang-di-tempat.docx",
    "talang-di-tempat.pdf",
    "talang-konektor.docx",
    "talang-kotak.pdf",
)


@pytest.mark.parametrize("name", list(ANSWERS))
def test_a_document_is_read_as_it_was_meant(name: str) -> None:
    """`known` in an answer names what is still read otherwise: it may grow shorter, never longer."""
    left = [
        each for each in differences(name, ANSWERS[name]) if each.split(":")[0] not in ANSWERS[name].get("known", ())
    ]
    assert left == []


def test_the_same_sop_in_every_format_gives_the_same_steps() -> None:
    first, *others = (reading(name).procedures[0] for name in TALANG)
    for other in others:
        assert [(s.activity, s.acts, s.performers, s.requirements, s.outputs, s.duration) for s in other.steps] == [
            (s.activity, s.acts, s.performers, s.requirements, s.outputs, s.duration) for s in first.steps
        ]


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
