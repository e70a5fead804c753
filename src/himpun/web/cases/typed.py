"""Reading what was typed: text, dates and rows out of a form, with a word beside each field that is wrong."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import QueryDict

from himpun.cases.errors import Lack

LONGEST: Final = 4000


class Typed:
    """A posted form. Reading collects `lacks`; nothing is raised, so that everything wrong is told at once."""

    def __init__(self, post: QueryDict) -> None:
        self.post = post
        self.lacks: list[Lack] = []

    def text(self, name: str) -> str:
        """Trimmed text; too long is a lack, not cut off in silence."""
        value = self.post.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()
        if len(value) > LONGEST:
            self.lacks.append(Lack(name, "too_long", f"Terlalu panjang: paling banyak {LONGEST} huruf."))
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """All values under a name that say something."""
        return tuple(value.strip()[:LONGEST] for value in self.post.getlist(name) if value.strip())

    def lines(self, name: str) -> tuple[str, ...]:
        """A text area, one thing a line."""
        return tuple(line.strip() for line in self.text(name).split("\n") if line.strip())

    def keys(self, name: str) -> tuple[int, ...]:
        """Row keys that were ticked; what is no number was not offered by us."""
        return tuple(int(v) for v in self.post.getlist(name) if v.isdecimal() and len(v) < 19)

    def number(self, name: str, default: int) -> int:
        value = self.post.get(name, "").strip()
        if not value:
            return default
        if not value.isdecimal() or len(value) > 6:
            self.lacks.append(Lack(name, "not_a_number", "Tulis angka bulat."))
            return default
        return int(value)

    def date(self, name: str, *, needed: bool = False) -> date | None:
        """A date as the browser sends it (2026-10-06) or as people type it (6-10-2026, 6/10/2026)."""
        value = self.post.get(name, "").strip()
        if not value:
            if needed:
                self.lacks.append(Lack(name, "no_date", "Isi tanggalnya."))
            return None
        found = date_from(value)
        if found is None:
            self.lacks.append(Lack(name, "not_a_date", "Tulis tanggal sebagai 6-10-2026."))
        return found

    def moment(self, name: str, zone: str) -> datetime | None:
        """A local date and time of the office, as an aware instant."""
        value = self.post.get(name, "").strip()
        if not value:
            return None
        try:
            return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(zone))
        except ValueError:
            self.lacks.append(Lack(name, "not_a_time", "Tulis hari dan jam, misalnya 2026-10-06 09:00."))
            return None

    def rows(self, *names: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Rows of a table form: fields "nama-0", "nama-1", ...; rows in which nothing was typed are passed over."""
        numbers = sorted({int(k.rsplit("-", 1)[1]) for k in self.post if _is_row(k, names)})
        for number in numbers[:200]:
            row = tuple(self.post.get(f"{name}-{number}", "").strip()[:LONGEST] for name in names)
            if any(row):
                yield number, row


def _is_row(key: str, names: tuple[str, ...]) -> bool:
    name, _, number = key.rpartition("-")
    return name in names and number.isdecimal() and len(number) < 5


def date_from(value: str) -> date | None:
    """Read a date, none when it is not one."""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None
