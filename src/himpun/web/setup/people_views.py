"""Posts and people pasted from a spreadsheet: understood row by row, then kept all at once."""

from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.installation.staffing import Corrections, lay_out, read_staff, staying, summed
from himpun.lib.pasted import Problem
from himpun.organisation.errors import OrganisationError
from himpun.organisation.models import Office
from himpun.organisation.paste import Pasted, Row
from himpun.organisation.paste_columns import Column
from himpun.web.request import Visit
from himpun.web.setup.asking import again
from himpun.web.setup.own import own_office
from himpun.web.typed import date_from, key_from

LONGEST = 400_000
MOST_POINTED = 20
_CELLS = {column.value: column.said for column in Column}
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
    corrected = _corrections(request, text)
    pasted = read_staff(text, office, on=request.today, corrected=corrected)
    context |= {"read": _mark(text), "nips": corrected.nips}
    if pasted.sound and request.POST.get("putusan") == "simpan":
        try:
            lay_out(request.actor, office, pasted.rows, starts=starts, at=request.at)
        except OrganisationError as refused:
            return again(request, "people", context | _understood(pasted, office) | {"lacks": {"": str(refused)}})
        return HttpResponseRedirect("/siapkan")
    return again(request, "people", context | _understood(pasted, office), status=200 if pasted.sound else 422)


def _mark(text: str) -> str:
    """Tells the text whose rows the preview shows: its corrections hold for no other."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]  # browsers send other line ends than they got


def _corrections(request: Visit, text: str) -> Corrections:
    """NIPs typed into the table, and who heads each unit; nothing of a table of another text."""
    post = request.POST
    if post.get("dibaca") != _mark(text):
        return Corrections()
    nips = {
        int(name[4:]): post[name][:60] for name in post if name.startswith("nip-") and key_from(name[4:]) is not None
    }
    heads = {}
    for name in post:
        if name.startswith("kepala-") and (row := key_from(post[name])) is not None:
            heads[name.removeprefix("kepala-").casefold()] = row
    return Corrections(nips, heads)


def _too_long(text: str) -> str:
    return f"Terlalu panjang: {len(text)} huruf, paling banyak {LONGEST}. Tempel dalam beberapa bagian."


def _pointed(row: Row, problem: Problem) -> dict[str, object]:
    """Where a problem is, as the spreadsheet counts, and what it is."""
    cell = _CELLS.get(problem.field, "")
    return {"row": row.number, "cell": cell, "who": row.name or row.title, "said": problem.message}


def _understood(pasted: Pasted, office: Office) -> dict[str, Any]:
    """The rows with what is wrong beside each; the whole's problems above the list."""
    wrong = [row for row in pasted.rows if row.problems]
    members = Counter(row.unit.casefold() for row in pasted.rows if row.unit and row.title)
    return {
        "pasted": pasted,
        "choosable": {unit for unit, count in members.items() if count > 1},
        "pointed": [_pointed(row, problem) for row in wrong for problem in row.problems][:MOST_POINTED],
        "wrong": wrong,
        "sum": summed(pasted.rows),
        "staying": staying(pasted.rows, office),
        "columns": [(number, column.said if column else "") for number, column in enumerate(pasted.columns, start=1)],
        "lacks": {"daftar": " ".join(one.message for one in pasted.problems)} if pasted.problems else {},
    }
