"""What somebody wants to see on the desk: chosen in the address, remembered in a cookie until it is cleared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, QueryDict

from himpun.cases.waiting import Heap, Wanted
from himpun.lib.periods import Period
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS
from himpun.trail.actor import Actor
from himpun.web.request import Visit

COOKIE: Final = "himpun-meja"
CHOSEN: Final = "saring"
"""Stands in the address when somebody pressed the button: then nothing chosen means everything."""
FIELDS: Final = ("jabatan", "kantor", "periode", "jenis", "terlambat")
A_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with how many tasks it leaves."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A field that narrows a list; `everything` is what it says when nothing is chosen."""

    name: str
    label: str
    everything: str
    options: tuple[Option, ...]

    @property
    def useful(self) -> bool:
        """A choice among one is none, unless it hides something now."""
        return len(self.options) > 1 or any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, field by field as it stands in the address; blank: everything."""

    values: dict[str, str]

    @property
    def active(self) -> bool:
        return any(self.values.values())

    @property
    def query(self) -> str:
        """For the addresses of the list's further pages; it ends so that a number may follow."""
        return f"{urlencode({CHOSEN: '1'} | {k: v for k, v in self.values.items() if v})}&"

    def wanted(self, actor: Actor) -> Wanted:
        """The choice on this actor's own posts and offices; what is nobody's or unreadable chooses nothing."""
        post, office = self.values["jabatan"], self.values["kantor"]
        posts = {hat.post for hat in actor.hats if post in ("", str(hat.post)) and office in ("", str(hat.office))}
        return Wanted(
            posts=frozenset(posts) if post or office else None,
            period=self.values["periode"],
            act=self.values["jenis"],
            late=bool(self.values["terlambat"]),
        )


def choice_of(request: Visit) -> Choice:
    """From the address; where it says nothing, as this person chose last in this browser."""
    if CHOSEN in request.GET or any(name in request.GET for name in FIELDS):
        return _read(request.GET, request.actor)
    account, _, said = request.COOKIES.get(COOKIE, "").partition(":")
    mine = account == str(request.actor.account) and len(said) < 400
    return _read(QueryDict(said if mine else ""), request.actor)


def _read(said: QueryDict, actor: Actor) -> Choice:
    """Only values that can be: an office PC is shared, and a link may be old."""
    possible = {
        "jabatan": {str(hat.post) for hat in actor.hats},
        "kantor": {str(hat.office) for hat in actor.hats},
        "jenis": {str(act) for act in Act},
        "terlambat": {"1"},
    }
    values = {name: said.get(name, "") for name in FIELDS}
    kept = {name: value if value in possible.get(name, {value}) else "" for name, value in values.items()}
    return Choice(kept | {"periode": _period(values["periode"])})


def _period(key: str) -> str:
    try:
        return Period.parse(key).key
    except ValueError:
        return ""


def remember(request: Visit, response: HttpResponse, choice: Choice) -> None:
    """Keep what was chosen by the button, or forget it when everything was."""
    if CHOSEN not in request.GET:
        return
    if not choice.active:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    said = urlencode({name: value for name, value in choice.values.items() if value})
    response.set_cookie(
        COOKIE,
        f"{request.actor.account}:{said}",
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def filters_of(actor: Actor, heaps: Sequence[Heap], choice: Choice) -> list[Filter]:
    """The fields that leave a choice: hats for whoever has several, and what there is among the open tasks."""
    offices = {str(hat.office): name for hat in actor.hats for name in _office_names(hat.post, heaps)}
    periods = sorted({Period.parse(heap.period) for heap in heaps} | _chosen_period(choice))
    acts = {heap.act for heap in heaps} | ({choice.values["jenis"]} - {""})
    fields = (
        ("jabatan", "Sebagai", "Semua jabatan saya", ((str(hat.post), hat.capacity) for hat in actor.hats)),
        ("kantor", "Kantor", "Semua kantor", offices.items()),
        ("periode", "Periode", "Semua periode", ((one.key, one.label) for one in periods)),
        ("jenis", "Jenis pekerjaan", "Semua pekerjaan", ((act, ACT_WORDS[Act(act)]) for act in sorted(acts))),
    )
    made = (Filter(name, label, whole, _options(pairs, choice.values[name])) for name, label, whole, pairs in fields)
    return [one for one in made if one.useful]


def _office_names(post: int, heaps: Iterable[Heap]) -> set[str]:
    return {heap.office for heap in heaps if heap.post == post}


def _chosen_period(choice: Choice) -> set[Period]:
    return {Period.parse(choice.values["periode"])} if choice.values["periode"] else set()


def _options(pairs: Iterable[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, words, value == chosen) for value, words in pairs)
