"""An analysis as a value: what happened, and for what fell short its cause and follow-up. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Self

from himpun.performance.cells import Finding

VERSION: Final = 1
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """For one line that fell short: why, what follows, who does it (a post's title) and until when."""

    line: int
    cause: str
    follow_up: str
    who: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of a recap: a summary for the whole, an item for each shortfall, more where wanted."""

    summary: str
    items: tuple[Item, ...] = ()

    def as_data(self) -> dict[str, Any]:
        items = [{**asdict(i), "until": i.until.isoformat() if i.until else None} for i in self.items]
        return {"v": VERSION, "summary": self.summary, "items": items}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Raises ValueError for a version that this program does not know."""
        if data.get("v") != VERSION:
            raise ValueError(f"analysis of version {data.get('v')!r}")
        items = (
            Item(**{**item, "until": date.fromisoformat(item["until"]) if item["until"] else None})
            for item in data["items"]
        )
        return cls(data["summary"], tuple(items))

    def findings(self, short: Sequence[int], known: Sequence[int], *, not_before: date) -> list[Finding]:
        """What is missing: `short` are the lines that need an item, `known` all that may have one."""
        answered = {item.line for item in self.items}
        found = [_need(line, "cause", "no_item", _NO_ITEM) for line in short if line not in answered]
        found += [_need(line, "cause", "not_in_the_recap", _STRANGE) for line in answered - set(known)]
        for item in self.items:
            found += _lacks(item, not_before)
        if not self.summary.strip():
            found.append(_need(0, "summary", "no_summary", "Tulis simpulan analisis."))
        if len(self.summary) > LONGEST:
            found.append(_need(0, "summary", "too_long", _TOO_LONG))
        return found


_NO_ITEM: Final = "Isi sebab dan tindak lanjutnya."
_STRANGE: Final = "Baris ini tidak ada pada rekap."
_TOO_LONG: Final = f"Terlalu panjang: paling banyak {LONGEST} huruf."


def _lacks(item: Item, not_before: date) -> list[Finding]:
    found = []
    for name, text, said in (
        ("cause", item.cause, "Tulis sebabnya."),
        ("follow_up", item.follow_up, "Tulis tindak lanjutnya."),
        ("who", item.who, "Tulis siapa yang menindaklanjuti."),
    ):
        if not text.strip():
            found.append(_need(item.line, name, f"no_{name}", said))
        elif len(text) > LONGEST:
            found.append(_need(item.line, name, "too_long", _TOO_LONG))
    if item.until is None:
        found.append(_need(item.line, "until", "no_until", "Tulis sampai kapan."))
    elif item.until < not_before:
        found.append(_need(item.line, "until", "until_has_passed", "Tanggal ini sudah lewat."))
    return found


def _need(line: int, field: str, code: str, message: str) -> Finding:
    return Finding(line, field, code, message)
