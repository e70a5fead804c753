"""Whether a post may be filled so, and who would leave it: asked by the verbs, and by whoever foretells them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from himpun.lib.dates import plain_date
from himpun.organisation.drafts import Mandate
from himpun.organisation.errors import MandateIsOpenEnded, NotHeldThen, OfAnotherOffice, PostIsHeld
from himpun.organisation.models import Holder, Person, Post, Standing


def refuse_appointment(post: Post, person: Person, mandate: Mandate, *, leaving: Collection[int] = ()) -> None:
    """Raise why this person cannot hold the post so; `leaving` are holdings that end the day before.

    Raises OfAnotherOffice, NotHeldThen, PostIsHeld.
    """
    if person.government_id != post.office.government_id:
        raise OfAnotherOffice("Pejabat ini berasal dari pemerintah daerah lain.")
    starts, ends = mandate.starts, mandate.ends
    if ends and ends < starts:
        raise NotHeldThen("Hari terakhir mendahului hari pertamanya.")
    if starts < post.starts or (post.ends and (ends or date.max) > post.ends):
        raise NotHeldThen(f"Masa jabatan harus berada dalam masa adanya jabatan itu: {span(post.starts, post.ends)}.")
    for held in Holder.objects.filter(post=post, standing=mandate.standing).select_related("person"):
        until = held.ends or date.max
        if held.pk not in leaving and held.starts <= (ends or date.max) and starts <= until:
            what = f"{mandate.standing} {post.title}".strip()
            raise PostIsHeld(
                f"{what} dijabat {held.person.name} {span(held.starts, held.ends)}. Akhiri dahulu masa itu."
            )


def refuse_standing(mandate: Mandate) -> None:
    """Raise why an acting appointment cannot be so. Raises MandateIsOpenEnded."""
    if mandate.standing is Standing.DEFINITIVE:
        raise MandateIsOpenEnded("Pilih Plt. atau Plh. untuk penunjukan sementara.")
    if mandate.standing is Standing.PLH and mandate.ends is None:
        raise MandateIsOpenEnded("Plh. perlu tanggal berakhir; untuk jabatan yang kosong gunakan Plt.")


def leaving_for(post: Post, starts: date) -> list[Holder]:
    """Who leaves when somebody takes the post over that day. Raises NotHeldThen when nobody held it before.

    A Plt. stands in while the post is vacant, and goes with the vacancy.
    """
    held = Holder.objects.filter(post=post, starts__lt=starts).exclude(standing=Standing.PLH)
    found = list(held.filter(Q(ends=None) | Q(ends__gte=starts)).select_related("person"))
    if not found:
        raise NotHeldThen("Sebelum tanggal itu tidak ada pejabat yang digantikan. Tunjuk pejabat definitif saja.")
    return found


def span(starts: date, ends: date | None) -> str:
    """ "sejak 2 Maret 2026", or to its last day."""
    return f"sejak {plain_date(starts)}" + (f" s.d. {plain_date(ends)}" if ends else " tanpa tanggal berakhir")
