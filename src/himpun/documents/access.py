"""Fetch and check on behalf of an actor: the only way a door reaches a paper."""

from himpun.documents.models import Paper
from himpun.organisation.errors import NotHere
from himpun.trail.actor import Actor


def paper_for(actor: Actor, pk: int) -> Paper:
    """A paper of an office whose affairs the actor may see. Raises NotHere, also for another office's."""
    papers = Paper.objects.select_related("office", "file", "final_file")
    paper = papers.filter(pk=pk, office__in=actor.offices).first()
    if paper is None:
        raise NotHere
    return paper


def paper_to_act_on(actor: Actor, pk: int) -> Paper:
    """A living paper of the office in which the actor holds a post, locked until the transaction ends.

    Raises NotHere. Call it inside a transaction.
    """
    papers = Paper.objects.select_for_update(of=("self",)).select_related("office")
    held = {hat.office for hat in actor.hats}
    paper = papers.filter(pk=pk, office__in=held, replaced_at=None).first()
    if paper is None:
        raise NotHere
    return paper
