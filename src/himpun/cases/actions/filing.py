"""Papers and files of a case."""

from datetime import datetime
from typing import Final

from django.db import connection

from himpun.cases.models import Attachment, Case, CasePaper, Task
from himpun.documents.actions import Draft, draw_up
from himpun.documents.actions import void_initials as void
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Paper
from himpun.files.models import StoredFile
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


@verb
def file_paper(actor: Actor, case: Case, draft: Draft, *, task: Task | None, at: datetime) -> Paper:
    """Draw up a paper and file it in the case. A former revision of the same subject and kind stays, as replaced."""
    paper = draw_up(actor, draft, at=at)
    filed = CasePaper(office_id=case.office_id, case=case, task=task, paper=paper)
    with connection.cursor() as cursor:
        cursor.execute(_FILE, [filed.office_id, filed.case_id, filed.task_id, filed.paper_id])
        made = cursor.fetchone()
    if made is None:  # the same content again is the paper that was filed before
        return paper
    filed.pk = made[0]
    payload = {"case": case.pk, "paper": paper.pk, "kind": paper.kind}
    record(Fact(case.office_id, actor, "cases.paper_filed", at, payload, [image(filed)]))
    return paper


_FILE: Final = (
    "INSERT INTO cases_casepaper (office_id, case_id, task_id, paper_id) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (paper_id) DO NOTHING RETURNING id"
)


@verb
def attach(actor: Actor, case: Case, file: StoredFile, *, title: str, at: datetime) -> Attachment:
    """Put a file, kept in this same transaction, to a case: an incoming letter, minutes as scanned."""
    attachment = Attachment.objects.create(
        office_id=case.office_id, case=case, file=file, title=title, added_at=at, added_by=actor.capacity
    )
    payload = {"case": case.pk, "sha256": file.sha256}
    record(Fact(case.office_id, actor, "cases.file_attached", at, payload, [image(file), image(attachment)]))
    return attachment


def void_initials(actor: Actor, case: Case, *, why: str, at: datetime) -> None:
    """Void the initials on the report that was sent back: they vouch for what is being mended."""
    for paper in Paper.objects.filter(filed__case=case, kind=PaperKind.REPORT, replaced_at=None):
        void(actor, paper, why=why, at=at)
