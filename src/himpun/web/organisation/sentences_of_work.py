"""Sentences about what the office works by: its SOPs with their performers, and its indicators with their targets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from himpun.lib.dates import plain_date
from himpun.lib.periods import PeriodKind
from himpun.organisation.history import Change
from himpun.organisation.models import Office, Post
from himpun.procedures.models import Edition, Procedure
from himpun.procedures.queries import sop_of

EVERY: Final = {
    PeriodKind.MONTH: "setiap bulan",
    PeriodKind.QUARTER: "setiap triwulan",
    PeriodKind.SEMESTER: "setiap semester",
    PeriodKind.YEAR: "setiap tahun",
}


@dataclass(frozen=True, slots=True)
class Works:
    """What the keys in the journal are called now."""

    procedures: Mapping[int, str]
    editions: Mapping[int, tuple[int, str]]  # number, and the title of its procedure
    performers: Mapping[tuple[int, str], str]
    posts: Mapping[int, str]


def works_of(changes: Sequence[Change], office: Office) -> Works:
    """Three statements, none where nothing of the kind is told."""
    told = [one for one in changes if one.kind in ALSO]
    if not told:
        return Works({}, {}, {}, {})
    editions = list(Edition.objects.filter(office=office).select_related("procedure").order_by("number"))
    posts = {row["post_id"] for one in told if "post_id" in (row := one.rows.get("procedures_casting", {}))}
    return Works(
        {one.pk: one.title for one in Procedure.objects.filter(office=office)},
        {one.pk: (one.number, one.procedure.title) for one in editions},
        {(one.procedure_id, who.key): who.name for one in editions for who in sop_of(one).performers},
        dict(Post.objects.filter(pk__in=posts).values_list("pk", "title")),
    )


def sentence_of_work(one: Change, works: Works) -> str | None:
    """What was done, without who; none for a change of another kind."""
    say = _SAYS.get(one.kind)
    return say(one, works) if say else None


def _sop(one: Change, works: Works) -> str:
    return f"SOP “{works.procedures.get(one.payload.get('procedure', 0), '?')}”"


def _edition(one: Change, works: Works) -> str:
    number, title = works.editions.get(one.payload.get("edition", 0), (one.payload.get("number", "?"), "?"))
    return f"edisi {number} SOP “{title}”"


def _day(value: Any) -> str:
    return plain_date(date.fromisoformat(str(value)[:10]))


def _published(one: Change, works: Works) -> str:
    starts = one.rows.get("procedures_edition", {}).get("in_force_from")
    return f"memberlakukan {_edition(one, works)}" + (f" mulai {_day(starts)}" if starts else "")


def _taken(one: Change, works: Works) -> str:
    count = len(one.payload.get("taken", ()))
    said = f" beserta {count} dugaan dan peringatannya" if count else ""
    return f"menerima naskah katalog ({one.payload.get('from', '?')}){said} untuk {_edition(one, works)}"


def _cast(one: Change, works: Works) -> str:
    key = one.payload.get("performer", "")
    who = works.performers.get((one.payload.get("procedure", 0), key), key)
    post = works.posts.get(one.rows.get("procedures_casting", {}).get("post_id", 0))
    by = f": {post}" if post and one.counts["procedures_casting"] == 1 else ""
    return f"menetapkan pelaksana “{who}” pada {_sop(one, works)} mulai {_day(one.payload['starts'])}{by}"


def _scheduled(one: Change, works: Works) -> str:
    row = one.rows.get("procedures_procedure", {})
    every = EVERY[PeriodKind(row["every"])] if "every" in row else "menurut jadwal"
    return f"mengatur jadwal {_sop(one, works)}: {every}, hari kerja ke-{row.get('opens_day', '?')}"


def _promised(one: Change, works: Works) -> str:
    told = one.payload
    return f"menyimpan {told['indicators']} indikator ({told['new']} baru) dengan {told['targets']} target"


_SAYS: Final[Mapping[str, Callable[[Change, Works], str]]] = {
    "procedures.edition_published": _published,
    "procedures.catalogue_taken": _taken,
    "procedures.edition_withdrawn": lambda one, works: f"mencabut {_edition(one, works)}",
    "procedures.procedure_retired": lambda one, works: f"berhenti memakai {_sop(one, works)}",
    "procedures.performer_cast": _cast,
    "procedures.procedure_scheduled": _scheduled,
    "performance.promises_kept": _promised,
}
ALSO: Final = frozenset(_SAYS)
"""The kinds that are told among the office's changes. A list of indicators is told once, not line by line."""
