"""The user guide, one chapter for each role. Its text is `panduan.md`, of which docs/panduan.md is a copy."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

SOURCE: Final = Path(__file__).with_name("panduan.md")
_CHAPTER: Final = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one role needs to know. `slug` is its place in the address."""

    slug: str
    title: str
    html: SafeString


@cache
def chapters() -> tuple[Chapter, ...]:
    """In the order of the guide."""
    _, *parts = _CHAPTER.split(SOURCE.read_text(encoding="utf-8"))
    named = zip(parts[::2], parts[1::2], strict=True)
    return tuple(Chapter(_slug(title), title.strip(), _html(text)) for title, text in named)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z]+", "-", title.lower()).strip("-")


def _html(text: str) -> SafeString:
    html: str = MarkdownIt("commonmark", {"html": False}).render(text)
    return mark_safe(html)  # noqa: S308 -- our own text
