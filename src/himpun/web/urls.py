"""The map of all addresses, put together from the rooms' own."""

from typing import Final

from django.urls import path, register_converter

from himpun.web.accounts import urls as accounts
from himpun.web.board import urls as board
from himpun.web.cases import urls as cases
from himpun.web.desk import urls as desk
from himpun.web.documents import urls as documents
from himpun.web.help import urls as guide
from himpun.web.installation import urls as installation
from himpun.web.organisation import urls as organisation
from himpun.web.policy import Page
from himpun.web.procedures import urls as procedures
from himpun.web.setup import urls as setup


class Key:
    """A row's key in an address. What is longer than any key leads nowhere, before a database is asked."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Key, "key")

ROOMS: Final = (accounts, desk, board, cases, documents, procedures, guide, setup, organisation, installation)
PAGES: Final[dict[str, Page]] = {page.name: page for room in ROOMS for page in room.PAGES}
"""Every page by its name."""

urlpatterns = [path(page.address, page.view, name=page.name) for page in PAGES.values()]
