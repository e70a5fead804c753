"""An invented office before its own pages: somebody who runs it, somebody who works there."""

import re
import struct
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from himpun.organisation.actions import found_office, open_account, register_person
from himpun.organisation.drafts import OfficeDraft
from himpun.organisation.models import Account, Office, Person
from himpun.performance.tests.world import LATER, SETUP
from himpun.web.request import day_of
from himpun.web.tests.stage import NOW, PASSWORD, Stage, browser_of, stage

TODAY = day_of(NOW)
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@dataclass
class Scene:
    """The stage's office with its administrator's browser."""

    stage: Stage
    admin: Client

    @property
    def office(self) -> Office:
        return Office.objects.select_related("government").get(pk=self.stage.world.office.pk)

    def colleague(self) -> Client:
        """Somebody who holds a post here and administers nothing."""
        post = next(iter(self.stage.world.posts.values()))
        return self.stage.browser(post.pk)

    def somebody(self, name: str = "Rusdi Anwar, S.E.", nip: str = "") -> Person:
        return register_person(SETUP, self.office, name=name, nip=nip, at=LATER)


def scene() -> Scene:
    made = stage(units=2)
    return Scene(made, made.administrator())


def neighbour(here: Scene, name: str = "Kecamatan Bukit Damar") -> tuple[Office, Client]:
    """Another office of the same government, and the browser of whoever runs it."""
    office = found_office(SETUP, here.office.government, draft=OfficeDraft(name, "BDM"), at=LATER)
    person = register_person(SETUP, office, name="Wulan Sari", at=LATER)
    account: Account = open_account(SETUP, person, username="wulan", password=PASSWORD, administers=office, at=LATER)
    return office, browser_of(account)


def press(client: Client, address: str, deed: str, **typed: Any) -> Any:
    """Send one of a page's forms."""
    return client.post(address, {"tindakan": deed, **typed})


def as_read(page: str) -> str:
    """The digest that a page carries of what it was filled from."""
    found = re.search(r'name="asal" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def png(width: int = 40, height: int = 48, *, spoilt: bool = False) -> bytes:
    """A whole picture in one colour; spoilt, its frame is right and its pixels are not."""
    rows = b"rusak" if spoilt else zlib.compress(b"".join(b"\0" + b"\x0f\x5c\x5a" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
