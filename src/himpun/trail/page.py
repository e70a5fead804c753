"""The page of the transaction under way: facts and promises that are written just before its commit."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from himpun.trail.actor import Actor
from himpun.trail.errors import NotInAVerb

Values = Mapping[str, Any]
RowImage = tuple[str, Any, Values]
"""What a verb wrote to one row: the table's name, the row's key, and the columns' new values; none: the row is gone."""


@dataclass(slots=True)
class Fact:
    """One thing that was done, as it will stand in the journal of its office.

    `personal` is what may have to be erased one day (UU 27/2022): only a commitment to it is chained. Columns of
    `rows` that their model declares as PERSONAL go there by themselves. `version` is that of the payload's shape.
    """

    office: int
    actor: Actor
    kind: str
    at: datetime
    payload: Values
    rows: Sequence[RowImage] = ()
    personal: Values | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Promised:
    """Work to be carried out after the commit."""

    office: int
    kind: str
    payload: Values
    at: datetime
    not_before: datetime


@dataclass(slots=True)
class Page:
    """What the transaction under way will have done.

    `held` is what a room has locked and read in it, under a name of its own: nobody else can change it, so an
    inner verb need not ask again. Torn when an inner verb failed: then nothing may be kept.
    """

    facts: list[Fact] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    held: dict[tuple[str, int], Any] = field(default_factory=dict)
    torn: bool = False


current: ContextVar[Page | None] = ContextVar("himpun_page", default=None)


def page_of(what: str) -> Page:
    """The page of the transaction under way. Raises NotInAVerb outside one."""
    page = current.get()
    if page is None:
        raise NotInAVerb(what)
    return page
