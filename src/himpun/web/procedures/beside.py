"""The document as it was, with the rows in which the lines of the SOP stand made findable."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from himpun.procedures.models import DraftEdition
from himpun.sop.model import Sop

LETTERS: Final = 48
"""So many of an activity's first letters find its row: cells are cut by page breaks, and joined by readers."""

Blocks = list[dict[str, Any]]


def blocks_of(one: DraftEdition) -> Blocks:
    """The document's own lines and tables; empty where the draft was read from none."""
    return [block for block in one.shown.get("blocks", []) if "change" not in block]


def changes_of(one: DraftEdition) -> Blocks:
    """What was changed when the text was taken over from another office."""
    return [block["change"] for block in one.shown.get("blocks", []) if "change" in block]


def marked(blocks: Blocks, sop: Sop) -> tuple[Blocks, Mapping[int, str]]:
    """The blocks, each row under an anchor where a line's words stand in it; and the anchors by the lines' numbers."""
    waiting = {step.number: _plain(step.activity)[:LETTERS] for step in sop.steps if step.activity}
    anchors: dict[int, str] = {}
    shown = [_marked(block, waiting, anchors) for block in blocks]
    return shown, anchors


def _marked(block: dict[str, Any], waiting: dict[int, str], anchors: dict[int, str]) -> dict[str, Any]:
    if "rows" not in block:
        return {"line": block.get("line", ""), "id": _anchor([block.get("line", "")], waiting, anchors)}
    rows = [{"cells": row, "id": _anchor([cell["text"] for cell in row], waiting, anchors)} for row in block["rows"]]
    return {"rows": rows}


def _anchor(texts: list[str], waiting: dict[int, str], anchors: dict[int, str]) -> str:
    here = list(_lines_in([_plain(text) for text in texts], waiting))
    for number in here:
        del waiting[number]
        anchors[number] = f"baris-{here[0]}"
    return f"baris-{here[0]}" if here else ""


def _lines_in(texts: list[str], waiting: Mapping[int, str]) -> Iterator[int]:
    for number, words in waiting.items():
        if any(words in text for text in texts):
            yield number


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
