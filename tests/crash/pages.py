"""Two addresses for the server that is killed: an act, and the housekeeping between acts."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.crash.deeds import MANNERS
from tests.crash.housekeeping import keep_house


def act(request: HttpRequest, manner: str, n: int) -> HttpResponse:
    """The answer is the acknowledgement."""
    MANNERS[manner](n, lambda _: None)
    return HttpResponse(str(n))


def house(request: HttpRequest) -> HttpResponse:
    keep_house()
    return HttpResponse()


urlpatterns = [path("act/<str:manner>/<int:n>", act), path("house", house)]
