"""An SOP taken over from another office: its names become ours, and everything that changed is said.

What names only the other office's own things (its approval, number, dates) does not come along: another camat's
signature under our SOP would be a forgery.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from himpun.sop.compare import Change, compare
from himpun.sop.intake.cover import UNKNOWN
from himpun.sop.model import Approval, Dates, Finding, Severity, Sop, Step

_OFFICE_WORDS: Final = re.compile(
    r"^(?:pemerintah|kantor|kecamatan|kec\.?|kelurahan|kabupaten|kab\.?|kota|dinas|badan|camat|inspektorat)\s+",
    re.IGNORECASE,
)
_WRITTEN: Final = (
    (re.compile(r"\bkec\b|\bcamat\b"), "kecamatan"),
    (re.compile(r"\b(?:kantor|pemerintah|kabupaten|kab|kota|provinsi|prov|daerah)\b"), " "),
)
"""One office, many spellings: "Kantor Camat Batui" is "Kecamatan Batui"; of a government only its place tells."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """The SOP as ours, and what that changed. Findings ask where the other's name may have stood for something else."""

    sop: Sop
    changes: tuple[Change, ...]


def adapt(sop: Sop, *, government: str, office: str) -> Adapted:
    """A copy for another office: names replaced in all texts, approval, number and dates left out."""
    names = tuple(_names(sop, government=government, office=office))
    own = replace(
        sop,
        title=_renamed(sop.title, names),
        number="",
        government=_renamed(sop.government, names),
        office=office,
        approved_by=Approval(position=_renamed(sop.approved_by.position, names)),
        dates=Dates(),
        steps=tuple(_step(step, names) for step in sop.steps),
        closing=tuple(_step(step, names) for step in sop.closing),
        performers=tuple(replace(one, name=_renamed(one.name, names)) for one in sop.performers),
        related=_all(sop.related, names),
        records=_all(sop.records, names),
        warnings=_all(sop.warnings, names),
        qualifications=_all(sop.qualifications, names),
        equipment=_all(sop.equipment, names),
    )
    own = replace(own, findings=(*sop.findings, *_local_law(own, sop)))
    return Adapted(own, compare(sop, own))


def is_of_another_office(sop: Sop, *, government: str, office: str) -> bool:
    """Whether the text bears the name of an office that is not this one. A text that names none is nobody else's."""
    theirs, over = _plain(sop.office), _plain(sop.government)
    ours, above = _plain(office), _plain(government)
    # Some write "Inspektorat Kabupaten Tapin" where others write the government on a line of its own.
    named, own = theirs.removesuffix(f" {above}"), ours.removesuffix(f" {above}")
    if named and named not in (own, _plain(_bare(office))):
        return True
    return bool(over and above and over != above)


def _plain(name: str) -> str:
    """What tells one office, or one government, from another; nothing of a name that the document does not tell."""
    plain = " ".join(re.findall(r"\w+", name.lower())) if name != UNKNOWN else ""
    for written, meant in _WRITTEN:
        plain = written.sub(meant, plain)
    return " ".join(plain.split())


def _names(sop: Sop, *, government: str, office: str) -> Iterator[tuple[str, str]]:
    """What is replaced by what, the longest first: "Kecamatan Batui Selatan", then "Batui Selatan"."""
    for old, new in ((sop.office, office), (sop.government, government)):
        if old not in ("", UNKNOWN) and new and old != new:
            yield old, new
            yield _bare(old), _bare(new)


def _bare(name: str) -> str:
    """ "Batui Selatan" of "Pemerintah Kabupaten" or "Kecamatan" so named."""
    while (shorter := _OFFICE_WORDS.sub("", name)) != name:
        name = shorter
    return name


def _renamed(text: str, names: tuple[tuple[str, str], ...]) -> str:
    for old, new in sorted(names, key=lambda pair: -len(pair[0])):
        if len(old) > 2:
            text = re.sub(rf"\b{re.escape(old)}\b", lambda _, name=new: name, text, flags=re.IGNORECASE)  # type: ignore[misc]
    return text


def _all(texts: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(_renamed(text, names) for text in texts)


def _step(step: Step, names: tuple[tuple[str, str], ...]) -> Step:
    return replace(
        step,
        activity=_renamed(step.activity, names),
        requirements=_all(step.requirements, names),
        outputs=_all(step.outputs, names),
        note=_renamed(step.note, names),
    )


def _local_law(own: Sop, other: Sop) -> Iterator[Finding]:
    """A regional regulation of another region binds nobody here; which of ours takes its place, a person knows."""
    if own.government == other.government:
        return
    theirs = _bare(other.government)
    for number, law in enumerate(other.legal_basis, start=1):
        if theirs and theirs.lower() in law.lower():
            message = f"Dasar hukum “{law}” adalah peraturan {other.government}. Ganti dengan peraturan daerah sendiri."
            yield Finding("law_of_another_region", Severity.WARNING, f"legal_basis/{number}", message)
