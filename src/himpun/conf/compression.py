"""Words are sent packed: on a line of 400 kbit/s a page of 40 KB would take a second of its own."""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

WORDS: Final = ("text/", "image/svg+xml", "application/json", "application/javascript")


class PackedWords(GZipMiddleware):
    """What is packed already (PDF, XLSX, pictures, the typeface) goes as it is.

    Django adds random bytes to each packed answer, against guessing a form's token from its length (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not str(response.get("Content-Type", "")).startswith(WORDS):
            return response
        return super().process_response(request, response)
