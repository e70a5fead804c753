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
