"""The emblem in the head of an office's papers: adopted once it has been drawn, found again by its hash."""

from datetime import datetime

from himpun.documents.content import Content, Kop
from himpun.documents.drawing import draw_content
from himpun.documents.errors import CannotDraw
from himpun.documents.kinds import PaperKind
from himpun.files.errors import FileDamaged
from himpun.files.models import StoredFile
from himpun.files.store import read
from himpun.organisation.actions import set_emblem
from himpun.organisation.emblem import picture_in
from himpun.organisation.errors import NotAnEmblem
from himpun.organisation.models import Office
from himpun.trail.actor import Actor


def adopt_emblem(actor: Actor, office: Office, *, data: bytes, name: str, at: datetime) -> None:
    """The office's picture from now on, after a trial: one that cannot be drawn would stop every paper.

    Raises NotAnEmblem.
    """
    picture_in(data)
    trial = Content(Kop("Pemerintah daerah", office.name, emblem="0" * 64), "Percobaan")
    try:
        draw_content(PaperKind.REQUEST_NOTE, trial, at=at, emblem=data)
    except CannotDraw:
        said = "Gambar ini tidak dapat dicetak. Simpan ulang sebagai PNG atau JPEG biasa (RGB), lalu pilih lagi."
        raise NotAnEmblem(said) from None
    set_emblem(actor, office, data=data, name=name, at=at)


def stored_emblem(office_id: int, sha256: str) -> StoredFile | None:
    """The office's stored picture of this hash."""
    return StoredFile.objects.filter(office_id=office_id, sha256=sha256).order_by("pk").first() if sha256 else None


def emblem_of(office_id: int, sha256: str) -> bytes:
    """The picture's bytes; none without a hash. Raises FileDamaged when the bytes are not as they were."""
    stored = stored_emblem(office_id, sha256)
    if sha256 and stored is None:
        raise FileDamaged(sha256)
    return read(stored) if stored else b""
