"""A rehearsal played in a database that is forgotten afterwards, with what its units had entered."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from himpun.installation.rehearsal.director import Show, last_but_one_quarter, rehearse
from himpun.performance.models import Figure
from himpun.sop.catalogue import load
from himpun.sop.model import Sop


@dataclass(frozen=True)
class Entered:
    """One cell as a unit has sent it, beside what it had promised. None: no figure, but a reason."""

    unit: str
    indicator: str
    revision: int
    last: bool
    value: Decimal | None
    target: Decimal
    lower_is_better: bool


@dataclass(frozen=True)
class Played:
    """What came of a rehearsal: its JSON as a program reads it, the folder of its papers, the cells in their order."""

    sop: Sop
    key: str
    told: dict[str, Any]
    folder: Path
    cells: tuple[Entered, ...]

    @property
    def standing(self) -> list[Entered]:
        """The cells of each unit's last revision: what the report must tell."""
        return [cell for cell in self.cells if cell.last]


class Forget(Exception):
    """Ends the transaction of a rehearsal: nothing of it stays."""


def play(key: str, folder: Path) -> Played:
    """Rehearse in this database and leave it as it was; the papers stay in the folder."""
    sop = load(key)
    show = Show(key, sop, last_but_one_quarter(datetime.now(UTC)))
    out = folder / "papers"
    try:
        with override_settings(HIMPUN_DATA=folder / "data"), transaction.atomic():
            told = json.loads(json.dumps(rehearse(show, out=out, say=lambda line: None)))
            cells = entered()
            raise Forget
    except Forget:
        return Played(sop, key, told, out, cells)


def entered() -> tuple[Entered, ...]:
    """Every cell that was sent, in the order of sheets, revisions and lines."""
    found = Figure.objects.select_related("line", "submission__sheet").order_by(
        "submission__sheet__position", "submission__revision", "line__position", "line"
    )
    return tuple(_cell(figure) for figure in found)


def _cell(figure: Figure) -> Entered:
    sheet, line = figure.submission.sheet, figure.line
    assert line.target is not None
    return Entered(
        unit=", ".join(filter(None, (sheet.unit_name, sheet.member_title))),
        indicator=line.name,
        revision=figure.submission.revision,
        last=figure.submission.revision == sheet.revision,
        value=figure.value,
        target=line.target,
        lower_is_better=line.meaning["polarity"] == "lower",
    )
