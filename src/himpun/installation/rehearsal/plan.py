"""What an office wants rehearsed, as data that travels into the scratch process: its own edition, units, posts,
casting, indicators and calendar, and no person.

{v: 1, key, sop: himpun-sop/1, government, office {name, code, zone, address, place}, hours [[starts, name, week]],
 holidays [[day, name, decree]], units [name], posts [{title, unit: index | null, heads_office, heads_unit}],
 casting {performer: [[unit index | null, post index]]},
 indicators [{unit: index, post: index | null, name, measure, kind, periodicity, needs_evidence, evidence, meaning,
              goal: [value, upper | null] | null}],
 period}
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from himpun.lib.periods import Period, PeriodKind
from himpun.organisation.models import Holiday, Office, OfficeHours, Post, Unit
from himpun.organisation.queries import in_force
from himpun.performance.asking import asked_periods, meaning_value
from himpun.performance.fields import plain
from himpun.performance.models import Indicator, Meaning, Target
from himpun.procedures.casting import Cast
from himpun.procedures.models import Edition
from himpun.procedures.queries import casting_for

VERSION: Final = 1


def plan_of(edition: Edition, period: Period, *, on: date) -> dict[str, Any]:
    """What an edition's rehearsal needs to know of its office, as it stands on a day."""
    office = Office.objects.select_related("government").get(pk=edition.office_id)
    units = list(Unit.objects.filter(in_force(on), office=office))
    posts = list(Post.objects.filter(in_force(on), office=office))
    at_unit = {unit.pk: index for index, unit in enumerate(units)}
    at_post = {post.pk: index for index, post in enumerate(posts)}
    return {
        "v": VERSION,
        "key": edition.procedure.key,
        "sop": edition.sop,
        "government": office.government.name,
        "office": {name: getattr(office, name) for name in ("name", "code", "zone", "address", "place")},
        **_calendar(office),
        "units": [unit.name for unit in units],
        "posts": [_post(post, at_unit) for post in posts],
        "casting": _casting(casting_for(edition, on), at_unit, at_post),
        "indicators": _indicators(office, period, at_unit, at_post, on=on),
        "period": period.key,
    }


def _calendar(office: Office) -> dict[str, Any]:
    hours = OfficeHours.objects.filter(office=office).order_by("starts")
    days = Holiday.objects.filter(office=office, cancelled=False).order_by("day")
    return {
        "hours": [[str(row.starts), row.name, row.week] for row in hours],
        "holidays": [[str(row.day), row.name, row.decree] for row in days],
    }


def _post(post: Post, at_unit: Mapping[int, int]) -> dict[str, Any]:
    unit = at_unit.get(post.unit_id) if post.unit_id else None
    return {"title": post.title, "unit": unit, "heads_office": post.heads_office, "heads_unit": post.heads_unit}


def _casting(cast: Cast, at_unit: Mapping[int, int], at_post: Mapping[int, int]) -> dict[str, Any]:
    """By performer, in places of the lists above; what has ended since is left out."""
    seats: dict[str, list[tuple[int | None, int]]] = {key: [(None, post)] for key, post in cast.posts.items()}
    seats |= {key: [(None, post) for post in posts] for key, posts in cast.groups.items()}
    for fanned in (cast.units, cast.members):
        seats |= {key: list(pairs) for key, pairs in fanned.items()}
    return {
        key: [
            [at_unit[unit] if unit is not None else None, at_post[post]]
            for unit, post in pairs
            if post in at_post and (unit is None or unit in at_unit)
        ]
        for key, pairs in seats.items()
    }


def _indicators(
    office: Office, period: Period, at_unit: Mapping[int, int], at_post: Mapping[int, int], *, on: date
) -> list[dict[str, Any]]:
    rows = list(Indicator.objects.filter(in_force(on), office=office, unit__in=at_unit).order_by("position", "pk"))
    meanings = {
        row.indicator_id: meaning_value(row) for row in Meaning.objects.filter(indicator__in=rows).order_by("starts")
    }
    targets: dict[int, dict[str, Target]] = {}
    for target in Target.objects.filter(indicator__in=rows).order_by("year"):
        targets.setdefault(target.indicator_id, {})[target.period] = target
    return [
        {
            "unit": at_unit[row.unit_id],
            "post": at_post.get(row.post_id) if row.post_id else None,
            "name": row.name,
            "measure": row.measure,
            "kind": row.kind,
            "periodicity": row.periodicity,
            "needs_evidence": row.needs_evidence,
            "evidence": row.named_evidence,
            "meaning": meanings[row.pk].as_data() if row.pk in meanings else None,
            "goal": _goal(targets.get(row.pk, {}), PeriodKind(row.periodicity), period),
        }
        for row in rows
    ]


def _goal(targets: Mapping[str, Target], kind: PeriodKind, period: Period) -> list[str | None] | None:
    """The target of the period that is played; else of the same period of another year, else of any: for practice."""
    asked = asked_periods(kind, period)
    alike = [target for key, target in targets.items() if Period.parse(key).kind is kind]
    same = [target for target in alike if target.period[4:] in {one.key[4:] for one in asked}]
    found = next((targets[one.key] for one in asked if one.key in targets), (same or alike)[-1] if alike else None)
    if not asked or found is None:
        return None
    return [plain(found.value), None if found.value_upper is None else plain(found.value_upper)]
