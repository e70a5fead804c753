"""The labels of the identity page (PermenPANRB 35/2012, Bagian Identitas) as the offices write them."""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Final

from himpun.sop.intake.headings import squeezed


class Label(StrEnum):
    """A field of the identity page. The first group holds one value, the second lists."""

    NUMBER = "number"
    MADE = "made"
    TRIED = "tried"
    REVISED = "revised"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    APPROVED_BY = "approved_by"
    TITLE = "title"
    OFFICE = "office"
    LEGAL_BASIS = "legal_basis"
    QUALIFICATIONS = "qualifications"
    RELATED = "related"
    EQUIPMENT = "equipment"
    WARNINGS = "warnings"
    RECORDS = "records"
    CONTROL = "control"
    RISK = "risk"
    PURPOSE = "purpose"

    @property
    def lists(self) -> bool:
        return self in _LISTS


_LISTS: Final = frozenset(
    {
        Label.LEGAL_BASIS, Label.QUALIFICATIONS, Label.RELATED, Label.EQUIPMENT, Label.WARNINGS, Label.RECORDS,
        Label.CONTROL, Label.RISK, Label.PURPOSE,
    }
)  # fmt: skip

_SPELLINGS: Final = {
    Label.NUMBER: (
        "nomorsop",
        "nosop",
        "nomersop",
        "sopnomor",
        "sopno",
        "nomorsopap",
        "nomorstandaroperasionalprosedur",
    ),
    Label.MADE: (
        "tanggalpembuatan",
        "tglpembuatan",
        "tglpembuatansblmdisahkan",
        "tanggaldibuat",
        "tglditetapkan",
        "tanggalpenyusunan",
        "tglpenyusunan",
    ),
    Label.TRIED: ("tglujicoba", "tanggalujicoba"),
    Label.REVISED: ("tanggalrevisi", "tglrevisi", "tanggalperubahan"),
    Label.APPROVED: ("tanggalpengesahan", "tglpengesahan", "tanggaldisahkan", "tgldisahkan"),
    Label.EFFECTIVE: ("tanggalefektif", "tglefektif", "tanggalberlaku", "tglberlaku", "tanggalditetapkan"),
    Label.APPROVED_BY: ("disahkanoleh", "pengesahan", "disyahkanoleh", "ditetapkanoleh", "mengesahkan"),
    Label.TITLE: (
        "namasop",
        "judulsop",
        "judulsopap",
        "namaprosedur",
        "sopjudul",
        "judul",
        "namastandaroperasionalprosedur",
    ),
    Label.OFFICE: ("satuankerja", "unitkerja", "instansi", "namaskpd", "perangkatdaerah", "namaunitkerja"),
    Label.LEGAL_BASIS: ("dasarhukum", "dasarhukumnya", "landasanhukum"),
    Label.QUALIFICATIONS: (
        "kualifikasipelaksana",
        "kualifikasipelaksanaan",
        "kualifikasi",
        "pelaksanaan",
        "kwalifikasipelaksana",
    ),
    Label.RELATED: ("keterkaitan", "keterkaitansop", "keterkaitandengansoplain", "ketekaitan"),
    Label.EQUIPMENT: (
        "peralatanperlengkapan",
        "peralatandanperlengkapan",
        "peralatan",
        "peralatanpelengkapan",
        "perlengkapanperalatan",
        "saranaprasarana",
    ),
    Label.WARNINGS: ("peringatan", "perhatian"),
    Label.RECORDS: (
        "pencatatandanpendataan",
        "pencatatanpendataan",
        "pencatatan",
        "pendataan",
        "pencatatandandokumentasi",
    ),
    Label.CONTROL: ("pengendalian",),
    Label.RISK: ("identifikasirisiko", "risiko", "identifikasiresiko", "resiko"),
    Label.PURPOSE: ("tujuan", "ruanglingkup", "definisi", "sasaran"),
}
_LABELS: Final = {spelling: label for label, spellings in _SPELLINGS.items() for spelling in spellings}
_LONGEST: Final = 50
_NUMBERED: Final = re.compile(r"\s*(?:nomor|no\.?)\s*:\s*(\S*/\S*.{0,60})$", re.IGNORECASE)
_UNPARTED: Final = re.compile(
    r"((?:Nomor|Nama|Judul) SOP|(?:Tanggal|Tgl\.?) (?:Pembuatan|Revisi|Efektif|Pengesahan)|Di[st]\w+ [Oo]leh) (\S.*)"
)
_ALIKE: Final = 0.88
_PLACE_AND_DATE: Final = re.compile(
    r"[A-Z][\w .]{2,40},\s*(?:tanggal\s*)?[\d.… ]*\s*(?:januari|februari|maret|april|mei|juni|juli"
    r"|agustus|september|oktober|november|desember)\s*(?:\d{4}|\.*)",
    re.IGNORECASE,
)
_MASTHEAD: Final = re.compile(
    r"\W*(?:PEMERINTAH (?:DAERAH |KABUPATEN |KOTA |PROVINSI )|Pemerintah (?:Kabupaten|Kota|Provinsi) "
    r"|KECAMATAN |KANTOR CAMAT|STANDAR OPERASIONAL)"
)
_SIGNED: Final = re.compile(
    r"\bNIP\b|^\W*(?:ttd|pembina|penata|pengatur)\b|^mengetahui\b|^(?:ditetapkan|disahkan) di\b", re.IGNORECASE
)


@lru_cache(maxsize=20_000)
def label_of(text: str) -> Label | None:
    """The label that the text is, with or without its colon; none for anything else."""
    bare = text.strip().strip("*").strip()
    if not bare or len(bare) > _LONGEST:
        return None
    counted = re.match(r"(?:[A-Z]|\d{1,2}|[IVX]+)[.)]\s+", bare)
    word = squeezed(bare[counted.end() :] if counted else bare)
    if word in _LABELS:
        return _LABELS[word]
    if len(word) < 8 or counted:
        return None
    near = [known for known in _LABELS if abs(len(word) - len(known)) <= 4]
    likeness, spelling = max(((SequenceMatcher(None, word, known).ratio(), known) for known in near), default=(0.0, ""))
    return _LABELS[spelling] if likeness >= _ALIKE else None


def labelled(text: str) -> tuple[Label, str] | None:
    """A label and its value in one: "Nomor SOP : 12/2024", or on the lines below the label."""
    for sign in (":", "\n", "\t", ";"):
        head, parted, rest = text.partition(sign)
        label = label_of(head)
        if parted and label:
            return label, rest.strip().removeprefix(":").strip()
    if (found := _UNPARTED.fullmatch(" ".join(text.split()))) and (label := label_of(found[1])):
        return label, found[2]
    if numbered := _NUMBERED.match(text):
        return Label.NUMBER, numbered[1]
    label = label_of(text)
    return (label, "") if label else None


def begins_a_page(text: str) -> bool:
    """Whether the text is a line of a masthead: another SOP begins here."""
    return bool(_MASTHEAD.match(" ".join(text.split())))


def signs_off(text: str) -> bool:
    """Whether the text belongs to a signature below a table: place and date, rank, NIP."""
    text = " ".join(text.split())
    return bool(_PLACE_AND_DATE.fullmatch(text) or _SIGNED.search(text))
