"""What one text changed against another, as a table: where, how, and the two wordings with their difference marked."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from himpun.sop.compare import Kind, compare
from himpun.sop.model import Sop
from himpun.sop.wording import Fate, Span, worded
from himpun.web.procedures.places import place

KINDS: Final = {Kind.ADDED: "baru", Kind.REMOVED: "dihapus", Kind.MOVED: "pindah", Kind.CHANGED: "berubah"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change in the office's words."""

    where: str
    kind: str
    before: SafeString
    after: SafeString


def between(old: Sop, new: Sop) -> list[Difference]:
    """Every difference, in the order of the newer text."""
    return rows_of((asdict(one) for one in compare(old, new)), new, old)


def rows_of(changes: Iterable[Mapping[str, str]], sop: Sop, older: Sop | None = None) -> list[Difference]:
    """Changes as they are kept with a draft; their places are named by the texts they lie in."""
    return [_row(change, sop, older or sop) for change in changes]


def _row(change: Mapping[str, str], sop: Sop, older: Sop) -> Difference:
    kind = Kind(change["kind"])
    where = place(change["where"], older if kind is Kind.REMOVED else sop)
    before, after = worded(change["before"], change["after"])
    return Difference(where, KINDS[kind], _shown(before), _shown(after))


def _shown(spans: tuple[Span, ...]) -> SafeString:
    """The words in one run: what went is struck out, what came underlined."""
    if not spans:
        return SafeString("")
    told = format_html_join("", "{}", ((_span(one),) for one in spans))
    return format_html('<span class="wording">{}</span>', told)


def _span(one: Span) -> SafeString:
    text = linebreaksbr(one.text)
    match one.fate:
        case Fate.WENT:
            return format_html("<del>{}</del>", text)
        case Fate.CAME:
            return format_html("<ins>{}</ins>", text)
        case Fate.STAYED:
            return text
