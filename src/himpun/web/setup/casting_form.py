"""The form that says who plays each performer: as cast before, else as proposed, else as typed just now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from himpun.organisation.models import Office, Post, Unit
from himpun.organisation.queries import in_force
from himpun.procedures.actions import Seating
from himpun.procedures.casting import Cast
from himpun.procedures.proposing import Offered, Proposal, propose
from himpun.sop.model import Part, Performer, Role, Seat, Sop, Step
from himpun.sop.words import ACT_WORDS, PART_WORDS, SEAT_WORDS
from himpun.web.request import Visit
from himpun.web.typed import key_from

Pair = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that may play a performer: ticked or not, and which of its posts answers."""

    unit: Unit
    ticked: bool
    post: int
    posts: Sequence[Post]


@dataclass(frozen=True, slots=True)
class Choice:
    """One performer's part of the form."""

    performer: Performer
    word: str
    reason: str
    doing: str  # what the SOP asks of it, with the numbers of the lines
    chosen: int = 0  # of a single post
    ticked: frozenset[int] = frozenset()  # of posts
    units: Sequence[UnitChoice] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Offer:
    """The office's posts and units, as this form offers them."""

    posts: list[Post]
    units: list[Unit]

    def proposals(self, sop: Sop) -> dict[str, Proposal]:
        posts = [Offered(p.pk, p.title, p.unit_id, p.heads_office, p.heads_unit) for p in self.posts]
        return propose(sop, posts, [(unit.pk, unit.name) for unit in self.units])

    def of_unit(self, unit: Unit, chosen: Iterable[int]) -> list[Post]:
        """Who may answer for a unit: its own posts, those of none, and whoever does now."""
        keys = set(chosen)
        own = [post for post in self.posts if post.unit_id == unit.pk]
        return own + [post for post in self.posts if post not in own and (post.unit_id is None or post.pk in keys)]


def offer_of(office: Office, request: Visit) -> Offer:
    """Two statements."""
    living = in_force(request.today)
    return Offer(
        list(Post.objects.filter(living, office=office)),
        list(Unit.objects.filter(living, office=office)),
    )


def choices_of(sop: Sop, offer: Offer, cast: Cast, typed: QueryDict | None) -> list[Choice]:
    """The whole form. What was typed goes before what was cast, and that before what is proposed."""
    proposals = offer.proposals(sop)
    return [_choice(sop, one, offer, (proposals[one.key], _cast(one, cast)), typed) for one in sop.performers]


def work_of(sop: Sop, one: Performer) -> str:
    """What a performer does, and where: "mengisi data (langkah 5); paraf (langkah 10)"."""
    lines: dict[str, list[str]] = {}
    for step in sop.lines:
        for role in (role for role in step.performers if role.key == one.key):
            for word in _words(role, step):
                numbers = lines.setdefault(word, [])
                numbers += [str(step.number)] if str(step.number) not in numbers else []
    return "; ".join(f"{word} (langkah {', '.join(numbers)})" for word, numbers in lines.items())


def _words(role: Role, step: Step) -> list[str]:
    if role.part is not Part.DOES:
        return [PART_WORDS[role.part]]
    return [ACT_WORDS[act] for position, act in enumerate(step.acts, start=1) if role.does(position)]


def _cast(one: Performer, cast: Cast) -> tuple[Pair, ...]:
    match one.seat:
        case Seat.POST | Seat.TEAM:
            return ((None, cast.posts[one.key]),) if one.key in cast.posts else ()
        case Seat.POSTS:
            return tuple((None, post) for post in cast.groups.get(one.key, ()))
        case Seat.UNITS:
            return cast.units.get(one.key, ())
        case Seat.UNIT_MEMBERS:
            return cast.members.get(one.key, ())


def _choice(
    sop: Sop, one: Performer, offer: Offer, known: tuple[Proposal, tuple[Pair, ...]], typed: QueryDict | None
) -> Choice:
    proposal, before = known
    pairs = before or proposal.seats
    reason = "Sudah ditetapkan." if before else f"Usulan: {proposal.reason}" if pairs else proposal.reason
    if typed is not None:
        pairs = tuple(_typed(one, offer, typed))
    posts = [post for _, post in pairs]
    word, doing = SEAT_WORDS[one.seat], work_of(sop, one)
    if one.seat is Seat.UNITS:
        return Choice(
            one, word, reason, doing, units=_units(offer, {u: p for u, p in pairs if u is not None}, proposal)
        )
    if one.seat in (Seat.POSTS, Seat.UNIT_MEMBERS):
        return Choice(one, word, reason, doing, ticked=frozenset(posts))
    return Choice(one, word, reason, doing, chosen=posts[0] if posts else 0)


def _units(offer: Offer, ticked: Mapping[int, int], proposal: Proposal) -> list[UnitChoice]:
    proposed = {unit: post for unit, post in proposal.seats if unit is not None}
    heads = {post.unit_id: post.pk for post in reversed(offer.posts) if post.heads_unit}
    rows = []
    for unit in offer.units:
        post = ticked.get(unit.pk) or proposed.get(unit.pk) or heads.get(unit.pk, 0)
        rows.append(UnitChoice(unit, unit.pk in ticked, post, offer.of_unit(unit, [post])))
    return rows


def seats_typed(sop: Sop, offer: Offer, typed: QueryDict) -> dict[str, Seating]:
    """What was chosen, for each performer; a performer without anybody is left out."""
    units, posts = {unit.pk: unit for unit in offer.units}, {post.pk: post for post in offer.posts}
    seats: dict[str, Seating] = {}
    for one in sop.performers:
        pairs = [(units[unit] if unit is not None else None, posts[post]) for unit, post in _typed(one, offer, typed)]
        if pairs:
            seats[one.key] = pairs
    return seats


def _typed(one: Performer, offer: Offer, typed: QueryDict) -> Iterable[Pair]:
    """The pairs of a performer in the form; what was not offered is not there."""
    posts = {post.pk: post for post in offer.posts}
    if one.seat is Seat.UNITS:
        ticked = {key for value in typed.getlist(f"unit-{one.key}") if (key := key_from(value)) is not None}
        for unit in offer.units:
            post = key_from(typed.get(f"jawab-{one.key}-{unit.pk}", ""))
            if unit.pk in ticked and post in posts:
                yield unit.pk, post
        return
    for value in typed.getlist(f"jabatan-{one.key}"):
        post = key_from(value)
        if post is not None and post in posts:
            yield (posts[post].unit_id if one.seat is Seat.UNIT_MEMBERS else None), post


def unanswered(sop: Sop, offer: Offer, typed: QueryDict) -> dict[str, str]:
    """Units that are ticked without a post that answers for them, said beside each."""
    found: dict[str, str] = {}
    for one in sop.performers:
        for unit in offer.units:
            ticked = str(unit.pk) in typed.getlist(f"unit-{one.key}")
            if ticked and not key_from(typed.get(f"jawab-{one.key}-{unit.pk}", "")):
                found[f"jawab-{one.key}-{unit.pk}"] = "Pilih jabatan yang menjawab untuk unit ini."
    return found
