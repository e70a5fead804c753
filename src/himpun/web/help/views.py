"""The guide by role, the words of the trade, and the components that all pages are made of."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.organisation.errors import NotHere
from himpun.web.help.guide import chapters
from himpun.web.help.terms import TERMS
from himpun.web.request import Visit


def guide(request: Visit) -> HttpResponse:
    """For whom is there what."""
    return render(request, "himpun/help/guide.html", {"chapters": chapters()})


def chapter(request: Visit, role: str) -> HttpResponse:
    """What one role needs to know."""
    found = next((one for one in chapters() if one.slug == role), None)
    if found is None:
        raise NotHere
    return render(request, "himpun/help/chapter.html", {"chapter": found, "chapters": chapters()})


def words(request: Visit) -> HttpResponse:
    """The words of the trade, each with what it means here and where it comes from."""
    return render(request, "himpun/help/words.html", {"terms": TERMS.values()})


def components(request: Visit) -> HttpResponse:
    """Every component with its name, for whoever builds a page or judges the look."""
    return render(request, "himpun/help/components.html", {"lacks": {"contoh": "Tulis angka seperti 1.234,56."}})
