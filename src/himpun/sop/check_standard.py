"""What a careful reader of the table would ask about: mutu baku, units of time, how an activity is told."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from himpun.lib.worktime import TimeUnit
from himpun.sop.errors import caution
from himpun.sop.model import Act, Duration, Finding, Sop, Step
from himpun.sop.words import line_name
from himpun.sop.write import plain_number

MINUTES_BY_LAW: Final = Decimal(450)
"""A working day by Perpres 21/2023: 37 hours and 30 minutes in five days. What is longer is worth a question."""

SIGNS = re.compile(r"\bmenandatangani\b", re.IGNORECASE)


def standard_findings(sop: Sop) -> Iterator[Finding]:
    """Cautions only: nothing here stops a publication. The closing has no standard of its own."""
    for step in sop.steps:
        where = sop.place_of(step)
        yield from _missing_standard(step, where)
        yield from _long_minutes(step, where)
    for step in sop.lines:
        where = f"{sop.place_of(step)}/activity"
        yield from _subject_in_the_verb(sop, step, where)
        if SIGNS.search(step.activity) and Act.SIGN not in step.acts:
            message = f"{line_name(step)} berbunyi menandatangani, tanpa tindakan tanda tangan. Tambahkanlah."
            yield caution("sign_only_in_text", where, message)


def _missing_standard(step: Step, where: str) -> Iterator[Finding]:
    name = line_name(step)
    if step.duration is None:
        yield caution("no_duration", f"{where}/duration", f"{name} belum mempunyai waktu baku. Isilah waktunya.")
    if not step.requirements:
        message = f"{name} belum mempunyai kelengkapan. Isilah apa yang diperlukan."
        yield caution("no_requirements", f"{where}/requirements", message)
    if not step.outputs:
        yield caution("no_outputs", f"{where}/outputs", f"{name} belum mempunyai output. Isilah hasilnya.")


def _long_minutes(step: Step, where: str) -> Iterator[Finding]:
    minutes = minutes_of(step.duration) if step.duration else None
    if minutes is not None and minutes > MINUTES_BY_LAW:
        told = f"{line_name(step)} berwaktu {plain_number(minutes)} menit"
        message = f"{told}, padahal satu hari kerja {MINUTES_BY_LAW} menit"
        advice = "(Perpres 21/2023). Bila maksudnya satu hari, tuliskan 1 hari kerja."
        yield caution("minutes_beyond_a_day", f"{where}/duration", f"{message} {advice}")


def minutes_of(duration: Duration) -> Decimal | None:
    """A time on the clock, in minutes; none when it is told in days or more, whose length is the calendar's."""
    match duration.unit:
        case TimeUnit.MINUTE:
            return duration.value
        case TimeUnit.HOUR:
            return duration.value * 60
        case _:
            return None


def _subject_in_the_verb(sop: Sop, step: Step, where: str) -> Iterator[Finding]:
    told = _bare(step.activity)
    for one in sop.performers:
        if told.startswith(_bare(one.name) + " "):
            message = f"{line_name(step)} diawali nama pelaksana ({one.name}). Mulailah dengan kata kerja."
            yield caution("subject_in_the_verb", where, message)


def _bare(text: str) -> str:
    """Lower-case letters and digits with single spaces between: names are typed in many ways."""
    return " ".join(re.findall(r"\w+", text.lower()))
