"""Putting together: the list of what came in, the recap with its report, the analysis."""

from datetime import datetime

from django.db.models import F

from himpun.cases.actions import file_paper, finish_task
from himpun.cases.models import Case, Task
from himpun.documents.actions import Draft as PaperDraft
from himpun.documents.content import Content
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Initial
from himpun.performance import report
from himpun.performance.actions.taking import take
from himpun.performance.analysis import Analysis
from himpun.performance.errors import AnalysisToMend, SheetsMissing
from himpun.performance.filling import in_scope
from himpun.performance.gathered import arrivals, recap_now
from himpun.performance.models import Analysis as AnalysisRow
from himpun.performance.models import Recap as RecapRow
from himpun.performance.models import Sheet, Submission
from himpun.performance.papers import (
    completeness,
    day_of,
    letterhead,
    made_letterhead,
    sent_letterhead,
    sheet_letterhead,
    sheet_subject,
    sheets_are_signed,
    subject_of,
)
from himpun.performance.recap import Recap
from himpun.sop.model import Act
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


@verb
def gather_sheets(actor: Actor, task: Task, *, at: datetime) -> list[Task]:
    """Gather (menghimpun): all sheets are in, or it was decided to go on without. Leaves the daftar
    kelengkapan and each unit's isian on paper.

    Raises SheetsMissing with the names of the units still awaited.
    """
    case = take(actor, task, Act.GATHER)
    came = arrivals(case, in_scope(task))
    missing = [one.name for one in came if one.awaited]
    if missing:
        raise SheetsMissing(missing)
    _file(actor, case, task, PaperKind.COMPLETENESS, completeness(case, came, actor, at), at=at)
    draw_sheets(actor, case, task, at=at)
    return finish_task(actor, task, at=at)


@verb
def make_recap(actor: Actor, task: Task, *, at: datetime) -> list[Task]:
    """Consolidate the figures as last sent (rekapitulasi): a numbered recap, its paper, and the draft of the report."""
    case = take(actor, task, Act.RECAP)
    recap = _recapped(actor, case, task, at=at)
    return finish_task(actor, task, subject=f"rekap/{case.pk}", subject_hash=recap.digest, at=at)


@verb
def recap_again(actor: Actor, case: Case, task: Task, *, at: datetime) -> None:
    """Make the recap anew after figures were mended, where there was one."""
    if RecapRow.objects.filter(case=case).exists():
        _recapped(actor, case, task, at=at)


@verb
def freshen_report(actor: Actor, case: Case, task: Task, *, at: datetime) -> None:
    """See to it that whoever vouches next reads the figures as they stand; an SOP may have no step for a recap.

    Once somebody has put an initial on the report, only changed figures make a new one: what superiors
    recommend later stands with the unit, and does not undo what others have vouched for.
    """
    last = RecapRow.objects.filter(case=case).order_by("-revision").first()
    now = recap_now(case)
    if last is not None:
        before = Recap.from_data(last.content)
        if before.digest == now.digest or (before.figures_digest == now.figures_digest and _vouched(case)):
            return
    _recapped(actor, case, task, at=at, recap=now)


def _vouched(case: Case) -> bool:
    return Initial.objects.filter(
        paper__filed__case=case, paper__kind=PaperKind.REPORT, paper__replaced_at=None, void_at=None
    ).exists()


def _recapped(actor: Actor, case: Case, task: Task, *, at: datetime, recap: Recap | None = None) -> Recap:
    recap = recap or recap_now(case)
    before = RecapRow.objects.filter(case=case).order_by("-revision").first()
    row = RecapRow.objects.create(
        office_id=case.office_id,
        case=case,
        revision=before.revision + 1 if before else 1,
        content=recap.as_data(),
        digest=recap.digest,
        made_at=at,
        made_by=f"{actor.name} ({actor.capacity})",
    )
    payload = {"case": case.pk, "revision": row.revision, "digest": row.digest}
    record(Fact(case.office_id, actor, "performance.recap_made", at, payload, [image(row)]))
    if task.act == Act.RECAP or before is None or before.digest != recap.digest:
        # What somebody else reads or analyses later stays the recap of whoever made it.
        paper = report.recap_paper(made_letterhead(case, actor, at), recap)
        _file(actor, case, task, PaperKind.RECAP, paper, at=at)
    content = report.report(letterhead(case, at), recap, last_analysis(case))
    _file(actor, case, task, PaperKind.REPORT, content, at=at)
    return recap


def last_analysis(case: Case) -> Analysis | None:
    """The analysis that stands in the case's report."""
    row = AnalysisRow.objects.filter(case=case).order_by("-pk").first()
    return Analysis.from_data(row.content) if row else None


@verb
def analyse(actor: Actor, task: Task, analysis: Analysis, *, at: datetime) -> list[Task]:
    """Analyse and evaluate: for all that fell short its cause and follow-up. Leaves the analisis, and it in the report.

    Raises AnalysisToMend with every finding.
    """
    case = take(actor, task, Act.ANALYSE)
    recap = recap_now(case)
    short = [row.line for _, row in recap.shortfalls]
    known = [row.line for _, row in recap.rows]
    findings = analysis.findings(short, known, not_before=day_of(case, at))
    if findings:
        raise AnalysisToMend(findings)
    row = AnalysisRow.objects.create(
        office_id=case.office_id,
        case=case,
        task=task,
        content=analysis.as_data(),
        made_at=at,
        made_by=f"{actor.name} ({actor.capacity})",
    )
    payload = {"case": case.pk, "task": task.pk}
    record(Fact(case.office_id, actor, "performance.analysed", at, payload, [image(row)]))
    paper = report.analysis_paper(made_letterhead(case, actor, at), recap, analysis)
    _file(actor, case, task, PaperKind.ANALYSIS, paper, at=at)
    _recapped(actor, case, task, at=at, recap=recap)
    return finish_task(actor, task, subject=f"analisis/{row.pk}", subject_hash=recap.digest, at=at)


@verb
def draw_sheets(actor: Actor, case: Case, task: Task, *, at: datetime) -> None:
    """Put each unit's figures on paper, as last sent and with what was recommended.

    A concept where somebody signs the sheets one by one, else complete as it was sent.
    """
    recap = recap_now(case)
    sent = Submission.objects.filter(sheet__in=Sheet.objects.filter(in_scope(task)), revision=F("sheet__revision"))
    given = {one.sheet_id: one for one in sent.select_related("sheet", "task")}
    awaited = sheet_letterhead(case, task, at) if sheets_are_signed(case) else None
    for part in recap.parts:
        if part.sheet in given and not part.why_absent:
            sheet = given[part.sheet].sheet
            content = report.sheet_paper(awaited or sent_letterhead(case, sheet, given[part.sheet]), part, recap)
            draft = PaperDraft(case.office, PaperKind.SHEET, sheet_subject(sheet), content)
            file_paper(actor, case, draft, task=task, at=at)


def _file(actor: Actor, case: Case, task: Task, kind: PaperKind, content: Content, *, at: datetime) -> None:
    file_paper(actor, case, PaperDraft(case.office, kind, subject_of(case), content), task=task, at=at)
