"""The reason beside the field: what is wrong, and the mark by which a screen reader finds it."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def wrong(context: Context, name: str, row: object = "") -> SafeString | str:
    """What is wrong with the field of this name (and row), under the id that `flag` points to."""
    field = _field(name, row)
    message = _lacks(context).get(field)
    return format_html('<span class="wrong" id="salah-{}">{}</span>', field, message) if message else ""


@register.simple_tag(takes_context=True)
def flag(context: Context, name: str, row: object = "") -> SafeString | str:
    """Attributes of a field that is wrong; nothing on one that is not."""
    field = _field(name, row)
    if field not in _lacks(context):
        return ""
    return format_html(' aria-invalid="true" aria-describedby="salah-{}"', field)


@register.simple_tag(takes_context=True)
def kept(context: Context, name: str, row: object, otherwise: object) -> object:
    """What was typed into the field of this name and row just now; else what stood there."""
    typed: dict[str, str] = context.get("typed") or {}
    return typed.get(_field(name, row), otherwise)


@register.filter
def of(values: dict[object, object] | None, key: object) -> object:
    """The value under a key that a template holds in a variable; none when there is none."""
    return None if values is None else values.get(key)


@register.filter
def pairs(values: dict[str, str]) -> list[tuple[str, str]]:
    """Keys with their values. A template's own `.items` would find a field of that name first."""
    return list(values.items())


@register.filter
def wrong_at(row: object, field: str) -> str:
    """What is wrong with a field of a pasted row; empty when it is in order."""
    said: str = row.problem_of(field)  # type: ignore[attr-defined]
    return said


def _lacks(context: Context) -> dict[str, str]:
    found: dict[str, str] = context.get("lacks") or {}
    return found


def _field(name: str, row: object) -> str:
    return name if row == "" else f"{name}-{row}"
