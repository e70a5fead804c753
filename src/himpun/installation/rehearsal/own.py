"""An office's own stage: its plan founded in a scratch database, with invented people on its real posts."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from himpun.installation.rehearsal.people import people
from himpun.installation.rehearsal.plan import VERSION
from himpun.installation.rehearsal.stage import BEGIN, Stage, found, seat_on
from himpun.lib.periods import Period, PeriodKind
from himpun.organisation.actions import add_unit, found_government, set_holidays, set_hours
from himpun.organisation.calendars import hours_from
from himpun.organisation.drafts import OfficeDraft, PostDraft
from himpun.performance.actions import IndicatorDraft, Promise, promise_all
from himpun.performance.asking import asked_periods
from himpun.performance.models import Kind
from himpun.performance.scoring import Goal, Meaning
from himpun.procedures.actions import cast_performers, publish_edition
from himpun.procedures.models import Procedure
from himpun.sop.read import sop_from
from himpun.trail.actor import Actor

STAMP: Final = "GLADI: bukan dokumen resmi"
"""Stands in the letterhead of every paper of the rehearsal."""


def own_stage(plan: Mapping[str, Any], *, password: str, at: datetime) -> tuple[Stage, Procedure]:
    """Found the plan's office, cast its posts and promise its indicators. Raises ValueError for an unknown plan."""
    if plan.get("v") != VERSION:
        raise ValueError(f"plan of version {plan.get('v')!r}")
    government = found_government(Actor(name="Penyusun gladi"), plan["government"], at=at)
    draft = OfficeDraft(**plan["office"], contact=STAMP)
    stage = found(government, draft, people(), password=password, at=at)
    _keep_time(stage, plan)
    for position, name in enumerate(plan["units"], start=1):
        stage.units[name] = add_unit(
            stage.administrator, stage.office, name=name, starts=BEGIN, position=position, at=at
        )
    _seat(stage, plan)
    procedure = _cast(stage, plan)
    _promise(stage, plan)
    return stage, procedure


def _keep_time(stage: Stage, plan: Mapping[str, Any]) -> None:
    admin, office, at = stage.administrator, stage.office, stage.at
    for starts, name, week in plan["hours"]:
        set_hours(admin, office, hours=hours_from(week), name=name, starts=date.fromisoformat(starts), at=at)
    days = {date.fromisoformat(day): (name, decree) for day, name, decree in plan["holidays"]}
    if days:
        set_holidays(admin, office, days=days, at=at)


def _seat(stage: Stage, plan: Mapping[str, Any]) -> None:
    """Somebody on every post that is cast; the others stay empty."""
    needed = {post for seats in plan["casting"].values() for _, post in seats}
    units = list(stage.units.values())
    for index, told in enumerate(plan["posts"]):
        if index in needed:
            unit = None if told["unit"] is None else units[told["unit"]]
            draft = PostDraft(told["title"], unit, told["heads_office"], told["heads_unit"], index + 1)
            seat_on(stage, draft)


def _cast(stage: Stage, plan: Mapping[str, Any]) -> Procedure:
    admin, at = stage.administrator, stage.at
    sop = sop_from(plan["sop"])
    edition = publish_edition(admin, stage.office, sop, key=plan["key"], in_force_from=BEGIN, at=at)
    stage.procedures[plan["key"]] = edition.procedure
    units, titles = list(stage.units.values()), [told["title"] for told in plan["posts"]]
    seats = {
        performer: [(None if unit is None else units[unit], stage.posts[titles[post]]) for unit, post in pairs]
        for performer, pairs in plan["casting"].items()
    }
    cast_performers(admin, edition.procedure, seats, starts=BEGIN, at=at)
    return edition.procedure


def _promise(stage: Stage, plan: Mapping[str, Any]) -> None:
    units, titles = list(stage.units.values()), [told["title"] for told in plan["posts"]]
    period = Period.parse(plan["period"])
    promises = []
    for position, told in enumerate(plan["indicators"], start=1):
        post = None if told["post"] is None else stage.posts.get(titles[told["post"]])
        draft = IndicatorDraft(
            told["name"],
            told["measure"],
            BEGIN,
            kind=Kind(told["kind"]),
            periodicity=PeriodKind(told["periodicity"]),
            post=post,
            needs_evidence=told["needs_evidence"],
            evidence=told["evidence"],
            position=position,
            meaning=Meaning.from_data(told["meaning"]) if told["meaning"] else Meaning(),
        )
        goals = dict.fromkeys(asked_periods(draft.periodicity, period), goal) if (goal := _goal(told["goal"])) else {}
        promises.append(Promise(units[told["unit"]], draft, goals))
        stage.promised.add(units[told["unit"]].pk)
    promise_all(stage.administrator, promises, at=stage.at)


def _goal(told: list[str | None] | None) -> Goal | None:
    if told is None or told[0] is None:
        return None
    return Goal(Decimal(told[0]), None if told[1] is None else Decimal(told[1]))
