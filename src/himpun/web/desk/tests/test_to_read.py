"""What waits on Meja kerja to be read: drafts before the head, drafts that came back, what was sent to me."""

import pytest

from himpun.organisation.models import Post
from himpun.procedures.actions import begin_draft, correct_draft, return_draft, submit_draft
from himpun.procedures.drafts import Answer, DraftText, questions_of, text_of
from himpun.procedures.models import DraftEdition, Edition
from himpun.procedures.queries import sop_of
from himpun.trail.actor import Actor, Hat
from himpun.web.tests.stage import NOW, Stage, stage
from himpun.web.tests.stage import text_of as page_text

pytestmark = pytest.mark.django_db

SETUP = Actor(name="Penyusun")


def submitted(made: Stage) -> DraftEdition:
    """A draft that lies before the head."""
    Post.objects.filter(office=made.world.office, title="Camat").update(heads_office=True)
    edition = Edition.objects.get(office=made.world.office)
    draft = begin_draft(SETUP, made.world.office, DraftText(sop_of(edition), procedure=edition.procedure), at=NOW)
    for one in questions_of(draft, text_of(draft)):
        answer = Answer(one, "accepted")
        correct_draft(SETUP, draft, text_of(draft), based_on=draft.version, answer=answer, at=NOW)
    submit_draft(SETUP, draft, at=NOW)
    return draft


def test_the_head_finds_the_draft_that_waits_for_approval_and_nobody_else_does() -> None:
    made = stage()
    draft = submitted(made)
    camat = Post.objects.get(office=made.world.office, title="Camat")
    link = f"/sop/konsep/{draft.pk}/pengesahan"
    assert link in page_text(made.browser(camat.pk).get("/"))
    other = next(post for post in made.world.people if post != camat.pk)
    assert link not in page_text(made.browser(other).get("/"))


def test_the_administrator_finds_the_draft_that_came_back_with_the_reason() -> None:
    made = stage()
    draft = submitted(made)
    camat = Post.objects.get(office=made.world.office, title="Camat")
    hat = Hat(camat.pk, made.world.office.pk, None, camat.title)
    head = Actor(name="Camat", person=made.world.people[camat.pk].pk, hats=(hat,), hat=hat)
    return_draft(head, draft, reason="Waktunya terlalu lama.", at=NOW)
    assert "Waktunya terlalu lama." in page_text(made.administrator().get("/"))
