"""The words by which an office's lists are read: titles of posts, names of units, ranks, numbers."""

import re
from typing import Final

_NOTHING: Final = frozenset({"-", "--", "–", "—", "kosong", "lowong", "(kosong)", "vacant", "n/a", "#n/a"})
_ACTING: Final = re.compile(r"^(plt|plh)\b[.\s]*", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"^(camat|kepala|sekretaris|lurah|staf|kasi|kasubbag|kasubag|kabid|kabag|bendahara|inspektur|auditor|p2upd|ppupd"
    r"|analis|pengelola|pengadministrasi|pengolah|pelaksana|operator|penyuluh|penata (?:kelola|layanan|kependudukan)"
    r"|penelaah|pranata|arsiparis|perencana|verifikator|pengawas|pengemudi|petugas|asisten|direktur|bupati|wali kota"
    r"|wakil|ketua|jabatan fungsional|ajudan|pramu|teknisi|plt|plh|sub ?koordinator)\b",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"^(seksi|sub ?-?bagian|subbag|bagian|bidang|kelurahan|desa|sekretariat|irban|upt[d]?|uptd|unit|inspektur pembantu"
    r"|puskesmas|tim|urusan|sub ?-?bidang)\b",
    re.IGNORECASE,
)
_GRADE: Final = r"\(?\s*(?:I|II|III|IV)\s*[/.]\s*[a-e]\s*\)?"
_RANK: Final = re.compile(
    rf"^(?:(?:pembina|penata|pengatur|juru)(?:\s+(?:utama|madya|muda|tk\.?\s*(?:I|1)|tingkat\s+(?:I|1)))*\.?"
    rf"[\s,;:-]*(?:{_GRADE})?|{_GRADE}|PPPK.*|(?:gol(?:ongan)?\.?\s*)(?:{_GRADE}|[IVX]+))$",
    re.IGNORECASE,
)
_NIP: Final = re.compile(r"^['`’]?\d(?:[\s.-]?\d){15,19}$")
_NUMBER: Final = re.compile(r"^\d([.,]\d+)?[eE]\+?\d+$")
_NIP_WITHIN: Final = re.compile(r"[\s/,(]*(?:NIP(?:PPK)?\b)?[\s.:]*(?<!\d)(\d(?:[ .]?\d){17})(?!\d)\)?", re.IGNORECASE)
_OFFICE_HEAD: Final = re.compile(
    r"^(camat|bupati|wali kota|inspektur(?! pembantu)|direktur(?! bidang)"
    r"|kepala (?:dinas|badan|kantor|satuan|pelaksana)|sekretaris daerah)\b",
    re.IGNORECASE,
)
_UNIT_HEAD: Final = re.compile(
    r"^(kepala|lurah|sekretaris(?! daerah)|kasi|kasubbag|kasubag|kabid|kabag|inspektur pembantu)\b", re.IGNORECASE
)
_YES: Final = frozenset({"ya", "y", "x", "v", "✓", "√", "1", "benar"})


def plain(cell: str) -> str:
    """On one line with single spaces; what people write for nothing is nothing."""
    text = " ".join(cell.split())
    return "" if text.lower() in _NOTHING else text


def looks_like_nip(cell: str) -> bool:
    """About 18 digits, or what a spreadsheet makes of them."""
    return bool(_NIP.match(cell) or _NUMBER.match(cell))


def looks_like_rank(cell: str) -> bool:
    return bool(_RANK.match(cell))


def looks_like_title(cell: str) -> bool:
    return bool(_TITLE.match(cell))


def looks_like_unit(cell: str) -> bool:
    return bool(_UNIT.match(cell))


def split_name_and_nip(name: str, nip: str) -> tuple[str, str]:
    """Offices write both into one cell: "Halimah Rantau, S.Sos. NIP. 19750101 200003 2 001"."""
    found = _NIP_WITHIN.search(name)
    if found is None or nip:
        return name, nip
    return plain(f"{name[: found.start()]} {name[found.end() :]}"), found.group(1)


def holding_as(title: str) -> tuple[str, str]:
    """ "Plt. Camat" is the post "Camat", held as "Plt."."""
    found = _ACTING.match(title)
    return (f"{found.group(1).capitalize()}.", title[found.end() :].strip()) if found else ("", title)


def head_of_what(title: str, unit: str, said: str) -> str:
    """ "kantor", "unit" or "": as a column says it, else as the title lets guess."""
    told = said.lower()
    if told in ("kantor", "unit"):
        return told
    if told in _YES:
        return "unit" if unit else "kantor"
    if told:
        return ""
    if _OFFICE_HEAD.match(title) and not _UNIT.match(unit):
        return "kantor"
    return "unit" if unit and _UNIT_HEAD.match(title) else ""
