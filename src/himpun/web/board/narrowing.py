"""What a board is narrowed to, as it stands in the address, and the fields that offer it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from himpun.cases.board import Watched
from himpun.lib.periods import Period

Choices = Sequence[tuple[int, str, str]]
"""(office, its name, period) in which there are cases."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The choice with the fields it came from."""

    watched: Watched
    offices: list[tuple[int, str]]
    periods: list[tuple[str, str]]

    @property
    def active(self) -> bool:
        return self.watched != Watched()

    @property
    def query(self) -> str:
        """The choice as the rest of an address; "" when there is none."""
        watched = self.watched
        said = {"kantor": str(watched.office or ""), "periode": watched.period, "terlambat": "1" * watched.late}
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def kept(self) -> str:
        """The same, so that a page's number may follow."""
        return f"{self.query}&" if self.query else ""


def narrowed(said: QueryDict, choices: Choices) -> Narrowed:
    """Nonsense narrows nothing; an office or a period without cases is no choice."""
    offices = {key: name for key, name, _ in choices}
    periods = sorted({Period.parse(period) for _, _, period in choices}, reverse=True)
    office, period = said.get("kantor", ""), said.get("periode", "")
    return Narrowed(
        Watched(
            office=_key(office, offices),
            period=period if period in {one.key for one in periods} else "",
            late=said.get("terlambat") == "1",
        ),
        sorted(offices.items(), key=lambda one: one[1]),
        [(one.key, one.label) for one in periods],
    )


def _key(text: str, known: Iterable[int]) -> int | None:
    return next((key for key in known if str(key) == text), None)
