"""A form of the set-up, which knows its template and what the page shows."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from himpun.web import asking
from himpun.web.request import Visit

Context = Callable[[dict[str, str]], dict[str, Any]]
"""What the page shows, given the words beside its fields."""


def ask(request: Visit, template: str, context: Context, act: Callable[[], str]) -> HttpResponse:
    """The form; or the address that the act leads to; or, refused, the form once more."""

    def show(lacks: dict[str, str], status: int) -> HttpResponse:
        if request.method != "POST":
            return render(request, f"himpun/setup/{template}.html", context(lacks))
        return again(request, template, context(lacks), status=status)

    return asking.ask(request, show, act)


def again(request: Visit, template: str, context: dict[str, Any], *, status: int = 422) -> HttpResponse:
    """The form with what is wrong beside its fields."""
    return render(request, f"himpun/setup/{template}.html", {**context, "typed": request.POST}, status=status)
