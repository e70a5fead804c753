"""Addresses of our own scripts and styles: each carries a digest of its bytes, so a browser may keep it for a year."""

from functools import cache
from hashlib import sha256

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class DatedByDigest(StaticFilesStorage):
    """`himpun.css` is `/static/himpun/himpun.css?v=1f0c7a2b`. A new version is a new address: nothing is stale."""

    def url(self, name: str | None) -> str:
        plain = super().url(name)
        digest = _digest(name or "")
        return f"{plain}?v={digest}" if digest else plain


@cache
def _digest(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    with open(found, "rb") as file:
        return sha256(file.read()).hexdigest()[:12]
