"""Reading what was typed: text, dates and rows out of a form, with a word beside each field that is wrong."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import QueryDict

from himpun.cases.errors import Incomplete, Lack

LONGEST: Final = 4000
MOST_ROWS: Final = 500
YEARS: Final = range(2000, 2101)
"""A year outside is a slip of the finger, and computing with it would overflow."""


class Typed:
    """A posted form. Reading collects `lacks`; nothing is raised, so that everything wrong is told at once."""

    def __init__(self, post: QueryDict) -> None:
        self.post = post
        self.lacks: list[Lack] = []

    def lack(self, name: str, code: str, message: str) -> None:
        self.lacks.append(Lack(name, code, message))

    def refuse(self, lacks: Iterable[Lack] = ()) -> None:
        """Raises Incomplete when something could not be read; then with what lacks in the deed beside it."""
        if self.lacks:
            raise Incomplete((*self.lacks, *lacks))

    def text(self, name: str, longest: int = LONGEST, *, told_at: str = "") -> str:
        """Trimmed text; too long is a lack, not cut off in silence. `told_at` names another field for the lack."""
        value = readable(self.post.get(name, ""))
        if len(value) > longest:
            said = f"Terlalu panjang: {len(value)} huruf, paling banyak {longest}."
            self.lack(told_at or name, "too_long", said)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """All values under a name that say something."""
        return tuple(filter(None, (readable(value)[:LONGEST] for value in self.post.getlist(name))))

    def lines(self, name: str) -> tuple[str, ...]:
        """A text area, one thing a line."""
        return tuple(line.strip() for line in self.text(name).split("\n") if line.strip())

    def keys(self, name: str) -> tuple[int, ...]:
        """Row keys that were ticked; what is no key was not offered by us."""
        return tuple(key for value in self.post.getlist(name) if (key := key_from(value)) is not None)

    def number(self, name: str, default: int, *, most: int = 32_000) -> int:
        """A whole number up to `most`; blank is the default."""
        value = self.post.get(name, "").strip()
        number = key_from(value) if value else default
        if number is None or number > most:
            self.lack(name, "not_a_number", f"Tulis angka bulat, paling besar {most}.")
            return default
        return number

    def date(self, name: str, *, needed: str = "") -> date | None:
        """A date as the browser sends it or as people type it; blank is a lack only with the words in `needed`."""
        value = self.post.get(name, "").strip()
        found = date_from(value)
        if value and found is None:
            self.lack(name, "not_a_date", "Tulis tanggal sebagai 6-10-2026.")
        elif needed and not value:
            self.lack(name, "no_date", needed)
        return found

    def moment(self, name: str, zone: str) -> datetime | None:
        """A local date and time of the office, as an aware instant."""
        value = self.post.get(name, "").strip().replace("T", " ")
        if not value:
            return None
        day, _, clock = value.partition(" ")
        found = date_from(day)
        try:
            hour, minute = (int(part) for part in clock.replace(".", ":").split(":")[:2])
            local = datetime(found.year, found.month, found.day, hour, minute, tzinfo=ZoneInfo(zone)) if found else None
        except ValueError:
            local = None
        if local is None:
            self.lack(name, "not_a_time", "Tulis hari dan jam sebagai 6-10-2026 09.00.")
        return local

    def rows(self, *names: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Rows of a table form: fields "nama-0", "nama-1", ...; rows in which nothing was typed are passed over.

        A number may be a row's key. Texts are as typed, however long.
        """
        numbers = {number for key in self.post if (number := _row_of(key, names)) is not None}
        for number in sorted(numbers)[:MOST_ROWS]:
            row = tuple(readable(self.post.get(f"{name}-{number}", "")) for name in names)
            if any(row):
                yield number, row


def readable(text: str) -> str:
    """Trimmed, with one kind of line end, and without the control characters that no database or paper takes."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c >= " " or c in "\n\t").strip()


def key_from(text: str) -> int | None:
    """A row's key, none when it cannot be one."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else None


def _row_of(field: str, names: tuple[str, ...]) -> int | None:
    name, _, number = field.rpartition("-")
    return key_from(number) if name in names else None


def date_from(value: str) -> date | None:
    """Read 2026-10-06, 6-10-2026, 6/10/2026 or 6.10.2026; none when it is no date of our time."""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(value, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
        return found if found.year in YEARS else None
    return None
