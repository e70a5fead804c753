"""What a reading says beside what the document says."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from himpun.sop.intake.formats import read_document
from himpun.sop.intake.formats.errors import FormatError
from himpun.sop.intake.understand import Reading, understand
from himpun.sop.model import Part, Sop, Step, When
from tests.reading.by_hand import BY_HAND

HERE = Path(__file__).parent
Answer = Mapping[str, Any]


def answers() -> dict[str, Answer]:
    found: dict[str, Answer] = yaml.safe_load((HERE / "answers.yaml").read_text(encoding="utf-8"))
    return found


def document(name: str) -> bytes:
    """The bytes of a document: kept, or written anew by hand."""
    kept = HERE / "documents" / name
    return kept.read_bytes() if kept.is_file() else BY_HAND[name]()


def differences(name: str, answer: Answer) -> list[str]:
    """Where reading a document and its answer part, each with what it is about before a colon; none when they agree."""
    try:
        found = reading(name)
    except FormatError as error:
        return [] if error.code == answer.get("error") else [f"error: {error.code}"]
    if "error" in answer:
        return [f"error: read, though {answer['error']}"]
    return [*_whole(found, answer), *_procedures(found, answer)]


def reading(name: str) -> Reading:
    return understand(read_document(document(name), name))


def _whole(found: Reading, answer: Answer) -> Iterator[str]:
    codes = {finding.code for finding in found.findings}
    for code in (*answer.get("losses", ()), *answer.get("findings", ())):
        if code not in codes:
            yield f"findings: does not tell {code}"


def _procedures(found: Reading, answer: Answer) -> Iterator[str]:
    wanted = answer.get("procedures", [])
    if len(found.procedures) != len(wanted):
        yield f"procedures: {len(found.procedures)}, not {len(wanted)}"
    for sop, asked in zip(found.procedures, wanted, strict=False):
        yield from _one(sop, asked)


def _one(sop: Sop, asked: Answer) -> Iterator[str]:
    columns = [performer.name for performer in sop.performers if performer.column]
    said = {
        "steps": len(sop.steps),
        "durations": [_duration(step) for step in sop.steps],
        "columns": columns,
        "performers": [_doers(sop, step) for step in sop.steps],
        "returns": {step: to for step, to in _returns(sop).items() if step in asked.get("returns", {})},
    }
    if asked["title"].casefold() not in sop.title.casefold():
        yield f"title: {sop.title!r}, not {asked['title']!r}"
    for what, found in said.items():
        if what in asked and found != asked[what]:
            yield f"{what}: {_first(found, asked[what])}"


def _returns(sop: Sop) -> dict[int, Any]:
    """The step to which each decision sends back what is not right."""
    return {step.number: way.to for step in sop.steps for way in step.ways if way.when is When.NO}


def _first(found: Any, asked: Any) -> str:
    if isinstance(found, list) and len(found) == len(asked):
        return "; ".join(
            f"{n}: {one!r}, not {other!r}"
            for n, (one, other) in enumerate(zip(found, asked, strict=True), 1)
            if one != other
        )
    return f"{found!r}, not {asked!r}"


def _duration(step: Step) -> str:
    return f"{step.duration.value.normalize():f} {step.duration.unit.value}" if step.duration else ""


def _doers(sop: Sop, step: Step) -> str:
    # Whom no column names was added by the understanding; that is a guess, and judged as one elsewhere.
    names = {performer.key: performer.name for performer in sop.performers if performer.column}
    return "; ".join(names[role.key] for role in step.performers if role.part is Part.DOES and role.key in names)
