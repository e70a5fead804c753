"""Indicators and their targets pasted from a spreadsheet: understood row by row, then kept all at once."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.lib.periods import PeriodKind, period_of
from himpun.organisation.models import Office, Unit
from himpun.organisation.queries import in_force
from himpun.performance.actions import IndicatorDraft, Promise, promise_all
from himpun.performance.errors import PerformanceError
from himpun.performance.models import Indicator, Kind
from himpun.performance.pasted_columns import QUARTERS, Column
from himpun.performance.pasting import Pasted, Row, read_indicators
from himpun.performance.scoring import Aggregation, Meaning, Polarity
from himpun.web.request import Visit
from himpun.web.setup.asking import again
from himpun.web.setup.own import own_office
from himpun.web.typed import key_from

LONGEST = 400_000
YEARS = 3
EXAMPLE = (
    "Unit\tIndikator\tSatuan\tTarget TW I\tTW II\tTW III\tTW IV\tPolaritas\n"
    "Seksi Pelayanan Umum\tLayanan selesai tepat waktu\t%\t90\t90\t92\t95\tmakin tinggi\n"
    "Seksi Pelayanan Umum\tPengaduan yang tidak terjawab\tpengaduan\t0\t0\t0\t0\tmakin rendah"
)


def indicators(request: Visit) -> HttpResponse:
    """The list: read it, look at what was understood, keep it."""
    office = own_office(request)
    units = list(Unit.objects.filter(in_force(request.today), office=office))
    text = request.POST.get("daftar", "")
    context: dict[str, Any] = {
        "units": units,
        "text": text[:LONGEST],
        "example": EXAMPLE,
        "year": _year(request),
        "years": _years(request),
        "count": Indicator.objects.filter(in_force(request.today), office=office).count(),
    }
    if request.method != "POST":
        return render(request, "himpun/setup/indicators.html", context)
    if len(text) > LONGEST:
        said = f"Terlalu panjang: {len(text)} huruf, paling banyak {LONGEST}. Tempel dalam beberapa bagian."
        return again(request, "indicators", context | {"lacks": {"daftar": said}})
    pasted = read_indicators(text, units=[(unit.pk, unit.name) for unit in units], year=_year(request))
    shown = context | _understood(pasted, office)
    if pasted.sound and request.POST.get("putusan") == "simpan":
        try:
            promise_all(request.actor, promises_of(pasted, units), at=request.at)
        except PerformanceError as refused:
            return again(request, "indicators", shown | {"lacks": {"": str(refused)}})
        return HttpResponseRedirect("/siapkan")
    return again(request, "indicators", shown, status=200 if pasted.sound else 422)


def _proposed(request: Visit) -> int:
    """The year of the quarter that is collected next: the last one that is over."""
    return period_of(request.today, PeriodKind.QUARTER).previous.year


def _years(request: Visit) -> list[int]:
    return [_proposed(request) + n for n in range(YEARS)]


def _year(request: Visit) -> int:
    """The year that was chosen; one that was not offered is the proposed one."""
    chosen = key_from(request.POST.get("tahun", ""))
    return chosen if chosen in _years(request) else _proposed(request)


def _understood(pasted: Pasted, office: Office) -> dict[str, Any]:
    known = set(Indicator.objects.filter(office=office, ends=None).values_list("unit", "name"))
    return {
        "pasted": pasted,
        "rows": [_shown(row, (row.unit, row.name) in known) for row in pasted.rows],
        "wrong": [row for row in pasted.rows if row.problems],
        "said_columns": [column.said for column in pasted.columns if column],
        "lacks": {"daftar": " ".join(one.message for one in pasted.problems)} if pasted.problems else {},
    }


def _shown(row: Row, known: bool) -> dict[str, Any]:
    """A row as the table shows it: what is wrong stands in the column it belongs to."""
    quarters = [(goal, row.problem_of(column)) for goal, column in zip(row.quarters, QUARTERS, strict=True)]
    whole_year = row.problem_of(Column.TARGET)
    beside = [row.problem_of(column) for column in _BESIDE_THE_NAME]
    return {
        "row": row,
        "known": known,
        "quarters": quarters,
        "target": whole_year,
        "name": " ".join(filter(None, beside)),
        "unit": row.problem_of(Column.UNIT),
        "measure": row.problem_of(Column.MEASURE),
        "meaning": _said(row.meaning),
        "meant": " ".join(filter(None, map(row.problem_of, (Column.POLARITY, Column.AGGREGATION)))),
    }


_BESIDE_THE_NAME = (Column.NAME, Column.CODE, Column.SOURCE, Column.DEFINITION, Column.EVIDENCE)
_POLARITY = {
    Polarity.HIGHER: "makin tinggi makin baik",
    Polarity.LOWER: "makin rendah makin baik",
    Polarity.RANGE: "dalam rentang",
}
_AGGREGATION = {
    Aggregation.SUM: "dijumlahkan",
    Aggregation.LAST: "posisi terakhir",
    Aggregation.MEAN: "dirata-ratakan",
    Aggregation.REPETITIVE: "setiap periode sendiri",
}


def _said(meaning: Meaning) -> str:
    """ "Makin tinggi makin baik, posisi terakhir"."""
    return f"{_POLARITY[meaning.polarity]}, {_AGGREGATION[meaning.aggregation]}"


def promises_of(pasted: Pasted, units: list[Unit]) -> list[Promise]:
    """A sound list as it is to be kept, in the order of its rows."""
    by_key = {unit.pk: unit for unit in units}
    return [
        Promise(by_key[row.unit], _draft(row, position, pasted.year), row.goals)
        for position, row in enumerate(pasted.rows, start=1)
        if row.unit is not None
    ]


def _draft(row: Row, position: int, year: int) -> IndicatorDraft:
    return IndicatorDraft(
        row.name,
        row.measure,
        date(year, 1, 1),
        code=row.code,
        kind=_kind(row.measure),
        source=row.source,
        definition=row.definition,
        needs_evidence=row.needs_evidence,
        evidence=row.evidence,
        position=position,
        meaning=row.meaning,
    )


def _kind(measure: str) -> Kind:
    """What the figures are, by their measure."""
    match measure.lower().rstrip("."):
        case "%" | "persen" | "persentase":
            return Kind.PERCENT
        case "rp" | "rupiah" | "juta" | "juta rupiah":
            return Kind.MONEY
        case "indeks" | "poin" | "nilai":
            return Kind.INDEX
        case _:
            return Kind.NUMBER
