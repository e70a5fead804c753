"""A word of the trade, explained where it stands: on touch, by keyboard, without a script."""

from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from himpun.web.help.terms import TERMS

register = template.Library()
_MARKUP: Final = (
    '<details class="explain"><summary aria-label="Apa itu {word}?">?</summary>'
    '<span class="said"><b>{word}.</b> {meaning}{source}</span></details>'
)


@register.simple_tag
def explain(key: str) -> SafeString:
    """A question mark that opens what the word means. Stands in a dt, a th or a div, not in a paragraph."""
    term = TERMS[key]
    source = f" ({term.source})" if term.source else ""
    return format_html(_MARKUP, word=term.word, meaning=term.meaning, source=source)
