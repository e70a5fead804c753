"""Papers that are drawn as they are asked for: the print that is signed by hand, and the request as a workbook."""

from django.http import HttpResponse
from django.utils.text import slugify

from himpun.cases.access import case_for, paper_for
from himpun.cases.models import Case
from himpun.documents.work import drawn_for_hand
from himpun.lib.dates import long_time
from himpun.organisation.errors import NotHere
from himpun.performance.queries import dues_of, request_of
from himpun.web.board.table import WORKBOOK, attached
from himpun.web.cases.request_workbook import Head, name_of, request_workbook
from himpun.web.request import Visit
from himpun.web.typed import key_from


def printed(request: Visit, pk: int) -> HttpResponse:
    """The paper as it is printed to be signed by hand, with the hash of what it says at its foot."""
    response = HttpResponse(drawn_for_hand(paper_for(request.actor, pk).paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="naskah-{pk}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def request_format(request: Visit, pk: int) -> HttpResponse:
    """The case's request as a workbook: of one unit (or member) where it is named, else a worksheet for each."""
    case = case_for(request.actor, pk)
    layout = request_of(case)
    sheets = list(layout.sheets)
    name = f"format-{case.period}"
    if "unit" in request.GET:
        wanted = (key_from(request.GET["unit"]), key_from(request.GET.get("anggota", "")) or 0)
        sheets = [sheet for sheet in sheets if (sheet.unit, sheet.member) == wanted]
        name = f"{name}-{slugify(name_of(sheets[0]))[:80]}" if sheets else name
    if not sheets:
        raise NotHere(f"format {pk}")
    return attached(request_workbook(_head(case), layout, sheets), WORKBOOK, f"{name}.xlsx")


def _head(case: Case) -> Head:
    zone = case.office.zone
    return Head(case.office.name, case.title, {seat: long_time(due, zone) for seat, due in dues_of(case).items()})
