"""The address under which people reach Himpun, as papers print it: set once, where the program is started."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

LOCAL: Final = ("127.0.0.1", "localhost", "::1", "0.0.0.0")  # noqa: S104 -- compared, not listened on


def printed_address() -> str:
    """Without a slash at its end."""
    return str(settings.HIMPUN_ADDRESS).rstrip("/")


def is_local(address: str) -> bool:
    """Whether only this very computer understands the address."""
    return urlsplit(address).hostname in LOCAL
