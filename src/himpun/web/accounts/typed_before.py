"""What was typed on a page whose session had ended: carried through the log-in, and offered again behind it."""

from typing import Final

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from himpun.web.request import Visit
from himpun.web.uploads import left_out

NOT_CARRIED: Final = ("csrfmiddlewaretoken", "sandi")
MOST: Final = 400_000  # letters: far more than a sheet of the longest reasons


def ask_to_log_in(request: Visit) -> HttpResponse:
    """The log-in in the place of a page that was posted to by nobody: nothing was done, nothing typed is lost."""
    typed = request.POST.copy()
    for name in NOT_CARRIED:
        typed.pop(name, None)
    if left_out(request):
        # Files cannot be carried: what was to be sent with them is kept as a draft, to add them again.
        typed["putusan"] = "simpan"
    context = {"onward": request.get_full_path(), "typed_before": typed.urlencode()[:MOST], "ended": True}
    return render(request, "himpun/log_in.html", context, status=401)


def offer_again(request: Visit, onward: str) -> HttpResponse | None:
    """The page that hands back what was typed before the log-in; none when nothing was."""
    kept = request.POST.get("ketikan", "")[:MOST]
    if not kept:
        return None
    # limit: what comes from the person's own form once more; a form has at most 2,000 fields
    fields = [(name, value) for name, values in QueryDict(kept).lists() for value in values]
    return render(request, "himpun/typed_before.html", {"onward": onward, "fields": fields})
