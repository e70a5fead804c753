"""The column in which a figure is kept, exactly, on both databases."""

from decimal import Context, Decimal
from typing import Any, Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

DIGITS: Final = 24
PLACES: Final = 6
LARGEST: Final = Decimal(10) ** (DIGITS - PLACES)
"""Figures are smaller than this."""

_WIDE: Final = Context(prec=60)
_STEP: Final = Decimal(1).scaleb(-PLACES)


class Exact(models.DecimalField):  # type: ignore[type-arg]
    """A decimal of 24 digits, 6 of them after the comma, that comes back as it went in.

    SQLite has no decimals: its NUMERIC affinity turns "999999999999.999999" into a float of 15 digits. There
    the column is text; nothing compares or sums figures in SQL.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_digits": DIGITS, "decimal_places": PLACES})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "Exact"  # keeps Django's converter through float away

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text" if connection.vendor == "sqlite" else f"numeric({DIGITS}, {PLACES})"

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> Decimal | None:
        return None if value is None else Decimal(value)


def exact(value: Decimal) -> Decimal:
    """The value with its six places written out, as the column gives it back. Zero has no sign."""
    written = value.quantize(_STEP, context=_WIDE)
    return written if written else abs(written)


def plain(value: Decimal) -> str:
    """The value as text without idle zeros: "96.2", "0", "1000"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
