"""Posts and people pasted from a spreadsheet: understood row by row, then kept all at once."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.installation.staffing import lay_out, read_staff, staying, summed
from himpun.organisation.errors import OrganisationError
from himpun.organisation.models import Office
from himpun.organisation.paste import Pasted
from himpun.web.request import Visit
from himpun.web.setup.asking import again
from himpun.web.setup.own import own_office
from himpun.web.typed import date_from

LONGEST = 400_000
EXAMPLE = (
    "Nama\tNIP\tPangkat\tJabatan\tUnit\n"
    "Halimah Rantau, S.Sos.\t197501012000032001\tPembina, IV/a\tCamat\t\n"
    "Rusdi Anwar, S.E.\t198003152005011002\tPenata Tk. I, III/d\tKepala Seksi\tSeksi Pemerintahan"
)


def people(request: Visit) -> HttpResponse:
    """The list: read it, look at what was understood, keep it."""
    office = own_office(request)
    text = request.POST.get("daftar", "")
    since = request.POST.get("sejak", "")
    starts = date_from(since.strip()) or date(request.today.year, 1, 1)
    context: dict[str, Any] = {
        "office": office,
        "text": text[:LONGEST],
        "since": since or starts.isoformat(),
        "example": EXAMPLE,
    }
    if request.method != "POST":
        return render(request, "himpun/setup/people.html", context)
    if len(text) > LONGEST:
        return again(request, "people", context | {"lacks": {"daftar": _too_long(text)}})
    if since.strip() and date_from(since.strip()) is None:
        return again(request, "people", context | {"lacks": {"sejak": "Tulis tanggal sebagai 2-1-2026."}})
    pasted = read_staff(text, office, on=request.today)
    if pasted.sound and request.POST.get("putusan") == "simpan":
        try:
            lay_out(request.actor, office, pasted.rows, starts=starts, at=request.at)
        except OrganisationError as refused:
            return again(request, "people", context | _understood(pasted, office) | {"lacks": {"": str(refused)}})
        return HttpResponseRedirect("/siapkan")
    return again(request, "people", context | _understood(pasted, office), status=200 if pasted.sound else 422)


def _too_long(text: str) -> str:
    return f"Terlalu panjang: {len(text)} huruf, paling banyak {LONGEST}. Tempel dalam beberapa bagian."


def _understood(pasted: Pasted, office: Office) -> dict[str, Any]:
    """The rows with what is wrong beside each; the whole's problems above the list."""
    wrong = [row for row in pasted.rows if row.problems]
    return {
        "pasted": pasted,
        "wrong": wrong,
        "sum": summed(pasted.rows),
        "staying": staying(pasted.rows, office),
        "columns": [(number, column.said if column else "") for number, column in enumerate(pasted.columns, start=1)],
        "lacks": {"daftar": " ".join(one.message for one in pasted.problems)} if pasted.problems else {},
    }
