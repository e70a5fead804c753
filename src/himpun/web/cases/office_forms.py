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
    Nature,
    Plan,
    PlanItem,
    Publication,
    TeamFormed,
)
from himpun.cases.letters import REQUESTS
from himpun.cases.queries import seating_of
from himpun.cases.story import attachments_of, meeting_called
from himpun.documents.kinds import PERFORMANCE_ACCOUNTABILITY
from himpun.sop.model import Part
from himpun.web.cases.figure_forms import Kept
from himpun.web.cases.people_offered import addressees, offered_posts, offered_to_send
from himpun.web.cases.shown import archived_by
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
        "natures": list(Nature),
        "letter": case.letter,
        "scans": list(attachments_of(case)) if case.letter else [],
    }


def instruct_form(turn: Turn) -> None:
    """Requests that the sheet of disposition does not print are left out; an unknown nature is "biasa"."""
    typed = turn.form()
    nature = typed.text("nature")
    deed = Instruction(
        requests=tuple(r for r in typed.texts("requests") if r in REQUESTS),
        text=typed.text("text"),
        addressees=addressees(typed.keys("addressees"), turn.task, own=turn.own, on=turn.today),
        nature=Nature(nature) if nature in list(Nature) else Nature.ORDINARY,
        until=typed.date("until"),
    )
    typed.refuse(deed.lacks(turn.period))
    actions.instruct(turn.actor, turn.task, deed, at=turn.at)


def team_form(turn: Turn) -> None:
    """Whoever leads is a member too, ticked or not; posts that were not offered are left out."""
    typed = turn.form()
    leader = typed.keys("leader")
    chosen = set(typed.keys("members")) | set(leader)
    members = tuple(
        Member(o.post, o.title, "Ketua" if o.post in leader[:1] else "Anggota")
        for o in offered_posts(turn.task, own=turn.own, on=turn.today)
        if o.post in chosen
    )
    deed = TeamFormed(typed.text("name"), members, typed.date("until"))
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
    """The rows as typed, with every unreadable date told beside its field. Raises Incomplete."""
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
        "agenda": called.agenda if called else seating_of(turn.task.case).sop.line(turn.task.line).activity,
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
        chair=_offered(turn, typed.keys("chair")),
        scribe=_offered(turn, typed.keys("scribe")),
    )
    typed.refuse(deed.lacks_to_invite() if calling else deed.lacks(turn.period))
    if not calling:
        actions.meet(turn.actor, turn.task, deed, at=turn.at)
        return
    actions.invite(turn.actor, turn.task, deed, at=turn.at)
    raise Kept("undangan")


def _offered(turn: Turn, chosen: tuple[int, ...]) -> int:
    """The chosen post where it is one of those that were offered, else none."""
    return next((o.post for o in offered_posts(turn.task, own=turn.own, on=turn.today) if o.post in chosen[:1]), 0)


INVITED: Final = {
    "undangan": "Undangan tersimpan di berkas dan sampai di Meja kerja yang diundang. "
    "Sesudah rapat, isi kehadiran dan notulennya di sini."
}
"""What is said when the act goes on."""


def show_hand_over(turn: Turn) -> dict[str, Any]:
    """What is handed over as the SOP names it, and who may receive it."""
    step = seating_of(turn.task.case).sop.line(turn.task.line)
    return {"posts": offered_to_send(turn.task, own=turn.own, on=turn.today), "what": "\n".join(step.outputs)}


def hand_over_form(turn: Turn) -> None:
    """What is handed over, one thing a line, and to whom: posts that were offered."""
    typed = turn.form()
    to = addressees(typed.keys("to"), turn.task, own=turn.own, on=turn.today)
    what, counts = _quantities(typed.lines("what"))
    deed = HandOver(what, to, typed.text("note"), counts)
    typed.refuse(deed.lacks(turn.period))
    actions.hand_over(turn.actor, turn.task, deed, at=turn.at)


def _quantities(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "Rekap; 2 berkas" is two berkas of it; without a semicolon nothing was said of how many."""
    told = [line.rpartition(";") if ";" in line else (line, "", "") for line in lines]
    return tuple(what.strip() for what, _, _ in told), tuple(count.strip() for _, _, count in told)


def show_recipients(turn: Turn) -> dict[str, Any]:
    """Who is to have it, as the SOP names them."""
    sop = seating_of(turn.task.case).sop
    step = seating_of(turn.task.case).sop.line(turn.task.line)
    names = [sop.performer(role.key).name for role in step.performers if role.part is Part.RECEIVES]
    return {"recipients": "\n".join(names)}


def publish_form(turn: Turn) -> None:
    """Recipients, one a line, by what way, and whether the public page shows it."""
    typed = turn.form()
    deed = Publication(typed.lines("recipients"), typed.text("by"), public=bool(typed.texts("public")))
    typed.refuse(deed.lacks(turn.period))
    actions.publish(turn.actor, turn.task, deed, at=turn.at)


STATES: Final = ("asli", "salinan")
FATES: Final = ("", "musnah", "permanen", "dinilai kembali")
MOST_YEARS: Final = 100


def show_archive(turn: Turn) -> dict[str, Any]:
    """What is archived, the classification that is proposed, what a filed print may be, and what may become of it."""
    archived = archived_by(turn.task.case)
    return {"classification": PERFORMANCE_ACCOUNTABILITY, "states": STATES, "fates": FATES, "archived": archived}


def _one_of(known: tuple[str, ...], said: str) -> str:
    return said if said in known else known[0]


def _retention(typed: Typed) -> str:
    """Years in use and years kept, as the regency's JRA says; blank when neither was told."""
    told = (("aktif", "active"), ("inaktif", "inactive"))
    years = [(word, typed.text(name, 10), typed.number(name, 0, most=MOST_YEARS)) for word, name in told]
    return ", ".join(f"{word} {number} tahun" for word, text, number in years if text)


def archive_form(turn: Turn) -> None:
    """What is wrong with box or folder is told at the rack; a blank classification is that of performance data."""
    typed = turn.form()
    deed = Archiving(
        rack=typed.text("rack", 60),
        box=typed.text("box", 60, told_at="rack"),
        folder=typed.text("folder", 60, told_at="rack"),
        classification=typed.text("classification", 40) or PERFORMANCE_ACCOUNTABILITY,
        copies=typed.number("copies", 1, most=1000),
        retention=_retention(typed),
        state=_one_of(STATES, typed.text("state", 40)),
        fate=_one_of(FATES, typed.text("fate", 40)),
    )
    typed.refuse(deed.lacks(turn.period))
    actions.archive(turn.actor, turn.task, deed, at=turn.at)
