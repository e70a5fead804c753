"""The identity page as the values of an SOP; what it lacks is asked for, never invented."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from himpun.sop.errors import caution
from himpun.sop.intake.guesses import Reason, guessed
from himpun.sop.intake.identity import Page
from himpun.sop.intake.labels import Label
from himpun.sop.intake.masthead import dates_of, government_of, office_of, titled
from himpun.sop.model import Finding, Sop

LONGEST_NAME: Final = 300
UNKNOWN: Final = "(belum disebut)"

_TITLE: Final = re.compile(r"^\W*(?:(?:standar operasional prosedur|sop)\b\W*)?(.*)$", re.IGNORECASE)
_GLUED: Final = re.compile(r"(?<=[\w.])\s+(?=(?:Setiap tahap|Apabila|Jika)\b)")
_WARNS: Final = re.compile(r"(?:Apabila|Jika|Bila)\b.*\b(?:terlambat|terhambat|tidak|tertunda|gagal)\b", re.IGNORECASE)
_NAMES_A_PROCEDURE: Final = re.compile(
    r"\b(?:sop|prosedur|mekanisme|pengumpulan|penyusunan|pengelolaan|pelayanan|pelaksanaan|penerbitan|pembuatan)\b",
    re.IGNORECASE,
)


def title_of(page: Page) -> str:
    """The name on the identity page, else the line above the table that names the procedure."""
    if named := page.value(Label.TITLE):
        return titled(named)[:LONGEST_NAME]
    for line in (line.strip() for line in reversed(page.loose)):
        found = _TITLE.match(line)
        if found and found[1] and _NAMES_A_PROCEDURE.search(line):
            return titled(found[1].strip(" :-"))[:LONGEST_NAME]
    return UNKNOWN


def with_identity(sop: Sop, page: Page) -> Sop:
    """The rest of the identity page, and what it lacks as findings."""
    masthead = [*page.fields.get(Label.OFFICE, ()), *page.loose]
    government, named = government_of(masthead), office_of(masthead)
    office = named or _office_of_approver(sop.approved_by.position)
    related, equipment = _related_and_equipment(page)
    records, foreboding = _records(page)
    purpose = page.entries(Label.PURPOSE)
    whole = replace(
        sop,
        government=government[:LONGEST_NAME] or UNKNOWN,
        office=office[:LONGEST_NAME] or UNKNOWN,
        dates=dates_of({label: page.value(label) for label in page.fields}),
        legal_basis=page.entries(Label.LEGAL_BASIS),
        qualifications=page.entries(Label.QUALIFICATIONS) or page.entries(Label.CONTROL),
        related=related,
        equipment=equipment,
        warnings=page.entries(Label.WARNINGS) or page.entries(Label.RISK) or foreboding,
        records=records,
        extra=(("Tujuan", purpose),) if purpose else (),
    )
    said = (*sop.findings, *_other_labels(page), *_office_guessed(named, office), *_missing(whole))
    return replace(whole, findings=said)


def _related_and_equipment(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An SOP is no equipment: where one stands there, the label of the related ones was lost."""
    related, equipment = page.entries(Label.RELATED), page.entries(Label.EQUIPMENT)
    if related:
        return related, equipment
    related = tuple(entry for entry in equipment if entry.startswith(("SOP ", "Keterkaitan ")))
    named = tuple(re.sub(r"\s+Keterkaitan\s*:?$", "", entry) for entry in related)
    return named, tuple(entry for entry in equipment if entry not in related)


def _records(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The records; where no warning stands under its own label, what warns among them is one."""
    entries = [part for entry in page.entries(Label.RECORDS) for part in _GLUED.split(entry)]
    if page.entries(Label.WARNINGS) or page.entries(Label.RISK):
        return tuple(entries), ()
    warns = tuple(entry for entry in entries if _WARNS.match(entry))
    return tuple(entry for entry in entries if entry not in warns), warns


def _other_labels(page: Page) -> Iterator[Finding]:
    reason = Reason("Isinya sama jenisnya.")
    if not page.entries(Label.RELATED) and _related_and_equipment(page)[0]:
        message = "Keterkaitan dibaca dari isi peralatan."
        yield guessed("label_guessed", "related", message, Reason("Judul keterkaitannya hilang."))
    if _records(page)[1]:
        message = "Peringatan dibaca dari isi pencatatan."
        yield guessed("label_guessed", "warnings", message, Reason("Kalimatnya memperingatkan; judulnya tidak ada."))
    if page.entries(Label.CONTROL) and not page.entries(Label.QUALIFICATIONS):
        message = "Pengendalian dibaca sebagai kualifikasi pelaksana."
        yield guessed("label_guessed", "qualifications", message, reason)
    if page.entries(Label.RISK) and not page.entries(Label.WARNINGS):
        yield guessed("label_guessed", "warnings", "Identifikasi risiko dibaca sebagai peringatan.", reason)


def _office_guessed(named: str, office: str) -> Iterator[Finding]:
    if office and not named:
        reason = Reason("Disahkan oleh pimpinannya.")
        yield guessed("office_guessed", "office", f"Kantornya dibaca sebagai {office}.", reason)


def _missing(sop: Sop) -> Iterator[Finding]:
    for name, value, said in (
        ("government", sop.government, "Pemerintah daerah"),
        ("office", sop.office, "Nama kantor"),
        ("title", sop.title, "Judul SOP"),
    ):
        if value == UNKNOWN:
            yield caution("identity_missing", name, f"{said} tidak ditemukan dalam dokumen. Isilah.")


def _office_of_approver(position: str) -> str:
    word, _, place = position.partition(" ")
    if word.lower() == "camat" and place:
        return f"Kecamatan {place}"
    return "Inspektorat" if word.lower().startswith("inspekt") else ""
