"""Forms of the acts that need no figures: disposition, team, plan, meeting, handing over, publishing, archive."""

from datetime import date
from typing import Any

from himpun.cases import actions
from himpun.cases.deeds import (
    Archiving,
    Attendee,
    HandOver,
    Instruction,
    Meeting,
    Member,
    Plan,
    PlanItem,
    Publication,
    TeamFormed,
)
from himpun.cases.errors import Incomplete, Lack
from himpun.cases.models import Task
from himpun.cases.papers import REQUESTS
from himpun.cases.queries import line_of, seating_of
from himpun.trail.actor import Actor
from himpun.web.cases.people_offered import addressees, offered_posts
from himpun.web.cases.typed import Typed, date_from
from himpun.web.request import Visit

BLANK_ROWS = 4


def show_posts(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """Posts to choose from, and the printed choices of a disposition."""
    return {"posts": offered_posts(task, on=visit.at.date()), "requests": REQUESTS, "natures": NATURES}


NATURES = ("biasa", "segera", "sangat segera", "rahasia")


def instruct_form(visit: Visit, actor: Actor, task: Task) -> None:
    typed = Typed(visit.POST)
    nature = typed.text("nature") or "biasa"
    deed = Instruction(
        requests=tuple(r for r in typed.texts("requests") if r in REQUESTS),
        text=typed.text("text"),
        addressees=addressees(typed.keys("addressees"), offered_posts(task, on=visit.at.date())),
        nature=nature if nature in NATURES else "biasa",
        until=typed.date("until"),
    )
    _refuse(typed)
    actions.instruct(actor, task, deed, at=visit.at)


def team_form(visit: Visit, actor: Actor, task: Task) -> None:
    typed = Typed(visit.POST)
    leader = typed.keys("leader")
    chosen = set(typed.keys("members")) | set(leader)
    members = tuple(
        Member(o.post, o.title, "Ketua" if o.post in leader[:1] else "Anggota")
        for o in offered_posts(task, on=visit.at.date())
        if o.post in chosen
    )
    deed = TeamFormed(typed.text("name"), members)
    _refuse(typed)
    actions.form_team(actor, task, deed, at=visit.at)


def show_plan(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """Rows for the plan: as typed before, with some blank ones; the first time with a proposal."""
    if visit.method == "POST":
        rows = [row for _, row in Typed(visit.POST).rows("what", "starts", "ends", "who")]
    else:
        rows = [(text, "", "", actor.capacity) for text in PROPOSED]
    rows += [("", "", "", "")] * BLANK_ROWS
    return {"rows": list(enumerate(rows))}


PROPOSED = (
    "Membagikan format permintaan data",
    "Mengumpulkan isian dan data dukung",
    "Memeriksa kelengkapan",
)


def plan_form(visit: Visit, actor: Actor, task: Task) -> None:
    typed = Typed(visit.POST)
    items = []
    for number, (what, starts, ends, who) in typed.rows("what", "starts", "ends", "who"):
        begin, end = date_from(starts), date_from(ends)
        if not what:
            typed.lacks.append(Lack(f"what-{number}", "blank", "Tulis kegiatannya."))
        if begin is None or end is None:
            typed.lacks.append(Lack(f"starts-{number}", "not_a_date", "Isi tanggal mulai dan selesai, mis. 6-10-2026."))
        items.append(PlanItem(what, begin or date.min, end or date.min, who))
    _refuse(typed)
    actions.plan(actor, task, Plan(tuple(items)), at=visit.at)


def show_meeting(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """The posts that may be invited; the agenda is what the SOP calls the step."""
    return {
        "posts": offered_posts(task, on=visit.at.date()),
        "agenda": line_of(seating_of(task.case), task.line).activity,
        "zone": task.case.office.zone,
    }


def meeting_form(visit: Visit, actor: Actor, task: Task) -> None:
    typed = Typed(visit.POST)
    invited, present = set(typed.keys("invited")), set(typed.keys("present"))
    deed = Meeting(
        agenda=typed.text("agenda"),
        place=typed.text("place"),
        held_at=typed.moment("held_at", task.case.office.zone),
        attendees=tuple(
            Attendee(o.holder, o.title, present=o.post in present)
            for o in offered_posts(task, on=visit.at.date())
            if o.post in invited | present
        ),
        minutes=typed.text("minutes"),
        decisions=typed.lines("decisions"),
    )
    _refuse(typed)
    actions.meet(actor, task, deed, at=visit.at)


def show_hand_over(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """What is handed over as the SOP names it, and who may receive it."""
    step = line_of(seating_of(task.case), task.line)
    return {"posts": offered_posts(task, on=visit.at.date()), "what": "\n".join(step.outputs)}


def hand_over_form(visit: Visit, actor: Actor, task: Task) -> None:
    typed = Typed(visit.POST)
    to = addressees(typed.keys("to"), offered_posts(task, on=visit.at.date()))
    deed = HandOver(typed.lines("what"), to, typed.text("note"))
    _refuse(typed)
    actions.hand_over(actor, task, deed, at=visit.at)


def publish_form(visit: Visit, actor: Actor, task: Task) -> None:
    typed = Typed(visit.POST)
    deed = Publication(typed.lines("recipients"), typed.text("by"), public=bool(typed.texts("public")))
    _refuse(typed)
    actions.publish(actor, task, deed, at=visit.at)


def archive_form(visit: Visit, actor: Actor, task: Task) -> None:
    typed = Typed(visit.POST)
    deed = Archiving(
        rack=typed.text("rack"),
        box=typed.text("box"),
        folder=typed.text("folder"),
        classification=typed.text("classification") or "000.8.6.3",
        copies=typed.number("copies", 1),
        retention=typed.text("retention"),
    )
    _refuse(typed)
    actions.archive(actor, task, deed, at=visit.at)


def _refuse(typed: Typed) -> None:
    if typed.lacks:
        raise Incomplete(tuple(typed.lacks))
