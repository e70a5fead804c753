"""Who may open which page, and how. A page that is not named here is refused to everybody.

What is behind a page (this case, that task) is asked again by `access`, in the query itself.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from himpun.trail.actor import Actor


class Policy(Enum):
    """From everybody to the few."""

    PUBLIC = "public"  # also without a log-in
    MEMBER = "member"  # anybody who is logged in; `access` narrows to the offices of their posts
    SEAT = "seat"  # the holder of the task's seat, asked by `access.task_for`
    ADMINISTRATOR = "administrator"  # who administers an office

    def admits(self, actor: Actor) -> bool:
        match self:
            case Policy.ADMINISTRATOR:
                return bool(actor.administers)
            case _:
                return True


READ: Final = ("GET", "HEAD")
WRITE: Final = ("POST",)


@dataclass(frozen=True, slots=True)
class Page:
    """Who may open an address, and by which methods; every other method is answered 405."""

    policy: Policy
    methods: tuple[str, ...] = READ


PAGES: Final = {
    "masuk": Page(Policy.PUBLIC, READ + WRITE),
    "keluar": Page(Policy.PUBLIC, WRITE),
    "sehat": Page(Policy.PUBLIC),
    "periksa": Page(Policy.PUBLIC),
    "periksa-naskah": Page(Policy.PUBLIC),
    "meja-kerja": Page(Policy.MEMBER),
    "berkas": Page(Policy.MEMBER),
    "berkas-buka": Page(Policy.MEMBER, READ + WRITE),
    "berkas-langkah": Page(Policy.MEMBER),
    "berkas-data": Page(Policy.MEMBER),
    "berkas-dokumen": Page(Policy.MEMBER),
    "berkas-riwayat": Page(Policy.MEMBER),
    "berkas-lanjutkan": Page(Policy.MEMBER, READ + WRITE),
    "berkas-batalkan": Page(Policy.MEMBER, READ + WRITE),
    "tugas": Page(Policy.SEAT, READ + WRITE),
    "dokumen": Page(Policy.MEMBER),
    "lampiran": Page(Policy.MEMBER),
    "data-dukung": Page(Policy.MEMBER),
    "sop": Page(Policy.MEMBER),
    "sop-katalog": Page(Policy.MEMBER),
    "kantor": Page(Policy.MEMBER),
}
