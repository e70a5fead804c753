"""Forms of the acts that need no figures: disposition, team, plan, meeting, handing over, publishing, archive."""

from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

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
from himpun.cases.papers import REQUESTS
from himpun.cases.queries import line_of, seating_of
from himpun.cases.story import attachments_of, meeting_called
from himpun.sop.model import Part
from himpun.web.cases.figure_forms import Kept
from himpun.web.cases.people_offered import addressees, offered_posts, offered_to_send
from himpun.web.cases.turn import Turn
from himpun.web.typed import Typed

BLANK_ROWS = 4


def show_team(turn: Turn) -> dict[str, Any]:
    """The posts that may be named into the team, the actor's own among them."""
    return {"posts": offered_posts(turn.task, own=turn.own, on=turn.today)}


def show_disposition(turn: Turn) -> dict[str, Any]:
    """Posts to choose from, the printed choices of a disposition, and the letter that it answers."""
    case = turn.task.case
    return {
        "posts": offered_to_send(turn.task, own=turn.own, on=turn.today),
        "requests": REQUESTS,
        "natures": NATURES,
        "letter": case.letter,
        "scans": list(attachments_of(case)) if case.letter else [],
    }


NATURES = ("biasa", "segera", "sangat segera", "rahasia")


def instruct_form(turn: Turn) -> None:
    typed = turn.form()
    nature = typed.text("nature") or "biasa"
    deed = Instruction(
        requests=tuple(r for r in typed.texts("requests") if r in REQUESTS),
        text=typed.text("text"),
        addressees=addressees(typed.keys("addressees"), turn.task, own=turn.own, on=turn.today),
        nature=nature if nature in NATURES else "biasa",
        until=typed.date("until"),
    )
    typed.refuse(deed.lacks(turn.period))
    actions.instruct(turn.actor, turn.task, deed, at=turn.at)


def team_form(turn: Turn) -> None:
    typed = turn.form()
    leader = typed.keys("leader")
    chosen = set(typed.keys("members")) | set(leader)
    members = tuple(
        Member(o.post, o.title, "Ketua" if o.post in leader[:1] else "Anggota")
        for o in offered_posts(turn.task, own=turn.own, on=turn.today)
        if o.post in chosen
    )
    deed = TeamFormed(typed.text("name"), members)
    typed.refuse(deed.lacks(turn.period))
    actions.form_team(turn.actor, turn.task, deed, at=turn.at)


def show_plan(turn: Turn) -> dict[str, Any]:
    """Rows for the plan: as typed before, with some blank ones; the first time with a proposal."""
    if turn.posted:
        rows = list(turn.form().rows("what", "starts", "ends", "who"))
    else:
        rows = [(n, (text, "", "", turn.actor.capacity)) for n, text in enumerate(PROPOSED)]
    first = max((number for number, _ in rows), default=-1) + 1
    blank = [(number, ("", "", "", "")) for number in range(first, first + BLANK_ROWS)]
    return {"rows": [*rows, *blank]}


PROPOSED = (
    "Membagikan format permintaan data",
    "Mengumpulkan isian dan data dukung",
    "Memeriksa kelengkapan",
)


def plan_form(turn: Turn) -> None:
    typed = turn.form()
    deed = Plan(tuple(_plan_item(typed, number) for number, _ in typed.rows("what", "starts", "ends", "who")))
    typed.refuse()
    actions.plan(turn.actor, turn.task, deed, at=turn.at)


def _plan_item(typed: Typed, number: int) -> PlanItem:
    what = typed.text(f"what-{number}", 300)
    if not what:
        typed.lack(f"what-{number}", "blank", "Tulis kegiatannya.")
    starts = typed.date(f"starts-{number}", needed="Isi tanggal mulai.")
    ends = typed.date(f"ends-{number}", needed="Isi tanggal selesai.")
    return PlanItem(what, starts or date.min, ends or date.min, typed.text(f"who-{number}", 300))


