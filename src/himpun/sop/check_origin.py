"""What was left in from elsewhere: another office's posts and names, a legal basis replaced or misnamed."""

import re
from collections.abc import Iterator
from typing import Final

from himpun.sop.errors import caution
from himpun.sop.model import Finding, Sop
from himpun.sop.regulations import citation_in, really, replaced_by
from himpun.sop.words import line_name

_KINDS: Final = (
    (
        "kecamatan",
        re.compile(r"\b(?:kecamatan|camat|kec\.)", re.I),
        re.compile(r"^(?:sekretaris\s+)?(?:camat|kecamatan)\b|^sekcam\b", re.I),
    ),
    (
        "dinas",
        re.compile(r"\bdinas\b", re.I),
        re.compile(r"\b(?:kepala|sekretaris)\s+dinas\b|^(?:kadis|sekdis)\b", re.I),
    ),
    ("badan", re.compile(r"\bbadan\b", re.I), re.compile(r"\b(?:kepala|sekretaris)\s+badan\b|^kaban\b", re.I)),
    ("inspektorat", re.compile(r"\binspektorat\b", re.I), re.compile(r"^(?:inspekt[ou]r|irban)\b", re.I)),
)
_LEFT_IN_LINES: Final = tuple(
    (kind, re.compile(rf"\b(?:Kepala|Sekretaris) {name}\b", re.IGNORECASE))
    for kind, name in (("dinas", "Dinas"), ("badan", "Badan"), ("any", "(?:OPD|SKPD)"))
)
_LEFT_IN_IDENTITY: Final = (
    *_LEFT_IN_LINES,
    ("inspektorat", re.compile(r"\bInspektorat\b", re.IGNORECASE)),
    ("kecamatan", re.compile(r"\b(?:Camat|Sekcam)\b", re.IGNORECASE)),
)
_DISTRICT: Final = re.compile(
    r"\b(?:Kec\.|Kecamatan|KECAMATAN)\s+((?:[A-Z][a-z]+|[A-Z]{3,})(?:\s+(?:[A-Z][a-z]+|[A-Z]{3,}))*)"
)
_NOT_A_PLACE: Final = frozenset({"dan", "yang", "kabupaten", "kota", "provinsi", "kab", "tahun", "nomor"})


def origin_findings(sop: Sop) -> Iterator[Finding]:
    """Cautions only: a template is no error, but somebody should look."""
    yield from _posts_of_another_office(sop)
    yield from _words_of_another_office(sop)
    yield from _names_of_another_office(sop)
    yield from _legal_basis(sop)


def _posts_of_another_office(sop: Sop) -> Iterator[Finding]:
    own = {kind for kind, named, _ in _KINDS if named.search(sop.office)}
    for one in sop.performers:
        kinds = {kind for kind, _, posts in _KINDS if posts.search(one.name)}
        if own and kinds and not own & kinds:
            message = f"{one.name} adalah jabatan {min(kinds)}, sedangkan SOP ini milik {sop.office}."
            yield caution("office_template", f"performers/{one.key}", f"{message} Periksa apakah ini sisa contoh.")


def _words_of_another_office(sop: Sop) -> Iterator[Finding]:
    """What the identity page and the lines kept of a template: "Kepala OPD" where a Camat heads the office."""
    own = {kind for kind, named, _ in _KINDS if named.search(sop.office)}
    texts = [
        (f"{where}/{position}", text)
        for where, entries in (
            ("qualifications", sop.qualifications),
            ("warnings", sop.warnings),
            ("records", sop.records),
        )
        for position, text in enumerate(entries, start=1)
    ]
    told = [(f"steps/{step.number}", text) for step in sop.lines for text in (step.activity, step.note)]
    for patterns, places in ((_LEFT_IN_IDENTITY, texts), (_LEFT_IN_LINES, told)):
        for where, text in places if own else ():
            for kind, pattern in patterns:
                if kind not in own and (found := pattern.search(text)):
                    message = f"“{found[0]}” disebut, sedangkan SOP ini milik {sop.office}."
                    yield caution("office_template", where, f"{message} Periksa apakah ini sisa contoh.")


def _names_of_another_office(sop: Sop) -> Iterator[Finding]:
    place = _words(re.sub(r"(?i)\b(?:kantor|kecamatan|camat)\b", "", sop.office))
    if not place or not re.search(r"\b(?:kecamatan|camat)\b", sop.office, re.IGNORECASE):
        return
    for step in sop.lines:
        for text in (step.activity, step.note, *step.requirements, *step.outputs):
            for found in _DISTRICT.finditer(text):
                named = _words(found[1])
                if named and named != place:
                    message = f"{line_name(step)} menyebut Kecamatan {found[1]}, bukan {sop.office}. Perbaiki namanya."
                    yield caution("office_name_differs", sop.place_of(step), message)


def _words(name: str) -> tuple[str, ...]:
    """The words of a place, up to the first that belongs to no name."""
    words: list[str] = []
    for word in re.findall(r"\w+", name.lower()):
        if word in _NOT_A_PLACE:
            break
        words.append(word)
    return tuple(words)


def _legal_basis(sop: Sop) -> Iterator[Finding]:
    for position, text in enumerate(sop.legal_basis, start=1):
        citation = citation_in(text)
        if citation is None:
            continue
        where = f"legal_basis/{position}"
        if newer := replaced_by(citation):
            message = f"{citation} sudah tidak berlaku; penggantinya {newer}. Perbarui dasar hukumnya."
            yield caution("regulation_replaced", where, message)
        if meant := really(citation):
            yield caution("regulation_misnamed", where, f"{citation} sebenarnya {meant}. Perbaiki penyebutannya.")
