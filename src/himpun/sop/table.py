"""An SOP as a Markdown table: what each line does, by whom, where it goes on, and what of it is a guess."""

from collections.abc import Iterator
from decimal import Decimal

from himpun.lib.worktime import TimeUnit
from himpun.sop.catalogue import keys, load
from himpun.sop.model import Finding, Join, Part, Per, Role, Severity, Sop, Step, Way, When
from himpun.sop.words import UNIT_WORDS
from himpun.sop.write import plain_number

HEADINGS = ("No", "Activity", "Acts", "Performers", "Fan-out", "Ways", "Standard time", "Guesses and why")

INTRODUCTION = """# The seven procedures

The catalogue as it is read, one table for each procedure. This page is made from the catalogue and a test
holds it there; renew it when the catalogue changes.

- **Acts** are numbered in the order they are done; a performer without numbers has a part in all of them.
- **Fan-out** says for whom the line is done again and again; the others in the line do their acts once.
- **Ways** says where the procedure goes on; *pointing* means that the return names units and fields.
- **Standard time** stands as the paper has it; its sum counts an hour as 60 minutes and leaves days as days.
- Lines marked *closing* come after the table of the paper: the identity page or the law asks for them.
"""


def procedures_page() -> str:
    """The whole page `docs/procedures.md`: an overview, then each procedure of the catalogue."""
    sops = [(key, load(key)) for key in keys()]
    overview = [
        _row("Key", "Office", "Steps", "Closing", "Standard time"),
        _row(*["---"] * 5),
        *(
            _row(
                f"[{key}](#{key})",
                sop.office,
                str(len(sop.steps)),
                str(len(sop.closing)),
                standard_total(sop),
            )
            for key, sop in sops
        ),
    ]
    chapters = (f"## {key}\n\n{procedure_table(sop)}" for key, sop in sops)
    return "\n".join((INTRODUCTION, *overview, "", *chapters))


def procedure_table(sop: Sop) -> str:
    """One procedure: its title, its performers, the table of its lines, and the findings about the rest."""
    following = [str(step.number) for step in sop.lines[1:]] + ["end"]
    rows = [_line(sop, step, after) for step, after in zip(sop.lines, following, strict=True)]
    parts = [
        f"{sop.title}, {sop.office}, {sop.government}. Standard time: {standard_total(sop)}.\n",
        *_performers(sop),
        "",
        _row(*HEADINGS),
        _row(*["---"] * len(HEADINGS)),
        *rows,
        "",
        *_rest(sop),
    ]
    return "\n".join(parts)


def standard_total(sop: Sop) -> str:
    """The sum of the steps' standard times in office words: "8 hari kerja + 315 menit"."""
    sums: dict[TimeUnit, Decimal] = {}
    for step in sop.steps:
        if step.duration:
            hours = step.duration.unit is TimeUnit.HOUR
            unit = TimeUnit.MINUTE if hours else step.duration.unit
            sums[unit] = sums.get(unit, Decimal(0)) + step.duration.value * (60 if hours else 1)
    longest_first = (unit for unit in reversed(TimeUnit) if unit in sums)
    return " + ".join(f"{_grouped(sums[unit])} {UNIT_WORDS[unit]}{_kerja(sop, unit)}" for unit in longest_first)


def _grouped(value: Decimal) -> str:
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def _kerja(sop: Sop, unit: TimeUnit) -> str:
    """The word that tells working days apart, where the paper itself uses it for every day it states."""
    raws = [step.duration.raw.lower() for step in sop.steps if step.duration and step.duration.unit is unit]
    return " kerja" if unit is TimeUnit.DAY and all("kerja" in raw for raw in raws) else ""


def _performers(sop: Sop) -> Iterator[str]:
    for one in sop.performers:
        hidden = "" if one.column else ", named in the text only"
        yield f"- `{one.key}` {one.name} ({one.seat}{hidden})"


def _line(sop: Sop, step: Step, following: str) -> str:
    closing = " *closing*" if step in sop.closing else ""
    numbered = len(step.acts) > 1
    return _row(
        f"{step.number}{closing}",
        step.activity,
        ", ".join(f"{at} {act}" if numbered else act.value for at, act in enumerate(step.acts, start=1)),
        "; ".join(_role(role) for role in step.performers),
        _fan_out(sop, step, step.per) if step.per else "",
        "; ".join(_ways(step, following)),
        _standard(step),
        "<br>".join(_told(finding) for finding in sop.findings if finding.line == step.number),
    )


def _role(role: Role) -> str:
    acts = f" {', '.join(str(position) for position in role.acts)}" if role.acts else ""
    return f"`{role.key}` {role.part}{acts}"


def _fan_out(sop: Sop, step: Step, per: Per) -> str:
    doing = [role.key for role in step.performers if role.part is Part.DOES]
    who = ", ".join(f"`{key}`" for key in doing if sop.performer(key).seat.fans_out)
    within = f" within `{per.within}`" if per.within else ""
    join = "" if per.join is Join.ALL else f", joined by {per.join} {per.quorum or ''}".rstrip()
    return f"each of the {per.each}{within}: {who}{join}"


def _ways(step: Step, following: str) -> Iterator[str]:
    if all(way.when is When.NO for way in step.ways):
        yield f"→ {following}"
    yield from (_way(way) for way in step.ways)


def _way(way: Way) -> str:
    return f"{way.when} → {way.to}{', pointing' if way.points else ''}"


def _standard(step: Step) -> str:
    if step.duration is None:
        return ""
    read = f"{plain_number(step.duration.value)} {UNIT_WORDS[step.duration.unit]}"
    return read if read == step.duration.raw.lower() else f"{read} (“{step.duration.raw}”)"


def _rest(sop: Sop) -> Iterator[str]:
    numbers = {step.number for step in sop.lines}
    rest = [one for one in sop.findings if one.line not in numbers]
    for finding in rest:
        yield f"- `{finding.where}`: {_told(finding)}"
    if rest:
        yield ""


def _told(finding: Finding) -> str:
    if finding.severity is Severity.GUESS:
        return f"{finding.message} *{finding.reason}*"
    return f"**{finding.severity}** {finding.message}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"
