"""From the words of the identity page to its values: the office, dates that may lack a day, who approved it."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from himpun.sop.intake.labels import Label
from himpun.sop.intake.posts import Rank, rank_of
from himpun.sop.model import Approval, Dates

_MONTHS: Final = {
    "januari": 1,
    "jan": 1,
    "februari": 2,
    "pebruari": 2,
    "feb": 2,
    "maret": 3,
    "mar": 3,
    "april": 4,
    "apr": 4,
    "mei": 5,
    "juni": 6,
    "jun": 6,
    "juli": 7,
    "jul": 7,
    "agustus": 8,
    "agust": 8,
    "ags": 8,
    "agu": 8,
    "september": 9,
    "sept": 9,
    "sep": 9,
    "oktober": 10,
    "okt": 10,
    "november": 11,
    "nopember": 11,
    "nov": 11,
    "desember": 12,
    "des": 12,
}
_LONG: Final = re.compile(
    rf"(?:(\d{{1,2}})\s*[-/. ]?\s*)?\b({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?\s*[-/. ]?\s*(\d{{4}})",
    re.I,
)
_SHORT: Final = re.compile(r"\b(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\b")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_GOVERNMENT: Final = re.compile(
    r"pemerintah\s+(?:daerah\s+)?((?:kabupaten|kota|provinsi|kab\.?|prov\.?)\s+[a-z .'-]+?)"
    r"(?=\s+(?:kecamatan|kantor|inspektorat|dinas|badan|kelurahan|sekretariat|puskesmas|nomor|standar|desa)\b|[,;:\d(]|$)",
    re.IGNORECASE,
)
_REGION: Final = re.compile(r"^\W*((?:kabupaten|kota|provinsi)\s+[a-z .'-]{3,40})$", re.IGNORECASE)
_OF_REGION: Final = re.compile(
    r"^\W*(?:KANTOR|KECAMATAN|INSPEKTORAT|DINAS|BADAN|SEKRETARIAT|KELURAHAN|BAGIAN)\b.{0,80}?"
    r"\b((?:KABUPATEN|KOTA|PROVINSI)\s+[A-Z .'-]{3,40})$"
)
_OFFICE: Final = re.compile(
    r"\b((?:kantor\s+(?:camat|kecamatan|kelurahan|lurah)|kecamatan|kec\.|inspektorat|dinas|badan|kelurahan|sekretariat\s+(?:daerah|dprd)|puskesmas"
    r"|satuan polisi|rumah sakit|rsud|uptd?|bagian|desa)\b(?:\s+[a-z.'&/-]+){0,7}?)"
    r"(?=\s+(?:kabupaten|kota|kab\.|provinsi|nomor|standar|jalan|jl)\b|[,;:\d(]|$)",
    re.IGNORECASE,
)
_NIP: Final = re.compile(r"\b(?:NIP\.?\s*:?\s*)?(\d{8}\s?\d{6}\s?\d\s?\d{3})\b", re.IGNORECASE)
_RANK: Final = re.compile(
    r"\b((?:pembina|penata|pengatur|juru)\b(?:\s+(?:utama|muda|madya|tingkat\s+i|tk\.?\s*i))*(?:[\s,(/]*(?:IV|III|II|I)\s*/\s*[a-e]\)?)?)",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(r"(?<=\w)\s+(?=(?:Drs|Dra|Dr|Ir|Prof|Hj|H)\.?\s+[A-Z])")
_SMALL: Final = frozenset({"dan", "di", "atas", "serta", "yang"})


def date_of(text: str) -> str | None:
    """A date as far as it is known: "2022", "2022-01", "2022-01-31"; none for a dash."""
    if found := _ISO.search(text):
        return _date(found[1], found[2], found[3])
    if found := _LONG.search(text):
        return _date(found[3], _MONTHS[found[2].lower()], found[1])
    if found := _SHORT.search(text):
        return _date(found[3], found[2], found[1])
    year = re.search(r"\b((?:19|20)\d{2})\b", text)
    return year[1] if year else None


def _date(year: str, month: str | int, day: str | None) -> str:
    if not 1 <= int(month) <= 12:
        return year
    if day is None or not 1 <= int(day) <= _days(int(year), int(month)):
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def dates_of(values: dict[Label, str]) -> Dates:
    """The dates of the identity page."""
    read = {label: date_of(text) for label, text in values.items()}
    return Dates(
        made=read.get(Label.MADE),
        tried=read.get(Label.TRIED),
        revised=read.get(Label.REVISED),
        approved=read.get(Label.APPROVED),
        effective=read.get(Label.EFFECTIVE),
    )


def number_of_sop(text: str) -> str:
    """The number as written; the blank that a draft leaves between slashes is a dot row."""
    return re.sub(r"/\s+/", "/…/", " ".join(text.strip(" :-").split()))


def approval_of(lines: Sequence[str]) -> Approval:
    """Who approved: the post, the name, the rank, the NIP, from lines that may be one."""
    text = "\n".join(lines)
    nip = _NIP.search(text)
    text = re.sub(r"\bNIP\.?\s*:?", "\n", _NIP.sub("\n", text))
    rank = _RANK.search(text)
    text = _RANK.sub("\n", text) if rank else text
    text = _TITLED.sub("\n", text)
    left = [" ".join(line.split()).strip(" .,*_:()/-") for line in text.split("\n")]
    left = [line for line in left if len(line) > 2 and not re.fullmatch(r"ttd|tanda tangan|[a-z]{1,3}", line, re.I)]
    position = next((line for line in left if rank_of(line) in (Rank.HEAD, Rank.SECRETARY)), "")
    name = next((line for line in left if line != position and not _OFFICE.match(line)), "")
    return Approval(
        titled(position), name, " ".join(rank[1].split()) if rank else "", "".join(nip[1].split()) if nip else ""
    )


def government_of(texts: Iterable[str]) -> str:
    """The government: "Pemerintah Kabupaten ..."; empty when no line names one."""
    texts = [" ".join(text.split()) for text in texts]
    for text in texts:
        if found := _GOVERNMENT.search(text):
            return "Pemerintah " + titled(found[1].strip())
    for pattern in (_REGION, _OF_REGION):
        for text in texts:
            if found := pattern.match(text):
                return "Pemerintah " + titled(found[1].strip())
    return ""


def office_of(texts: Iterable[str]) -> str:
    """The office: a line of the masthead that begins with its kind."""
    for text in texts:
        line = " ".join(text.split()).strip(" *#")
        bare = _GOVERNMENT.sub("", line).strip()
        found = _OFFICE.match(bare)
        if found and len(bare) < 90:
            return titled(found[1].strip())
    return ""


def titled(text: str) -> str:
    """Capital letters as in a name, where the document shouts; other spellings stay."""
    text = " ".join(text.split())
    if not text.isupper():
        return text
    words = text.lower().split()
    return " ".join(word if word in _SMALL and at else word[:1].upper() + word[1:] for at, word in enumerate(words))
