"""What a request asks and where it comes from, as the pages see it."""

from django.http import HttpRequest, QueryDict
from pytest_django import Settings

from himpun.web.request import address_of, without_nul


def test_a_nul_is_left_out_and_everything_else_stays() -> None:
    asked = without_nul(QueryDict("cari=a%00b&cari=%C3%A9%26&kosong="))
    assert (asked.getlist("cari"), asked["kosong"]) == (["ab", "\u00e9&"], "")
    plain = QueryDict("cari=ab")
    assert without_nul(plain) is plain


def test_a_sender_is_believed_only_behind_our_own_web_server(settings: Settings) -> None:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 203.0.113.9"}
    assert address_of(request) == "10.0.0.1"
    settings.HIMPUN_BEHIND_PROXY = True
    assert address_of(request) == "203.0.113.9"
