"""From a file or the API to an SOP. Every problem is told with its place; only `BrokenSop` is raised."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from himpun.lib.worktime import TimeUnit
from himpun.sop.errors import BrokenSop, problem
from himpun.sop.model import (
    Act,
    Approval,
    Dates,
    Duration,
    Finding,
    Join,
    Part,
    Per,
    Performer,
    Role,
    Seat,
    Severity,
    Sop,
    Step,
    Way,
    When,
)
from himpun.sop.raw import Tree, from_json, from_yaml, plain_tree
from himpun.sop.schema import last_number, shape_findings
from himpun.sop.upgrade import upgraded

DATE_NAMES = ("made", "tried", "revised", "approved", "effective")


def sop_from_yaml(source: str | bytes) -> Sop:
    """The SOP in a YAML file. Words are those of YAML 1.2: `no` is a word, not false. Raises BrokenSop."""
    return _read(from_yaml(source))


def sop_from_json(source: str | bytes) -> Sop:
    """The SOP in a JSON text. Raises BrokenSop."""
    return _read(from_json(source))


def sop_from(data: Mapping[str, object]) -> Sop:
    """The SOP in a mapping of the format's shape, e.g. from a database's JSON column. Raises BrokenSop."""
    return _read(data)


def _read(raw: object) -> Sop:
    tree, torn = plain_tree(raw)
    if not isinstance(tree, dict):
        message = "Berkas ini bukan sebuah SOP: isinya harus kelompok isian yang diawali “format”."
        raise BrokenSop((*torn, problem("not_an_sop", "", message)))
    try:
        tree = upgraded(tree)
    except BrokenSop as broken:
        raise BrokenSop(torn + broken.findings) from None
    _write_numbers_as_text(tree)
    findings = torn + _beside(torn, shape_findings(tree))
    findings += _beside(findings, _date_findings(tree))
    if findings:
        raise BrokenSop(findings)
    return _sop(tree)


def _beside(torn: tuple[Finding, ...], found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings at other places: where something was left out, its absence is no second problem."""
    places = {finding.where for finding in torn}
    return tuple(finding for finding in found if finding.where not in places)


def _write_numbers_as_text(tree: dict[str, Tree]) -> None:
    """A duration's value as the text of an exact decimal, so that one pattern judges both spellings."""
    steps = tree.get("steps")
    for step in steps if isinstance(steps, list) else []:
        duration = step.get("duration") if isinstance(step, dict) else None
        if isinstance(duration, dict):
            value = duration.get("value")
            if isinstance(value, int | Decimal) and not isinstance(value, bool) and value > 0:
                duration["value"] = format(value, "f") if isinstance(value, Decimal) else str(value)


def _date_findings(tree: dict[str, Tree]) -> tuple[Finding, ...]:
    dates = tree.get("dates")
    if not isinstance(dates, dict):
        return ()
    message = "Tanggal ini tidak ada di kalender. Tuliskan seperti 2022, 2022-01 atau 2022-01-31."
    return tuple(
        problem("no_such_date", f"dates/{name}", message)
        for name in DATE_NAMES
        if isinstance(written := dates.get(name), str) and not _is_partial_date(written)
    )


def _is_partial_date(written: str) -> bool:
    parts = written.split("-")
    if len(parts) > 3:
        return False
    try:
        datetime.date(*(int(part) for part in (*parts, "01", "01")[:3]))
    except ValueError:
        return False
    return True


# From here on the tree has the schema's shape, so that each value is taken for what the schema says it is.


def _sop(tree: dict[str, Any]) -> Sop:
    after = last_number(tree)
    closing = enumerate(tree.get("closing", ()), start=after + 1)
    return Sop(
        title=tree["title"],
        number=tree["number"],
        government=tree["government"],
        office=tree["office"],
        performers=tuple(_performer(one) for one in tree["performers"]),
        steps=tuple(_step(line, line["number"]) for line in tree["steps"]),
        closing=tuple(_step(line, number) for number, line in closing),
        approved_by=Approval(**tree.get("approved_by", {})),
        dates=Dates(**tree.get("dates", {})),
        legal_basis=tuple(tree.get("legal_basis", ())),
        qualifications=tuple(tree.get("qualifications", ())),
        related=tuple(tree.get("related", ())),
        equipment=tuple(tree.get("equipment", ())),
        warnings=tuple(tree.get("warnings", ())),
        records=tuple(tree.get("records", ())),
        extra=tuple(sorted((label, tuple(lines)) for label, lines in tree.get("extra", {}).items())),
        findings=tuple(_finding(one) for one in tree.get("findings", ())),
    )


def _performer(one: dict[str, Any]) -> Performer:
    return Performer(one["key"], one["name"], Seat(one["seat"]), one.get("column", True))


def _step(line: dict[str, Any], number: int) -> Step:
    return Step(
        number=number,
        activity=line.get("activity", ""),
        acts=tuple(Act(act) for act in line["acts"]),
        performers=tuple(_role(one) for one in line["performers"]),
        per=_per(line.get("per")),
        requirements=tuple(line.get("requirements", ())),
        outputs=tuple(line.get("outputs", ())),
        note=line.get("note", ""),
        duration=_duration(line.get("duration")),
        ways=tuple(Way(When(way["when"]), way["to"], way.get("points", False)) for way in line.get("ways", ())),
    )


def _role(one: dict[str, Any]) -> Role:
    return Role(one["key"], Part(one.get("part", Part.DOES)), tuple(one.get("acts", ())))


def _per(one: dict[str, Any] | None) -> Per | None:
    if one is None:
        return None
    return Per(one["each"], one.get("within"), Join(one.get("join", Join.ALL)), one.get("quorum"))


def _duration(one: dict[str, Any] | None) -> Duration | None:
    if one is None:
        return None
    return Duration(
        raw=one["raw"],
        value=Decimal(one["value"]),
        unit=TimeUnit(one["unit"]),
        working=one.get("working", True),
        alternative=one.get("alternative"),
    )


def _finding(one: dict[str, Any]) -> Finding:
    return Finding(one["code"], Severity(one["severity"]), one["where"], one["message"], one.get("reason", ""))
