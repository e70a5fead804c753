"""Asking for data: preparing the request, and freezing it when it is distributed."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from himpun.cases.actions import file_paper, finish_task
from himpun.cases.models import Case, Task
from himpun.documents.actions import Draft as PaperDraft
from himpun.documents.kinds import PaperKind
from himpun.organisation.models import Post
from himpun.performance.actions.taking import take
from himpun.performance.asking import something_asked_by
from himpun.performance.fields import exact
from himpun.performance.layout import Asked, Layout
from himpun.performance.models import Request, Sheet, SheetLine
from himpun.performance.papers import Asking, data_due, request_format, request_note, sheet_subject, subject_of
from himpun.sop.model import Act
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, image, record, verb


@verb
def prepare_request(actor: Actor, task: Task, *, at: datetime) -> list[Task]:
    """Confirm which indicators each unit is asked for (menyusun format permintaan data). Leaves the format.

    May be done again until the request is distributed. Raises NothingIsAsked, PostWithoutUnit.
    """
    case = take(actor, task, Act.PREPARE_REQUEST)
    request = _prepared(actor, case, at)
    content = request_format(case, Layout.from_data(request.content), actor, at)
    draft = PaperDraft(case.office, PaperKind.REQUEST_FORMAT, subject_of(case), content)
    file_paper(actor, case, draft, task=task, at=at)
    return _finished(actor, task, request, at)


@verb
def distribute_request(actor: Actor, task: Task, *, at: datetime) -> list[Task]:
    """Send each unit its request (nota dinas). From here on units, indicators and targets of the case are frozen.

    Raises NothingIsAsked, PostWithoutUnit.
    """
    case = take(actor, task, Act.DISTRIBUTE)
    request = distributed(actor, case, at=at)
    sheets = list(Sheet.objects.filter(case=case).prefetch_related("lines"))
    titles = dict(Post.objects.filter(pk__in={sheet.post for sheet in sheets}).values_list("pk", "title"))
    until = data_due(case, task, at=at)
    for sheet in sheets:
        asking = Asking(titles[sheet.post], until)
        note = request_note(case, sheet, list(sheet.lines.all()), asking, actor=actor, at=at)
        draft = PaperDraft(case.office, PaperKind.REQUEST_NOTE, sheet_subject(sheet), note)
        file_paper(actor, case, draft, task=task, at=at)
    return _finished(actor, task, request, at)


@verb
def distributed(actor: Actor, case: Case, *, at: datetime) -> Request:
    """The case's request, frozen and with its sheets laid out: now, unless it has been already.

    An SOP without a step for it freezes the request when the first unit is to fill in its sheet.
    """
    request = Request.objects.filter(case=case).first()
    if request is not None and request.distributed_at is not None:
        return request
    request = request or _prepared(actor, case, at)
    request.distributed_at = at
    request.save(update_fields=["distributed_at"])
    rows = _lay_out(case, request)
    payload = {"case": case.pk, "digest": request.digest}
    rows = [image(request, "distributed_at"), *rows]
    record(Fact(case.office_id, actor, "performance.request_distributed", at, payload, rows))
    return request


def _finished(actor: Actor, task: Task, request: Request, at: datetime) -> list[Task]:
    return finish_task(actor, task, subject=f"permintaan/{request.pk}", subject_hash=request.digest, at=at)


def _prepared(actor: Actor, case: Case, at: datetime) -> Request:
    request = Request.objects.filter(case=case).first()
    if request is not None and request.distributed_at is not None:
        return request  # a return to this step repeats it; what was distributed stays
    layout = something_asked_by(case)
    request, _ = Request.objects.update_or_create(
        case=case,
        defaults={
            "office_id": case.office_id,
            "content": layout.as_data(),
            "digest": layout.digest,
            "prepared_at": at,
        },
    )
    payload = {"case": case.pk, "digest": request.digest}
    record(Fact(case.office_id, actor, "performance.request_prepared", at, payload, [image(request)]))
    return request


def _lay_out(case: Case, request: Request) -> list[RowImage]:
    """Every sheet with its lines, in two statements."""
    layout = Layout.from_data(request.content)
    sheets = Sheet.objects.bulk_create(
        _sheet(case, request, layout, position) for position in range(len(layout.sheets))
    )
    lines = SheetLine.objects.bulk_create(
        line for sheet, asked in zip(sheets, layout.sheets, strict=True) for line in _lines(sheet, asked.lines)
    )
    return [*map(image, sheets), *map(image, lines)]


def _sheet(case: Case, request: Request, layout: Layout, position: int) -> Sheet:
    asked = layout.sheets[position]
    return Sheet(
        office_id=case.office_id,
        case=case,
        request=request,
        unit_id=asked.unit,
        member=asked.member,
        position=position + 1,
        unit_name=asked.unit_name,
        member_title=asked.member_title,
        post=asked.post,
        digest=layout.sheet_digest(asked),
    )


def _lines(sheet: Sheet, asked: Iterable[Asked]) -> Iterable[SheetLine]:
    for position, one in enumerate(asked, start=1):
        yield SheetLine(
            office_id=sheet.office_id,
            sheet=sheet,
            indicator_id=one.indicator,
            position=position,
            period=one.period,
            code=one.code,
            name=one.name,
            measure=one.measure,
            needs_evidence=one.needs_evidence,
            named_evidence=one.named_evidence,
            meaning=dict(one.meaning),
            target=_number(one.target),
            target_upper=_number(one.target_upper),
            year_target=_number(one.year_target),
            year_target_upper=_number(one.year_target_upper),
            previous=_number(one.previous),
            last_year=_number(one.last_year),
            past={"v": 1, "values": list(one.past)},
        )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else exact(Decimal(text))
