"""Figures and days as they are written here."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django import template

from himpun.lib.dates import plain_date
from himpun.lib.numbers import format_figure

register = template.Library()


@register.filter
def figure(value: Decimal | str | None) -> str:
    """ "1.234,5"; nothing is a dash."""
    number = _number(value)
    return "–" if number is None else format_figure(number)


@register.filter
def percent(value: Decimal | str | None) -> str:
    """A percentage with two places, rounded for the eye only."""
    number = _number(value)
    return "–" if number is None else format_figure(number, 2)


@register.filter
def day(value: str | None) -> str:
    """A day as it is stored, "2026-12-15": "15 Desember 2026"."""
    return plain_date(date.fromisoformat(value)) if value else "belum ada"


def _number(value: Decimal | str | None) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None
