"""What the words of a line say of its yes and its no: "apabila kurang kembali ke Bidang, bila lengkap ke langkah 7"."""

import re
from dataclasses import dataclass
from typing import Final

from himpun.sop.intake.posts import plain
from himpun.sop.model import When

_PARTED: Final = re.compile(
    r"[.;]+(?:\s+|$)|,?\s*\b(?=(?:jika|apabila|bila|kalau|dalam hal|sedangkan|namun|tetapi)\b)"
    r"|[,/]?\s*(?<![a-z])(?=(?:ya|tidak|y|t)\s*(?:[:=]|->|→))"
)
_ASKED: Final = re.compile(r"^(?:jika|apabila|bila|kalau|dalam hal)\b|^(?:ya|tidak|y|t)\s*(?:[:=]|->|→)")
_NO: Final = re.compile(
    r"\b(?:tidak|belum|ditolak|salah|kesalahan|keliru|kurang|kekurangan|perbaikan|koreksi|revisi|catatan)\b|^t\s*[:=]"
)
_YES: Final = re.compile(r"\b(?:ya|setuju|disetujui|sesuai|lengkap|benar|valid|memenuhi|sah|selesai|ok)\b|^y\s*[:=]")
_BACK: Final = re.compile(r"\b(?:kembali|kembalikan|dikembalikan|mengembalikan\w*|balik|mengulang\w*|diulang\w*)\b(.*)")
_TARGET: Final = re.compile(
    r"(?:\b(?:langkah|kegiatan|nomor|no|tahap|tahapan|poin|butir)\s*(?:ke-?\s*)?|\bke-?\s*|\(\s*|[:=→>]\s*)(\d{1,2})\b"
    r"(?!\s*(?:hari|jam|menit|minggu|bulan|kali|x|%|bidang|unit|seksi|orang|rangkap))"
)
_ABBREVIATED: Final = re.compile(r"\b(no|ket|dsb|dll)\.\s*")


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer and where it leads: the number of a line, or the words that name somebody."""

    when: When
    number: int | None
    to: str


def branches_of(text: str) -> tuple[Branch, ...]:
    """The answers that a text tells, in its order."""
    words = _ABBREVIATED.sub(r"\1 ", plain(text))
    told = (_branch(clause.strip(" ,")) for clause in _PARTED.split(words) if clause)
    return tuple(one for one in told if one)


def _branch(clause: str) -> Branch | None:
    back, asked = _BACK.search(clause), _ASKED.search(clause)
    found = _TARGET.search(clause)
    number = int(found[1]) if found else None
    if back or (asked and _NO.search(clause)):
        return Branch(When.NO, number, back[1] if back else "")
    if asked and _YES.search(clause):
        return Branch(When.YES, number, "")
    return None
