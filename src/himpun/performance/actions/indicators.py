"""Indicators with their meanings and targets: what was promised, before it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from himpun.lib.periods import Period, PeriodKind
from himpun.organisation.models import Post, Unit
from himpun.performance import scoring
from himpun.performance.errors import NotAnIndicator
from himpun.performance.fields import LARGEST, PLACES, exact
from himpun.performance.models import Indicator, Kind, Meaning, Target
from himpun.performance.scoring import Goal
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, image, record, verb


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """What is said of an indicator. `meaning` holds from `starts` on; its kind gives the bounds unless it has some."""

    name: str
    measure: str
    starts: date
    code: str = ""
    kind: Kind = Kind.NUMBER
    periodicity: PeriodKind = PeriodKind.QUARTER
    post: Post | None = None
    source: str = ""
    definition: str = ""
    needs_evidence: bool = False
    evidence: str = ""
    position: int = 0
    meaning: scoring.Meaning = field(default_factory=scoring.Meaning)


@dataclass(frozen=True, slots=True)
class Promise:
    """An indicator of a unit with what is promised for some periods."""

    unit: Unit
    draft: IndicatorDraft
    goals: Mapping[Period, Goal]


@verb
def promise_all(actor: Actor, promises: Sequence[Promise], *, at: datetime) -> list[Indicator]:
    """Keep a whole list of promises, or nothing of it. Raises NotAnIndicator.

    An indicator that the unit has already by this name gets the list's meaning, targets and named evidence; the rest
    of it stays.
    """
    units = {promise.unit.pk for promise in promises}
    living = {(one.unit_id, one.name): one for one in Indicator.objects.filter(unit__in=units, ends=None)}
    kept, again = list[Indicator](), 0
    for promise in promises:
        known = living.get((promise.unit.pk, promise.draft.name.strip()))
        if known is None:
            known = define_indicator(actor, promise.unit, promise.draft, at=at)
        else:
            again += 1
            if promise.draft.evidence:
                name_evidence(actor, known, evidence=promise.draft.evidence, at=at)
            set_meaning(actor, known, promise.draft.meaning, starts=max(known.starts, promise.draft.starts), at=at)
        set_targets(actor, known, promise.goals, at=at)
        kept.append(known)
    if promises:
        told = {"indicators": len(kept), "new": len(kept) - again, "targets": sum(len(p.goals) for p in promises)}
        record(Fact(promises[0].unit.office_id, actor, "performance.promises_kept", at, told, []))
    return kept


@verb
def define_indicator(actor: Actor, unit: Unit, draft: IndicatorDraft, *, at: datetime) -> Indicator:
    """Give a unit an indicator with its first meaning. Raises NotAnIndicator."""
    if not draft.name.strip() or not draft.measure.strip():
        raise NotAnIndicator("Tulis nama indikator dan satuannya.")
    if draft.post is not None and draft.post.office_id != unit.office_id:
        raise NotAnIndicator("Jabatan pengisi harus dari perangkat daerah yang sama.")
    if Indicator.objects.filter(unit=unit, name=draft.name.strip(), ends=None).exists():
        raise NotAnIndicator(f"Unit ini sudah mempunyai indikator “{draft.name.strip()}”.")
    indicator = Indicator.objects.create(
        office_id=unit.office_id,
        unit=unit,
        post=draft.post,
        code=draft.code,
        name=draft.name.strip(),
        measure=draft.measure.strip(),
        kind=draft.kind,
        periodicity=draft.periodicity,
        source=draft.source,
        definition=draft.definition,
        needs_evidence=draft.needs_evidence,
        named_evidence=draft.evidence,
        position=draft.position,
        starts=draft.starts,
    )
    _tell(actor, "performance.indicator_defined", indicator, image(indicator), at)
    set_meaning(actor, indicator, draft.meaning, starts=draft.starts, at=at)
    return indicator


@verb
def name_evidence(actor: Actor, indicator: Indicator, *, evidence: str, at: datetime) -> None:
    """Ask for evidence from now on, and say which; what a case has frozen stays as it was."""
    if (indicator.needs_evidence, indicator.named_evidence) == (True, evidence):
        return
    indicator.needs_evidence, indicator.named_evidence = True, evidence
    indicator.save(update_fields=["needs_evidence", "named_evidence"])
    _tell(actor, "performance.indicator_changed", indicator, image(indicator, "needs_evidence", "named_evidence"), at)


@verb
def end_indicator(actor: Actor, indicator: Indicator, *, ends: date, at: datetime) -> None:
    """Let an indicator end with a day; cases that have asked for it keep it. Raises NotAnIndicator."""
    if ends < indicator.starts:
        raise NotAnIndicator("Indikator tidak dapat berakhir sebelum mulai berlaku.")
    indicator.ends = ends
    indicator.save(update_fields=["ends"])
    _tell(actor, "performance.indicator_ended", indicator, image(indicator, "ends"), at)


@verb
def set_meaning(actor: Actor, indicator: Indicator, meaning: scoring.Meaning, *, starts: date, at: datetime) -> Meaning:
    """Say what the indicator's figures mean from a day on. Raises NotAnIndicator.

    A day's meaning may be said again; what a case has frozen stays as it was.
    """
    _sound(meaning)
    row, _ = Meaning.objects.update_or_create(
        indicator=indicator,
        starts=starts,
        defaults={
            "office_id": indicator.office_id,
            "polarity": meaning.polarity.value,
            "formula": meaning.formula.value,
            "aggregation": meaning.aggregation.value,
            "cap": _exact(meaning.cap),
            "zero_rule": meaning.zero_rule.value,
            "decimals": meaning.decimals,
            "lowest": _exact(meaning.lowest),
            "highest": _exact(meaning.highest),
        },
    )
    _tell(actor, "performance.meaning_set", indicator, image(row), at)
    return row


@verb
def set_target(actor: Actor, indicator: Indicator, period: Period, *, goal: Goal, at: datetime) -> Target:
    """Promise a value, or a range, for a period. Raises NotAnIndicator.

    A changed agreement sets it again; what a case has frozen stays as it was.
    """
    return set_targets(actor, indicator, {period: goal}, at=at)[0]


@verb
def set_targets(actor: Actor, indicator: Indicator, goals: Mapping[Period, Goal], *, at: datetime) -> list[Target]:
    """Promise several periods at once: a year's quarters. Raises NotAnIndicator."""
    rows = [_target(indicator, period, goal) for period, goal in goals.items()]
    for row in rows:
        _tell(actor, "performance.target_set", indicator, image(row), at)
    return rows


