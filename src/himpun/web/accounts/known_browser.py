"""The mark of a browser with which somebody has logged in before: wrong passwords are counted for it alone.

A signed cookie that opens nothing. It holds a random mark and short hashes of the names that have logged in with it.
"""

import hashlib
import secrets
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpResponse

from himpun.web.request import Visit

LASTS: Final = 180 * 24 * 3600  # seconds: somebody who fills in every quarter is known the next time
MOST_NAMES: Final = 8
"""A shared office PC is known to so many, the latest first."""
_SALT: Final = "himpun.web.known_browser"


def mark_for(request: Visit, username: str) -> str:
    """The browser's mark when this name has logged in with it, "" when not."""
    mark, names = _read(request)
    return mark if _short(username) in names else ""


def remember(request: Visit, response: HttpResponse, username: str) -> None:
    """Let the browser be known to this name from now on."""
    mark, names = _read(request)
    kept = [_short(username), *(name for name in names if name != _short(username))][:MOST_NAMES]
    response.set_signed_cookie(
        _cookie(),
        ".".join([mark or secrets.token_hex(16), *kept]),
        salt=_SALT,
        max_age=LASTS,
        secure=settings.HIMPUN_HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _read(request: Visit) -> tuple[str, list[str]]:
    try:
        value = request.get_signed_cookie(_cookie(), salt=_SALT, max_age=LASTS) or ""
    except (KeyError, BadSignature):
        return "", []
    mark, *names = value.split(".")
    return mark, names


def _cookie() -> str:
    return "__Host-himpun-kenal" if settings.HIMPUN_HTTPS else "himpun-kenal"


def _short(username: str) -> str:
    return hashlib.sha256(username.strip().lower().encode()).hexdigest()[:16]