def show_meeting(turn: Turn) -> dict[str, Any]:
    """The posts that may be invited, and the meeting as it was called; before that, what the SOP calls the step."""
    called = meeting_called(turn.task)
    zone = turn.task.case.office.zone
    held_at = called.held_at.astimezone(ZoneInfo(zone)) if called and called.held_at else None
    return {
        "posts": offered_posts(turn.task, own=turn.own, on=turn.today),
        "agenda": called.agenda if called else line_of(seating_of(turn.task.case), turn.task.line).activity,
        "place": called.place if called else "",
        "held_at": f"{held_at:%Y-%m-%dT%H:%M}" if held_at else "",
        "invited": {a.title for a in called.attendees} if called else set(),
        "called": called,
    }


def meeting_form(turn: Turn) -> None:
    """Send the invitation, which ends nothing; or keep who came and what was said."""
    typed = turn.form()
    calling = turn.visit.POST.get("putusan") == "undang"
    invited, present = set(typed.keys("invited")), set(typed.keys("present"))
    deed = Meeting(
        agenda=typed.text("agenda"),
        place=typed.text("place"),
        held_at=typed.moment("held_at", turn.task.case.office.zone),
        attendees=tuple(
            Attendee(o.holder, o.title, present=o.post in present)
            for o in offered_posts(turn.task, own=turn.own, on=turn.today)
            if o.post in invited or (o.post in present and not calling)
        ),
        minutes=typed.text("minutes"),
        decisions=typed.lines("decisions"),
    )
    typed.refuse(deed.lacks_to_invite() if calling else deed.lacks(turn.period))
    if not calling:
        actions.meet(turn.actor, turn.task, deed, at=turn.at)
        return
    actions.invite(turn.actor, turn.task, deed, at=turn.at)
    raise Kept("undangan")


INVITED: Final = {
    "undangan": "Undangan tersimpan di berkas dan sampai di Meja kerja yang diundang. "
    "Sesudah rapat, isi kehadiran dan notulennya di sini."
}
"""What is said when the act goes on."""


def show_hand_over(turn: Turn) -> dict[str, Any]:
    """What is handed over as the SOP names it, and who may receive it."""
    step = line_of(seating_of(turn.task.case), turn.task.line)
    return {"posts": offered_to_send(turn.task, own=turn.own, on=turn.today), "what": "\n".join(step.outputs)}


def hand_over_form(turn: Turn) -> None:
    typed = turn.form()
    to = addressees(typed.keys("to"), turn.task, own=turn.own, on=turn.today)
    deed = HandOver(typed.lines("what"), to, typed.text("note"))
    typed.refuse(deed.lacks(turn.period))
    actions.hand_over(turn.actor, turn.task, deed, at=turn.at)


def show_recipients(turn: Turn) -> dict[str, Any]:
    """Who is to have it, as the SOP names them."""
    sop = seating_of(turn.task.case).sop
    step = line_of(seating_of(turn.task.case), turn.task.line)
    names = [sop.performer(role.key).name for role in step.performers if role.part is Part.RECEIVES]
    return {"recipients": "\n".join(names)}


def publish_form(turn: Turn) -> None:
    typed = turn.form()
    deed = Publication(typed.lines("recipients"), typed.text("by"), public=bool(typed.texts("public")))
    typed.refuse(deed.lacks(turn.period))
    actions.publish(turn.actor, turn.task, deed, at=turn.at)


def archive_form(turn: Turn) -> None:
    typed = turn.form()
    deed = Archiving(
        rack=typed.text("rack", 60),
        box=typed.text("box", 60, told_at="rack"),
        folder=typed.text("folder", 60, told_at="rack"),
        classification=typed.text("classification", 40) or "000.8.6.3",
        copies=typed.number("copies", 1, most=1000),
        retention=typed.text("retention", 200),
    )
    typed.refuse(deed.lacks(turn.period))
    actions.archive(turn.actor, turn.task, deed, at=turn.at)
