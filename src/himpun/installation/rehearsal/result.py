"""How a rehearsal went, as data, and its papers as files.

{procedure, period,
 steps [{number, acts, performers, tasks, returns, standard {raw, value, unit}, used_minutes}],
 papers [{kind, file, sha256}], figures [{unit, indicator, value, revision, achievement}],
 report {file, signed, sealed, valid}, trail {entries, head, verified}}
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from himpun.cases.models import Case, CasePaper, Return
from himpun.cases.queries import LineFacts, lines_of, seating_of
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Paper
from himpun.documents.seal import verify as verify_seal
from himpun.files.store import read
from himpun.installation.explained import EXPLAINED
from himpun.organisation.calendars import calendar_of
from himpun.performance.models import Recap as RecapRow
from himpun.performance.recap import Recap
from himpun.sop.model import Part, Step
from himpun.trail.verify import verify as verify_trail


def result_of(key: str, case: Case, *, out: Path) -> dict[str, Any]:
    """Write the papers to `out` and tell how it went."""
    out.mkdir(parents=True, exist_ok=True)
    papers = [_paper(filed.paper, out) for filed in _filed(case)]
    return {
        "procedure": key,
        "period": case.period,
        "steps": _steps(case),
        "papers": papers,
        "figures": _figures(case),
        "report": _report(case, out),
        "trail": _trail(case),
    }


def _filed(case: Case) -> list[CasePaper]:
    found = CasePaper.objects.filter(case=case).select_related("paper__file", "paper__final_file")
    return list(found.order_by("pk"))


def _paper(paper: Paper, out: Path) -> dict[str, Any]:
    stored = paper.final_file or paper.file
    assert stored is not None, f"{paper.title} was not drawn"
    data = read(stored)
    name = f"{paper.pk:03d}-{paper.kind}-r{paper.revision}.pdf"
    (out / name).write_bytes(data)
    return {"kind": paper.kind, "file": name, "sha256": sha256(data).hexdigest()}


def _steps(case: Case) -> list[dict[str, Any]]:
    seating = seating_of(case)
    lines = lines_of(case)
    calendar = calendar_of(case.office)
    returns = list(Return.objects.filter(case=case).values_list("task__line", flat=True))
    assert case.finished_at is not None
    return [
        {
            "number": step.number,
            "acts": [act.value for act in step.acts],
            "performers": [role.key for role in step.performers if role.part is Part.DOES],
            "tasks": len(lines.get(step.number, LineFacts(())).tasks),
            "returns": returns.count(step.number),
            "standard": _standard(step),
            "used_minutes": lines[step.number].minutes(calendar, case.finished_at) if step.number in lines else None,
        }
        for step in seating.sop.lines
    ]


def _standard(step: Step) -> dict[str, str] | None:
    if step.duration is None:
        return None
    return {"raw": step.duration.raw, "value": str(step.duration.value), "unit": step.duration.unit.value}


def _figures(case: Case) -> list[dict[str, Any]]:
    """The figures of the last recap: what the report says."""
    content = RecapRow.objects.filter(case=case).order_by("-revision").values_list("content", flat=True)[0]
    return [
        {
            "unit": part.name,
            "indicator": row.name,
            "value": row.value,
            "revision": part.revision,
            "achievement": row.raw,
        }
        for part, row in Recap.from_data(content).rows
    ]


def _report(case: Case, out: Path) -> dict[str, Any]:
    report = Paper.objects.get(filed__case=case, kind=PaperKind.REPORT, replaced_at=None)
    signed = hasattr(report, "signature")
    if report.final_file is None:
        return {"file": None, "signed": signed, "sealed": False, "valid": False}
    state = verify_seal(read(report.final_file))
    name = f"{report.pk:03d}-{report.kind}-r{report.revision}.pdf"
    return {"file": name, "signed": signed, "sealed": True, "valid": state.valid and state.intact}


def _trail(case: Case) -> dict[str, Any]:
    verdict = verify_trail(EXPLAINED)
    return {
        "entries": verdict.entries,
        "head": verdict.streams[case.office_id].head,
        "verified": verdict.sound,
    }
