"""From an SOP to `himpun-sop/1`: the mapping, its canonical text, and the digest an edition is known by."""

import hashlib
import json
import unicodedata
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from himpun.sop.model import FORMAT, Duration, Finding, Per, Performer, Role, Sop, Step, Way


def as_data(sop: Sop) -> dict[str, Any]:
    """The SOP as plain JSON values, in the order of the format. `sop_from` reads the same SOP from it."""
    return {
        "format": FORMAT,
        "title": sop.title,
        "number": sop.number,
        "government": sop.government,
        "office": sop.office,
        "approved_by": asdict(sop.approved_by),
        "dates": asdict(sop.dates),
        "legal_basis": list(sop.legal_basis),
        "qualifications": list(sop.qualifications),
        "related": list(sop.related),
        "equipment": list(sop.equipment),
        "warnings": list(sop.warnings),
        "records": list(sop.records),
        "extra": {label: list(lines) for label, lines in sop.extra},
        "performers": [_performer(one) for one in sop.performers],
        "steps": [_step(step) for step in sop.steps],
        "closing": [_line(step) for step in sop.closing],
        "findings": [finding_as_data(one) for one in sop.findings],
    }


def as_json(sop: Sop) -> str:
    """The canonical text: keys sorted, no spaces, NFC, UTF-8 as it is. Equal SOPs have equal texts."""
    text = json.dumps(as_data(sop), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text)


def digest(sop: Sop) -> str:
    """SHA-256 of the canonical text, 64 hexadecimal digits."""
    return hashlib.sha256(as_json(sop).encode()).hexdigest()


def _performer(one: Performer) -> dict[str, Any]:
    return {"key": one.key, "name": one.name, "seat": one.seat.value, "column": one.column}


def _step(step: Step) -> dict[str, Any]:
    return {"number": step.number, **_line(step), "duration": _duration(step.duration)}


def _line(step: Step) -> dict[str, Any]:
    """What a step and a line of the closing have in common."""
    return {
        "activity": step.activity,
        "acts": [act.value for act in step.acts],
        "performers": [_role(role) for role in step.performers],
        "per": _per(step.per),
        "requirements": list(step.requirements),
        "outputs": list(step.outputs),
        "note": step.note,
        "ways": [_way(way) for way in step.ways],
    }


def _role(role: Role) -> dict[str, Any]:
    named = {"key": role.key, "part": role.part.value}
    return {**named, "acts": list(role.acts)} if role.acts else named


def _per(per: Per | None) -> dict[str, Any] | None:
    if per is None:
        return None
    return {"each": per.each, "within": per.within, "join": per.join.value, "quorum": per.quorum}


def _duration(duration: Duration | None) -> dict[str, Any] | None:
    if duration is None:
        return None
    return {
        "raw": duration.raw,
        "value": plain_number(duration.value),
        "unit": duration.unit.value,
        "working": duration.working,
        "alternative": duration.alternative,
    }


def plain_number(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: 480, 1.5."""
    return format(value.normalize(), "f")


def _way(way: Way) -> dict[str, Any]:
    return {"when": way.when.value, "to": way.to, "points": way.points}


def finding_as_data(one: Finding) -> dict[str, Any]:
    """A finding as plain JSON values."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "where": one.where,
        "message": one.message,
        "reason": one.reason,
    }
