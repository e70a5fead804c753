"""What was changed in the office, in sentences."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.organisation.history import changes_of
from himpun.web.organisation.asked import administered
from himpun.web.organisation.sentences import told
from himpun.web.organisation.sentences_of_work import ALSO
from himpun.web.paging import page_number
from himpun.web.request import Visit

A_PAGE = 50


def history(request: Visit) -> HttpResponse:
    """A page of changes, the newest first."""
    office = administered(request)
    number = page_number(request)
    found = changes_of(office.pk, also=ALSO, skip=number * A_PAGE, take=A_PAGE + 1)
    context = {
        "office": office,
        "changes": told(found[:A_PAGE], office),
        "earlier": number if number else None,
        "later": number + 2 if len(found) > A_PAGE else None,
    }
    return render(request, "himpun/organisation/history.html", context)
