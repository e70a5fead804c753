"""A form: shown, sent, and shown again with every reason and everything typed."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect

from himpun.web.refusals import beside_fields, can_be_mended, status_of
from himpun.web.request import Visit

Show = Callable[[dict[str, str], int], HttpResponse]
"""The form, given the words beside its fields and the status."""


def ask(request: Visit, show: Show, act: Callable[[], str]) -> HttpResponse:
    """The form; or the address that the act leads to; or, refused, the form once more."""
    if request.method != "POST":
        return show({}, 200)
    try:
        return HttpResponseRedirect(act())
    except Exception as error:
        if not can_be_mended(error):
            raise
        return show(beside_fields(error), status_of(error) or 422)
