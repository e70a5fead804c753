"""The print of a paper that is signed by hand: what lies behind the pen, without the mark of a concept."""

from django.http import HttpResponse

from himpun.cases.access import paper_for
from himpun.documents.work import drawn_for_hand
from himpun.web.request import Visit


def printed(request: Visit, pk: int) -> HttpResponse:
    """The paper as it is printed to be signed by hand, with the hash of what it says at its foot."""
    response = HttpResponse(drawn_for_hand(paper_for(request.actor, pk).paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="naskah-{pk}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