def _target(indicator: Indicator, period: Period, goal: Goal) -> Target:
    if goal.upper is not None and goal.upper < goal.value:
        raise NotAnIndicator("Batas atas target lebih kecil daripada batas bawahnya.")
    values = {
        "office_id": indicator.office_id,
        "year": period.year,
        "value": _exact(goal.value),
        "value_upper": _exact(goal.upper),
    }
    row, _ = Target.objects.update_or_create(indicator=indicator, period=period.key, defaults=values)
    return row


def _sound(meaning: scoring.Meaning) -> None:
    if meaning.decimals > PLACES:
        raise NotAnIndicator(f"Paling banyak {PLACES} angka di belakang koma.")
    if meaning.cap is not None and meaning.cap <= 0:
        raise NotAnIndicator("Batas capaian harus lebih dari 0.")
    if meaning.lowest is not None and meaning.highest is not None and meaning.lowest > meaning.highest:
        raise NotAnIndicator("Nilai terkecil lebih besar daripada nilai terbesar.")


def _exact(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    if abs(value) >= LARGEST:
        raise NotAnIndicator("Angka terlalu besar: paling banyak 18 angka di depan koma.")
    return exact(value)


def _tell(actor: Actor, kind: str, indicator: Indicator, row: RowImage, at: datetime) -> None:
    record(Fact(indicator.office_id, actor, kind, at, {"indicator": indicator.pk}, [row]))
