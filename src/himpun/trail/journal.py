"""Recording: every verb is one transaction, and its journal entries are written last, just before the commit.

The chain of an office is its one contended row. Writing it last keeps the time others wait for it to the
length of a commit, and lets all entries of a click share one statement.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache, lru_cache, wraps
from itertools import chain
from typing import Any, Final, ParamSpec, TypeVar

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from himpun.trail.chain import Content, canonical, commit_to, genesis, link
from himpun.trail.errors import ClockSetBack, NotInAVerb, TornPage
from himpun.trail.failpoint import reach
from himpun.trail.outbox import write_promises
from himpun.trail.page import Fact, Page, RowImage, Values, current, page_of

__all__ = [
    "Fact",
    "NotInAVerb",
    "RowImage",
    "Values",
    "append",
    "gone",
    "image",
    "record",
    "stored_time",
    "verb",
    "writing",
]

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def writing() -> Iterator[None]:
    """One transaction with its journal: an inner one joins the outer one."""
    outer = current.get()
    if outer is None:
        yield from _own_transaction(Page())
        return
    try:
        yield
    except BaseException:
        outer.torn = True
        raise


def _own_transaction(page: Page) -> Iterator[None]:
    token = current.set(page)
    reach("before_begin")
    try:
        with transaction.atomic():
            reach("after_lock")
            yield
            reach("after_rows")
            if page.torn:
                raise TornPage
            write_promises(page.promises)
            append(page.facts)
            reach("before_commit")
    finally:
        current.reset(token)
    reach("after_commit")


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a verb: all that it and the verbs it calls write is kept together, or not at all."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
            return function(*args, **kwargs)

    return wrapped


def record(fact: Fact) -> None:
    """Put a fact on the page of the transaction under way. Raises NotInAVerb outside one."""
    page_of(fact.kind).facts.append(fact)


def image(row: models.Model, *fields: str) -> RowImage:
    """The image of a row as just written; without names, of all its columns but the key."""
    names = _columns(type(row), fields)
    return row._meta.db_table, row.pk, {name: getattr(row, name) for name in names}


def gone(row: models.Model) -> RowImage:
    """The image of a row that was removed. Take it before the removal: afterwards it has no key."""
    return row._meta.db_table, row.pk, {}


@lru_cache(maxsize=1024)
def _columns(model: type[models.Model], fields: tuple[str, ...]) -> tuple[str, ...]:
    meta = model._meta
    chosen: Sequence[Any] = [meta.get_field(name) for name in fields] or meta.concrete_fields
    return tuple(f.attname for f in chosen if not f.primary_key)


def append(facts: Sequence[Fact]) -> None:
    """Chain the facts to their offices' streams, offices in ascending order: no two verbs wait for each other."""
    if not facts:
        return
    reach("before_journal")
    offices = sorted({fact.office for fact in facts})
    with connection.cursor() as cursor:
        for office in offices:
            _append_to(cursor, office, [fact for fact in facts if fact.office == office])
    reach("after_journal")


_INSERT = """
    INSERT INTO trail_entry (office_id, seq, at, account, person, capacity, kind, version,
                             body, commitment, personal, salt, content, prev, hash) VALUES
"""
_ROW = "(" + ", ".join(["%s"] * 15) + ")"
_MOVE = "UPDATE trail_stream SET seq = %s, head = %s WHERE office_id = %s"


def _append_to(cursor: CursorWrapper, office: int, facts: Sequence[Fact]) -> None:
    seq, head = _lock_stream(cursor, office, not_after=min(fact.at for fact in facts) + PATIENCE)
    rows: list[list[Any]] = []
    for fact in facts:
        seq += 1
        rows.append(_entry(fact, seq, head))
        head = rows[-1][-1]
    if connection.vendor == "postgresql":
        all_rows = ", ".join([_ROW] * len(rows))
        cursor.execute(f"WITH moved AS ({_MOVE}) {_INSERT} {all_rows}", [seq, head, office, *chain(*rows)])
    else:
        cursor.execute(_MOVE, [seq, head, office])
        cursor.executemany(_INSERT + _ROW, rows)


PATIENCE: Final = timedelta(hours=1)
"""A request may take so long from its beginning, whose time it carries, to its end: a photo on a slow line."""


def _lock_stream(cursor: CursorWrapper, office: int, *, not_after: datetime) -> tuple[int, str]:
    """The number and hash of the office's last entry; nobody else appends to it until this transaction ends.

    On SQLite the transaction holds the one write lock already (BEGIN IMMEDIATE). Raises ClockSetBack when the last
    entry is later than `not_after`: with a dead battery a PC wakes up in another year, and what is written then ends
    before it begins.
    """
    select = """
        SELECT seq, head, EXISTS (SELECT 1 FROM trail_entry e WHERE e.office_id = s.office_id AND e.seq = s.seq
                                  AND e.at > %s)
        FROM trail_stream s WHERE office_id = %s
    """
    if connection.vendor == "postgresql":
        select += " FOR UPDATE"
    cursor.execute(select, [stored_time(not_after), office])
    row = cursor.fetchone()
    if row is None:
        begin = "INSERT INTO trail_stream (office_id, seq, head) VALUES (%s, 0, %s) ON CONFLICT DO NOTHING"
        cursor.execute(begin, [office, genesis(office)])
        cursor.execute(select, [stored_time(not_after), office])
        row = cursor.fetchone()
    if row[2]:
        raise ClockSetBack
    return row[0], row[1]


def parted(rows: Sequence[RowImage]) -> tuple[list[RowImage], list[RowImage]]:
    """Each image in its clear columns, and in those that name people, which may have to be erased one day."""
    clear: list[RowImage] = []
    hidden: list[RowImage] = []
    for table, key, values in rows:
        personal = _personal_columns().get(table)
        if not personal or personal.isdisjoint(values):
            clear.append((table, key, values))
            continue
        hidden.append((table, key, {name: value for name, value in values.items() if name in personal}))
        rest = {name: value for name, value in values.items() if name not in personal}
        if rest:
            clear.append((table, key, rest))
    return clear, hidden


@cache
def _personal_columns() -> Mapping[str, frozenset[str]]:
    """By table the columns that its model declares as PERSONAL: names, NIPs, and what people write of each other."""
    models_ = (model for model in apps.get_models() if hasattr(model, "PERSONAL"))
    return {model._meta.db_table: frozenset(model.PERSONAL) for model in models_}


def _entry(fact: Fact, seq: int, prev: str) -> list[Any]:
    """The columns of an entry, the hash last."""
    actor = fact.actor
    clear, hidden = parted(fact.rows)
    hidden += fact.personal.get("rows", ()) if fact.personal else ()
    body = canonical(
        {
            "payload": fact.payload,
            "rows": clear,
            "hidden": [(table, key, sorted(values)) for table, key, values in hidden],
        }
    )
    told: dict[str, Any] = {"rows": hidden} if hidden else {}
    personal = canonical({**(fact.personal or {}), **told, "actor": actor.name})
    salt = secrets.token_hex(16)
    commitment = commit_to(salt, personal)
    content = Content(
        actor.account, actor.person, actor.capacity, fact.kind, fact.version, fact.at, body, commitment
    ).hash
    head = stored_time(fact.at), actor.account, actor.person, actor.capacity, fact.kind, fact.version
    return [
        fact.office,
        seq,
        *head,
        body,
        commitment,
        personal,
        salt,
        content,
        prev,
        link(prev, seq, content),
    ]


def stored_time(at: datetime) -> Any:
    """A time as a statement written by hand hands it to this database."""
    return connection.ops.adapt_datetimefield_value(at)
