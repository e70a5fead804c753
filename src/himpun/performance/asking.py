"""What a case would ask today: read from casting, indicators, targets and earlier figures, and laid out as a value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q

from himpun.cases.models import Case
from himpun.cases.seating import Seating, seating_of
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.organisation.models import Post, Unit
from himpun.performance import scoring
from himpun.performance.errors import NothingIsAsked, PostWithoutUnit
from himpun.performance.fields import plain
from himpun.performance.layout import Asked, AskedSheet, Candidate, Layout, Seat, shared_out
from himpun.performance.models import Figure, Indicator, Meaning, Target
from himpun.sop.model import Act
from himpun.sop.route import Fan, Station
from himpun.sop.walk import Place

Key = tuple[int, str]
"""An indicator and a period's key."""


@dataclass(slots=True)
class _Known:
    """What was read for all indicators of a case at once."""

    meanings: dict[int, scoring.Meaning] = field(default_factory=dict)
    targets: dict[Key, Target] = field(default_factory=dict)
    figures: dict[Key, Decimal] = field(default_factory=dict)


def layout_of(case: Case) -> Layout:
    """The whole request of a case, in the office's order. A number of statements that does not grow with the units."""
    period = Period.parse(case.period)
    seats = _seats(seating_of(case))
    indicators = _indicators(seats, period)
    shares = shared_out(seats, [Candidate(i.pk, i.unit_id, i.post_id) for i in indicators])
    asked = {i.pk: (i, asked_periods(PeriodKind(i.periodicity), period)) for i in indicators}
    known = _known(asked.values(), period)
    units = dict(Unit.objects.filter(pk__in={s.unit for s in seats}).values_list("pk", "name"))
    titles = dict(Post.objects.filter(pk__in={s.member for s in seats}).values_list("pk", "title"))
    sheets = (
        AskedSheet(
            seat.unit,
            units[seat.unit],
            seat.member,
            titles.get(seat.member, ""),
            seat.post,
            tuple(_asked(asked[key][0], one, known) for key in keys for one in asked[key][1]),
        )
        for seat, keys in shares.items()
    )
    return Layout(case.pk, case.period, tuple(sheets))


def something_asked_by(case: Case) -> Layout:
    """The same, when at least one sheet has a line. Raises NothingIsAsked."""
    layout = layout_of(case)
    if not any(sheet.lines for sheet in layout.sheets):
        raise NothingIsAsked
    return layout


def asked_periods(kind: PeriodKind, period: Period) -> tuple[Period, ...]:
    """The periods of an indicator that a case of this period asks for: those that end within it.

    A quarter asks a monthly indicator for three months, and a yearly one only in the year's last quarter.
    """
    found: list[Period] = []
    one = period_of(period.start, kind)
    while one.end <= period.end:
        found.append(one)
        one = one.next
    return tuple(found)


def _seats(seating: Seating) -> list[Seat]:
    """Every seat that fills in figures, in the office's order, each sheet once."""
    seats: dict[tuple[int, int], Seat] = {}
    alone: list[int] = []
    for station in seating.route.stations:
        if station.act is not Act.FILL:
            continue
        for seat in _of_units(seating, station):
            seats.setdefault((seat.unit, seat.member), seat)
        alone += _of_posts(seating, station)
    for seat in _in_their_units(alone, taken=set(seats)):
        seats.setdefault((seat.unit, seat.member), seat)
    return list(seats.values())


def _of_units(seating: Seating, station: Station) -> Iterable[Seat]:
    for key in station.doers:
        if station.fan is Fan.UNITS:
            yield from (Seat(unit, 0, post) for unit, post in seating.cast.units.get(key, ()))
        elif station.fan is Fan.MEMBERS:
            yield from (Seat(unit, post, post) for unit, post in seating.cast.members.get(key, ()))


def _of_posts(seating: Seating, station: Station) -> list[int]:
    if station.fan is Fan.POSTS:
        return [post for key in station.doers for post in seating.cast.groups.get(key, ())]
    if station.fan is Fan.ONCE:
        post = seating.chair(Place(station.line, station.position)).post
        return [] if post is None else [post]
    return []


