"""The WSGI entry, served by granian."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from himpun.cli.keeper import start
from himpun.files.store import Watch
from himpun.trail.failpoint import reach

_django = get_wsgi_application()
Watch.tell = staticmethod(reach)
start()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Django's answer. The place between a commit and its answer can be named by a test."""
    response = _django(environ, start_response)
    if environ["REQUEST_METHOD"] == "POST":
        reach("before_response")
    return response
