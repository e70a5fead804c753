"""Statements of the ORM whose SQL is built once.

Measured on the acts that everybody does in the same hour: Django spends five times as long on building a query as
the database on answering it. What is read and written stays the model's; only the building is not repeated.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=models.Model)

Given = int | str | date
"""What a prepared query may be asked with: a key, a word or a day."""

MOST_PARAMETERS: Final = 30_000
"""In one statement; SQLite takes 32,766."""


def _probe(kind: type[Given], number: int) -> Given:
    """A value that no row has. It stands in while a query is built, and tells the place of the one given later."""
    if kind is int:
        return 7_036_854_775_001 + number
    return f"\x1f{number}" if kind is str else date.max - timedelta(days=number)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A compiled query: its text, and for each parameter a fixed value or the place of the given one."""

    sql: str
    fixed: tuple[Any, ...]
    places: tuple[int | None, ...]
    compiler: Any
    converters: dict[int, Any]

    def rows(self, given: Sequence[Given]) -> list[Any]:
        parameters = [
            value if place is None else given[place] for value, place in zip(self.fixed, self.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows: list[Any] = cursor.fetchall()
        return list(self.compiler.apply_converters(rows, self.converters)) if self.converters else rows


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a model's own columns lie in a row, their names, and what puts the rows beside it in their places."""

    model: Any
    columns: slice
    names: list[str]
    related: list[Any]

    def made(self, row: Sequence[Any]) -> Any:
        one = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for populator in self.related:
            populator.populate(row, one)
        return one


class Prepared(Generic[M]):
    """A query asked again and again. `build` makes it from values of these types; it is called once.

    Like the query it was made from it selects what lies beside a row; it prefetches and annotates nothing.
    """

    def __init__(self, build: Callable[..., models.QuerySet[M, Any]], *types: type[Given]) -> None:
        self._build = build
        self._probes = tuple(_probe(kind, n) for n, kind in enumerate(types))
        self._plans: dict[str, _Plan] = {}
        self._shapes: dict[str, _Shape] = {}

    def first(self, *given: Given) -> M | None:
        """The first row as a model."""
        found = self.all(*given)
        return found[0] if found else None

    def all(self, *given: Given) -> list[M]:
        """Every row as a model."""
        plan = self._plan()
        shape = self._shapes[connection.vendor]
        return [shape.made(row) for row in plan.rows(given)]

    def values(self, *given: Given) -> list[Any]:
        """Every row as plain values, of a query that asks for `values_list`."""
        return self._plan().rows(given)

    def _plan(self) -> _Plan:
        return self._plans.get(connection.vendor) or self._compiled()

    def _compiled(self) -> _Plan:
        compiler: Any = self._build(*self._probes).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, fixed = compiler.as_sql()
        probes = [str(probe) for probe in self._probes]  # SQLite has been handed its days as text
        places = tuple(probes.index(str(one)) if str(one) in probes else None for one in fixed)
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        if compiler.klass_info:
            self._shapes[connection.vendor] = _shape(compiler)
        plan = self._plans[connection.vendor] = _Plan(sql, tuple(fixed), places, compiler, converters)
        return plan


def _shape(compiler: Any) -> _Shape:
    info = compiler.klass_info
    columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    names = [column[0].target.attname for column in compiler.select[columns]]
    populators: Any = get_related_populators  # the stubs are of a later Django
    return _Shape(info["model"], columns, names, populators(info, compiler.select, DEFAULT_DB_ALIAS))


def write_row(row: M) -> M:
    """Write a new row and give it its key, as `save(force_insert=True)` does, in one statement and nothing else."""
    write_rows([row])
    return row


def write_rows(rows: Sequence[M]) -> None:
    """Write new rows of one model and give them their keys, in one statement; a thousand rows may take several."""
    if not rows:
        return
    fields, head = _insertion(type(rows[0]))
    most = MOST_PARAMETERS // len(fields)
    for start in range(0, len(rows), most):
        _write(rows[start : start + most], fields, head)


def _write(rows: Sequence[models.Model], fields: Sequence[Any], head: str) -> None:
    one = f"({', '.join(['%s'] * len(fields))})"
    given = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"{head} VALUES {', '.join([one] * len(rows))} RETURNING id", given)
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@lru_cache(maxsize=256)
def _insertion(model: type[models.Model]) -> tuple[tuple[Any, ...], str]:
    fields = tuple(field for field in model._meta.local_concrete_fields if not field.primary_key)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    return fields, f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns})"
