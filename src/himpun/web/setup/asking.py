"""A form of the set-up: shown, sent, and shown again with every reason and everything typed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.web.refusals import beside_fields, can_be_mended, status_of
from himpun.web.request import Visit

Context = Callable[[dict[str, str]], dict[str, Any]]
"""What the page shows, given the words beside its fields."""


def ask(request: Visit, template: str, context: Context, act: Callable[[], str]) -> HttpResponse:
    """The form; or the address that the act leads to; or, refused, the form once more."""
    if request.method != "POST":
        return render(request, f"himpun/setup/{template}.html", context({}))
    try:
        return HttpResponseRedirect(act())
    except Exception as error:
        if not can_be_mended(error):
            raise
        return again(request, template, context(beside_fields(error)), status=status_of(error) or 422)


def again(request: Visit, template: str, context: dict[str, Any], *, status: int = 422) -> HttpResponse:
    """The form with what is wrong beside its fields."""
    return render(request, f"himpun/setup/{template}.html", {**context, "typed": request.POST}, status=status)
