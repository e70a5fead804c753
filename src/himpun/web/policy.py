"""Who may open which page. A page that is not named here is refused to everybody.

What is behind a page (this case, that task) is asked again by `access`, in the query itself.
"""

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


POLICIES: Final = {
    "masuk": Policy.PUBLIC,
    "keluar": Policy.PUBLIC,
    "sehat": Policy.PUBLIC,
    "periksa": Policy.PUBLIC,
    "periksa-naskah": Policy.PUBLIC,
    "meja-kerja": Policy.MEMBER,
    "berkas": Policy.MEMBER,
    "berkas-buka": Policy.MEMBER,
    "berkas-langkah": Policy.MEMBER,
    "berkas-data": Policy.MEMBER,
    "berkas-dokumen": Policy.MEMBER,
    "berkas-riwayat": Policy.MEMBER,
    "berkas-lanjutkan": Policy.MEMBER,
    "berkas-batalkan": Policy.MEMBER,
    "tugas": Policy.SEAT,
    "dokumen": Policy.MEMBER,
    "lampiran": Policy.MEMBER,
    "data-dukung": Policy.MEMBER,
    "sop": Policy.MEMBER,
    "sop-katalog": Policy.MEMBER,
    "kantor": Policy.MEMBER,
}
