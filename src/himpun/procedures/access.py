"""Fetch-and-check: the only way a door reaches a row of the register."""

from django.db.models import QuerySet

from himpun.organisation.errors import NotHere
from himpun.organisation.models import Post
from himpun.procedures.errors import NotTheAdministrator
from himpun.procedures.models import DraftEdition, DraftState, Edition, Procedure
from himpun.trail.actor import Actor


def procedures_of(actor: Actor) -> QuerySet[Procedure]:
    """The one scoped query of the register: procedures in use in the offices that the actor may see."""
    return Procedure.objects.filter(office__in=actor.offices, retired_at=None)


def procedure_for(actor: Actor, pk: int) -> Procedure:
    """A procedure of an office whose affairs the actor may see. Raises NotHere."""
    return _procedure(pk, actor.offices)


def procedure_for_admin(actor: Actor, pk: int) -> Procedure:
    """A procedure of an office that the actor administers: to publish, cast, schedule or retire.

    Raises NotHere.
    """
    return _procedure(pk, actor.administers)


def edition_for(actor: Actor, pk: int) -> Edition:
    """An edition of an office whose affairs the actor may see. Raises NotHere."""
    found = Edition.objects.select_related("procedure", "office").filter(pk=pk, office__in=actor.offices).first()
    if found is None:
        raise NotHere
    return found


def edition_for_admin(actor: Actor, pk: int) -> Edition:
    """An edition that the actor, who administers its office, may withdraw or renew.

    Raises NotHere, NotTheAdministrator.
    """
    found = edition_for(actor, pk)
    if found.office_id not in actor.administers:
        raise NotTheAdministrator("Hanya administrator kantor yang mencabut atau memperbarui edisi.")
    return found


def _procedure(pk: int, offices: frozenset[int]) -> Procedure:
    found = Procedure.objects.select_related("office").filter(pk=pk, office__in=offices).first()
    if found is None:
        raise NotHere
    return found


def drafts_of(actor: Actor) -> QuerySet[DraftEdition]:
    """Drafts of SOPs that the actor may read: of every office whose affairs they may see."""
    return DraftEdition.objects.filter(office__in=actor.offices).select_related("office__government", "procedure")


def drafts_before(actor: Actor) -> QuerySet[DraftEdition]:
    """Drafts that lie before the actor as the head of their office, to be approved or returned."""
    headed = Post.objects.filter(pk__in=actor.posts, heads_office=True).values("office")
    return (
        DraftEdition.objects.filter(state=DraftState.SUBMITTED, office__in=headed)
        .defer("sop", "shown")
        .order_by("saved_at")
    )


def drafts_sent_back(actor: Actor) -> QuerySet[DraftEdition]:
    """Drafts of the offices that the actor administers which their head has returned."""
    back = DraftEdition.objects.filter(state=DraftState.OPEN, office__in=actor.administers).exclude(reason="")
    return back.defer("sop", "shown").order_by("saved_at")


def draft_for(actor: Actor, pk: int) -> DraftEdition:
    """A draft of an office whose affairs the actor may see. Raises NotHere."""
    found = drafts_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def draft_for_admin(actor: Actor, pk: int) -> DraftEdition:
    """A draft that the actor, who administers its office, may change. Raises NotHere, NotTheAdministrator."""
    found = draft_for(actor, pk)
    if found.office_id not in actor.administers:
        raise NotTheAdministrator("Hanya administrator kantor yang mengubah konsep SOP.")
    return found