def _in_their_units(posts: Sequence[int], taken: set[tuple[int, int]]) -> Iterable[Seat]:
    """A post that fills in figures of its own does so for its unit, or beside the unit's own sheet."""
    found = {post.pk: post for post in Post.objects.filter(pk__in=posts)} if posts else {}
    for key in posts:
        unit = found[key].unit_id
        if unit is None:
            raise PostWithoutUnit(found[key].title)
        member = key if (unit, 0) in taken else 0
        taken.add((unit, member))
        yield Seat(unit, member, key)


def _indicators(seats: Sequence[Seat], period: Period) -> list[Indicator]:
    lives = Q(starts__lte=period.end) & (Q(ends=None) | Q(ends__gte=period.start))
    return list(Indicator.objects.filter(lives, unit__in={s.unit for s in seats}).order_by("position", "pk"))


def _known(asked: Iterable[tuple[Indicator, tuple[Period, ...]]], period: Period) -> _Known:
    pairs = [(i.pk, one) for i, periods in asked for one in periods]
    ids = {key for key, _ in pairs}
    meanings = Meaning.objects.filter(indicator__in=ids, starts__lte=period.end).order_by("starts")
    wanted = {one.key for _, one in pairs} | {_year(one).key for _, one in pairs}
    targets = Target.objects.filter(indicator__in=ids, period__in=wanted)
    earlier = {p.key for _, one in pairs for p in (*_before(one), one.previous, one.year_before)}
    return _Known(
        {m.indicator_id: meaning_value(m) for m in meanings},
        {(t.indicator_id, t.period): t for t in targets},
        _figures(ids, earlier) if earlier else {},
    )


def meaning_value(row: Meaning) -> scoring.Meaning:
    """A meaning's row as the value that scoring computes with."""
    return scoring.Meaning(
        polarity=scoring.Polarity(row.polarity),
        formula=scoring.Formula(row.formula),
        aggregation=scoring.Aggregation(row.aggregation),
        cap=row.cap,
        zero_rule=scoring.ZeroRule(row.zero_rule),
        decimals=row.decimals,
        lowest=row.lowest,
        highest=row.highest,
    )


def _figures(indicators: set[int], periods: set[str]) -> dict[Key, Decimal]:
    """The figures of earlier periods as last sent, whichever case asked for them."""
    found = (
        Figure.objects.filter(
            line__indicator__in=indicators,
            line__period__in=periods,
            submission__revision=F("submission__sheet__revision"),
            submission__sheet__case__cancelled_at=None,
        )
        .order_by("submission__sent_at", "pk")
        .values_list("line__indicator", "line__period", "value")
    )
    return {(indicator, period): value for indicator, period, value in found if value is not None}


def _year(period: Period) -> Period:
    return period_of(period.start, PeriodKind.YEAR)


def _before(period: Period) -> list[Period]:
    """The earlier periods of the same year, in order."""
    found: list[Period] = []
    one = period.previous
    while one.start >= _year(period).start:
        found.insert(0, one)
        one = one.previous
    return found


def _asked(indicator: Indicator, period: Period, known: _Known) -> Asked:
    key = indicator.pk
    target = known.targets.get((key, period.key))
    year = known.targets.get((key, _year(period).key))
    return Asked(
        indicator=key,
        period=period.key,
        code=indicator.code,
        name=indicator.name,
        measure=indicator.measure,
        needs_evidence=indicator.needs_evidence,
        meaning=known.meanings.get(key, scoring.Meaning()).as_data(),
        target=_text(target.value if target else None),
        target_upper=_text(target.value_upper if target else None),
        year_target=_text(year.value if year else None),
        year_target_upper=_text(year.value_upper if year else None),
        previous=_figure(known.figures, key, period.previous),
        last_year=_figure(known.figures, key, period.year_before),
        named_evidence=indicator.named_evidence,
        past=[_figure(known.figures, key, one) for one in _before(period)],
    )


def _figure(figures: Mapping[Key, Decimal], indicator: int, period: Period) -> str | None:
    return _text(figures.get((indicator, period.key)))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
