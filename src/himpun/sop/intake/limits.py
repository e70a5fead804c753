"""What a reading keeps of a document without measure: himpun-sop/1 has room for an SOP, not for a library."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from himpun.sop.errors import caution
from himpun.sop.intake.rows import RawProcedure, RawStep
from himpun.sop.model import Approval, Finding, Sop

MOST_STEPS: Final = 190
MOST_PERFORMERS: Final = 40
MOST_LINES: Final = 200
MOST_FINDINGS: Final = 1000
LONGEST_NAME: Final = 300
LONGEST_TEXT: Final = 4000
LONGEST_TIME: Final = 200
UNREAD: Final = "(tidak terbaca)"


def within(raw: RawProcedure) -> tuple[RawProcedure, tuple[Finding, ...]]:
    """The procedure with no more steps, performers and words than the format holds, and what was left out."""
    left_out = []
    if len(raw.steps) > MOST_STEPS:
        message = f"Tabel ini memuat {len(raw.steps)} langkah; yang dibaca {MOST_STEPS} langkah pertama."
        left_out.append(caution("too_many_steps", "steps", message))
    if len(raw.performers) > MOST_PERFORMERS:
        message = (
            f"Tabel ini memuat {len(raw.performers)} kolom pelaksana; yang dibaca {MOST_PERFORMERS} kolom pertama."
        )
        left_out.append(caution("too_many_performers", "performers", message))
    for number, step in enumerate(raw.steps[:MOST_STEPS], start=1):
        if not step.activity.strip():
            message = f"Uraian langkah {number} tidak terbaca. Isilah."
            left_out.append(caution("activity_missing", f"steps/{number}/activity", message))
    names = tuple(name[:LONGEST_NAME] for name in raw.performers[:MOST_PERFORMERS])
    steps = tuple(_step(step) for step in raw.steps[:MOST_STEPS])
    flows = tuple(
        flow
        for flow in raw.flows
        if max(flow.source[0], flow.target[0]) < MOST_STEPS and max(flow.source[1], flow.target[1]) < MOST_PERFORMERS
    )
    return replace(raw, performers=names, steps=steps, flows=flows), tuple(left_out)


def _step(step: RawStep) -> RawStep:
    return replace(
        step,
        activity=step.activity.strip()[:LONGEST_TEXT] or UNREAD,
        requirements=step.requirements[:LONGEST_TEXT],
        time=step.time[:LONGEST_TIME],
        outputs=step.outputs[:LONGEST_TEXT],
        note=step.note[:LONGEST_TEXT],
        loose=step.loose[:LONGEST_TEXT],
        drawn=step.drawn[:MOST_PERFORMERS],
    )


def fitted(sop: Sop) -> Sop:
    """The identity within the format's measures."""
    approver = sop.approved_by
    return replace(
        sop,
        number=sop.number[:LONGEST_NAME],
        approved_by=Approval(
            approver.position[:LONGEST_NAME], approver.name[:LONGEST_NAME], approver.rank[:LONGEST_NAME], approver.nip
        ),
        legal_basis=_lines(sop.legal_basis),
        qualifications=_lines(sop.qualifications),
        related=_lines(sop.related),
        equipment=_lines(sop.equipment),
        warnings=_lines(sop.warnings),
        records=_lines(sop.records),
        extra=tuple((label, _lines(lines)) for label, lines in sop.extra),
        findings=sop.findings[:MOST_FINDINGS],
    )


def _lines(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line[:LONGEST_TEXT] for line in lines[:MOST_LINES])
