"""The public door: from a document to procedures with findings. What cannot be known is guessed aloud."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from himpun.sop.errors import caution, problem
from himpun.sop.intake.grid import Document
from himpun.sop.intake.guesses import Reason, Sure, guessed
from himpun.sop.intake.headings import HEADING_WORDS
from himpun.sop.intake.identity import Page, page_of
from himpun.sop.intake.labels import Label
from himpun.sop.intake.legible import legible
from himpun.sop.intake.limits import fitted, within
from himpun.sop.intake.meaning import sop_of
from himpun.sop.intake.procedures import Part, Piece, parts_of
from himpun.sop.intake.rows import RawProcedure
from himpun.sop.intake.unread import rows_unread, told
from himpun.sop.model import Finding, Sop

_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})
MOST_PROCEDURES: Final = 50
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """The procedures of a document, each with its own findings, and the findings about the document as a whole."""

    procedures: tuple[Sop, ...]
    findings: tuple[Finding, ...]


def understand(document: Document, *, aliases: Mapping[str, str] = _NOBODY, say: Say | None = None) -> Reading:
    """Every procedure of a document. `aliases` are the office's own: what is written, and which performer it means.

    A document without a procedure table gives none, and says so. `say` is told of each procedure as it is read.
    """
    parts = parts_of(legible(document))
    lost = [caution(one.code, "document", one.message) for one in document.losses]
    kept, twice = _each_once(parts)
    if not kept:
        return Reading((), (*lost, _nothing(parts)))
    pages = _pages(parts, kept)
    procedures = []
    for order, (at, page) in enumerate(zip(kept[:MOST_PROCEDURES], pages, strict=False), start=1):
        raw = parts[at].procedure
        if raw:
            procedures.append(_one(raw, page, aliases, rows_unread(parts[at + 1].before)))
            if say:
                say(f"Prosedur {order}: {procedures[-1].title}, {len(procedures[-1].steps)} langkah")
    return Reading(tuple(procedures), (*lost, *twice))


def _one(raw: RawProcedure, page: Page, aliases: Mapping[str, str], unread: Sequence[str]) -> Sop:
    raw, left_out = within(raw)
    sop = sop_of(raw, page, aliases=aliases)
    missed = [told(unread)] if unread else []
    return fitted(replace(sop, findings=(*left_out, *missed, *_oddities(raw), *sop.findings)))


def _each_once(parts: Sequence[Part]) -> tuple[list[int], list[Finding]]:
    """The parts that hold procedures; one that stands twice in the file counts once."""
    kept: list[int] = []
    findings = []
    for at, part in enumerate(parts):
        if part.procedure is None:
            continue
        same = next((other for other in kept if _alike(parts[other].procedure, part.procedure)), None)
        if same is None:
            kept.append(at)
        else:
            message = f"Prosedur ke-{kept.index(same) + 1} tercantum dua kali dalam berkas ini. Dibaca satu kali."
            findings.append(caution("procedure_twice", "document", message))
    return kept, findings


def _alike(one: RawProcedure | None, other: RawProcedure | None) -> bool:
    if one is None or other is None:
        return False
    mine, yours = ([" ".join(step.activity.lower().split()) for step in raw.steps] for raw in (one, other))
    return one.performers == other.performers and mine == yours


def _nothing(parts: Sequence[Part]) -> Finding:
    words = sum(
        len(piece) if isinstance(piece, str) else sum(map(len, piece)) for part in parts for piece in part.before
    )
    if not words:
        return problem(
            "no_text",
            "document",
            "Berkas ini tidak berisi teks. Bila hasil pindaian, ketik ulang atau tempel tabelnya.",
        )
    message = "Tidak ada tabel prosedur dalam berkas ini: cerita dan daftar bernomor tanpa kolom tidak dibaca."
    shapes = (
        "Yang dibaca: tabel berjudul No, Kegiatan, Pelaksana, Kelengkapan, Waktu dan Output; boleh juga tempelan dari"
    )
    return problem("no_procedure_table", "document", f"{message} {shapes} lembar kerja. Susun tabelnya lebih dahulu.")


def _pages(parts: Sequence[Part], kept: Sequence[int]) -> list[Page]:
    """The identity of each procedure: before it, or behind it where the document puts it so."""
    before = [page_of(_joined(parts, last, at)) for last, at in pairwise([-1, *kept])]
    rest = page_of(_joined(parts, kept[-1], len(parts) - 1))
    if not before[0].fields and rest.fields and all(page.fields for page in before[1:]):
        before = _shifted(before, rest)
    else:
        before[-1] = _completed(before[-1], rest)
    for page, last in zip(before[1:], before, strict=False):
        page.loose = page.loose or []
        if not any(label in page.fields for label in (Label.NUMBER, Label.APPROVED_BY)):
            _inherit(page, last)
    return before


def _joined(parts: Sequence[Part], last: int, at: int) -> Iterator[Piece]:
    for part in parts[last + 1 : at + 1]:
        yield from part.before


def _shifted(before: Sequence[Page], rest: Page) -> list[Page]:
    """Every identity stands behind its table."""
    moved = [*before[1:], rest]
    for page, own in zip(moved, before, strict=True):
        page.loose = [*own.loose, *page.loose] if own is before[0] else page.loose
    return moved


def _completed(page: Page, rest: Page) -> Page:
    """What stands behind the last table fills what its page lacks."""
    for label, entries in rest.fields.items():
        if not page.fields.get(label):
            page.fields[label] = entries
    page.loose += rest.loose
    return page


def _inherit(page: Page, last: Page) -> None:
    """A further table of the same file without a page of its own belongs to the same office."""
    for label in (Label.APPROVED_BY, Label.OFFICE):
        if last.fields.get(label):
            page.fields.setdefault(label, last.fields[label])
    page.loose += last.loose


def _oddities(raw: RawProcedure) -> Iterator[Finding]:
    for oddity in raw.oddities:
        message, why, sure = _PUT_RIGHT[oddity]
        yield guessed("table_guessed", "steps", message, Reason(why, sure))
    written = [step.number for step in raw.steps if step.number is not None]
    if written and written != list(range(1, len(written) + 1)):
        message = (
            f"Nomor langkah di dokumen tidak berurutan ({', '.join(map(str, written[:20]))}); langkah dinomori ulang."
        )
        yield caution("numbering_stumbles", "steps", message)
    if raw.sections:
        message = f"Baris judul bagian ({', '.join(raw.sections)[:200]}) tidak dibaca sebagai langkah."
        yield guessed("section_left_out", "steps", message, Reason("Barisnya hanya berisi nama bagian.", Sure.CERTAIN))
    if raw.respelt:
        read = "; ".join(f"“{written}” sebagai {HEADING_WORDS[kind]}" for written, kind in raw.respelt[:20])
        message = f"Judul kolom yang ejaannya lain dibaca {read}."
        yield guessed("heading_guessed", "steps", message, Reason("Ejaannya paling mirip."))
    if raw.totals:
        yield guessed(
            "total_left_out",
            "steps",
            "Baris jumlah di bawah tabel tidak dibaca sebagai langkah.",
            Reason(raw.totals[:200], Sure.CERTAIN),
        )


_PUT_RIGHT: Final = {
    "cells_apart": (
        "Sel tabel dipasangkan menurut urutannya.",
        "Sel-selnya tertulis satu per baris, tanpa kolom.",
        Sure.LIKELY,
    ),
    "rows_run_together": (
        "Langkah, kelengkapan, waktu dan output dipasangkan menurut urutannya.",
        "Tabelnya menyatu dalam satu baris.",
        Sure.LIKELY,
    ),
    "columns_apart": (
        "Langkah, kelengkapan, waktu dan output dipasangkan menurut urutannya.",
        "Kolom-kolomnya tertulis satu sesudah yang lain.",
        Sure.LIKELY,
    ),
    "entries_missing": (
        "Isian yang lebih sedikit daripada langkahnya dipasangkan menurut nomornya; yang lain kosong.",
        "Nomornya melompat.",
        Sure.LIKELY,
    ),
    "pages_joined": (
        "Tabel di halaman berikutnya dibaca sebagai lanjutan.",
        "Judul kolomnya sama dan nomornya berlanjut.",
        Sure.CERTAIN,
    ),
    "numbers_lost": ("Langkah dinomori menurut urutannya.", "Nomor langkahnya hilang.", Sure.LIKELY),
}
