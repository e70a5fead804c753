"""Holding the rows of the database to the rows that the journal explains."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Field, ForeignKey, JSONField, Model

from himpun.trail.chain import canonical
from himpun.trail.findings import Code, Finding
from himpun.trail.replay import ERASED, Columns, State

CHUNK = 2000


def unexplained(explained: Sequence[type[Model]], state: State) -> Iterator[Finding]:
    """Rows and columns that differ from what the journal explains, in both directions.

    Takes what it has met out of `state`.
    """
    tables = {model._meta.db_table for model in explained}
    for model in explained:
        yield from _examine_table(model, state)
    for table, key in list(state):
        if table in tables:
            yield _row(Code.ROW_MISSING, table, key, "jurnal menyebut baris ini, tetapi baris ini tidak ada")


def _examine_table(model: type[Model], state: State) -> Iterator[Finding]:
    meta = model._meta
    columns = [column for column in meta.concrete_fields if not column.primary_key]
    names = [column.attname for column in columns]
    for key, *values in model._default_manager.order_by("pk").values_list("pk", *names).iterator(chunk_size=CHUNK):
        told = state.pop((meta.db_table, _json(key)), None)
        if told is None:
            yield _row(Code.ROW_UNEXPLAINED, meta.db_table, key, "tidak ada entri jurnal yang menulis baris ini")
        else:
            wrong = [c.attname for c, value in zip(columns, values, strict=True) if not _is_told(c, told, value)]
            if wrong:
                said = f"kolom {', '.join(wrong)} berbeda dari yang tertulis di jurnal"
                yield _row(Code.ROW_DIFFERS, meta.db_table, key, said)


def _is_told(column: "Field[Any, Any]", told: Columns, value: object) -> bool:
    if column.attname not in told:
        # A column that is younger than the row's last entry holds what the migration gave it.
        return column.has_default() and bool(column.get_default() == value)
    expected = told[column.attname]
    if expected is ERASED:
        return True
    if expected is None or value is None:
        return expected is value
    if isinstance(column, JSONField):
        return canonical(expected) == canonical(value)
    # Through the column's own type, so that "1.50" and "1.5" are the same figure and a time is the same
    # moment.
    return bool(_target(column).to_python(expected) == value)


def _target(column: "Field[Any, Any]") -> "Field[Any, Any]":
    while isinstance(column, ForeignKey):
        column = column.target_field
    return column


def _json(key: object) -> Any:
    return key if isinstance(key, (int, str)) else str(key)


def _row(code: Code, table: str, key: object, message: str) -> Finding:
    return Finding(code, message, table=table, row=str(key))
