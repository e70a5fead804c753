"""Forms of those who vouch for what they read: review, initial, signature; and sending back."""

from typing import Any

from himpun.cases import actions
from himpun.cases.deeds import Accepted, Point, SendBack
from himpun.cases.errors import Incomplete, Lack
from himpun.cases.models import Task
from himpun.cases.queries import line_of, reading_of, seating_of
from himpun.documents.proof import prove
from himpun.performance.actions import recommend
from himpun.performance.gathered import recap_now
from himpun.performance.models import Sheet
from himpun.trail.actor import Actor
from himpun.trail.journal import writing
from himpun.web.cases.typed import Typed
from himpun.web.request import Visit


def show_reading(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """What is read, and the ways back that the SOP gives."""
    seating = seating_of(task.case)
    ways = [
        {"to": way.to, "points": way.points, "activity": line_of(seating, int(way.to)).activity}
        for way in seating.route.returns[task.line]
    ]
    reading = reading_of(task)
    recap = recap_now(task.case)
    return {"papers": reading.papers, "read": reading.digest, "ways": ways, "recap": recap}


def show_review(visit: Visit, actor: Actor, task: Task) -> dict[str, Any]:
    """As for every reading; the superior's recommendation stands beside each unit."""
    return show_reading(visit, actor, task)


def review_form(visit: Visit, actor: Actor, task: Task) -> None:
    if _sent_back(visit, actor, task):
        return
    typed = Typed(visit.POST)
    note, read = typed.text("note"), typed.text("read")
    said = {key: text for key, text in _recommendations(visit).items() if text}
    with writing():  # the recommendations and the acceptance are one decision
        for sheet in Sheet.objects.filter(case=task.case_id, pk__in=said):
            recommend(actor, task, sheet, text=said[sheet.pk], at=visit.at)
        actions.review(actor, task, Accepted(note), read=read, at=visit.at)


def initial_form(visit: Visit, actor: Actor, task: Task) -> None:
    if not _sent_back(visit, actor, task):
        actions.initial(actor, task, read=visit.POST.get("read", ""), at=visit.at)


def sign_form(visit: Visit, actor: Actor, task: Task) -> None:
    if _sent_back(visit, actor, task):
        return
    password = visit.POST.get("sandi", "")[:1000]
    if not password:
        raise Incomplete((Lack("sandi", "no_password", "Ketik kata sandi Anda untuk menandatangani."),))
    proof = prove(actor, password, at=visit.at)
    actions.sign(actor, task, read=visit.POST.get("read", ""), proof=proof, at=visit.at)


def _sent_back(visit: Visit, actor: Actor, task: Task) -> bool:
    """The other button: minta perbaikan, pointing at units and cells."""
    if visit.POST.get("putusan") != "kembalikan":
        return False
    typed = Typed(visit.POST)
    to = typed.number("ke", 0)
    if not to:
        raise Incomplete((Lack("ke", "no_line", "Pilih ke langkah mana dikembalikan."),))
    decision = SendBack(to, typed.text("alasan"), tuple(_points(typed)))
    actions.send_back(actor, task, decision, read=typed.text("read"), at=visit.at)
    return True


def _points(typed: Typed) -> list[Point]:
    """Ticked cells "unit:member:line" and whole units "unit:member:"."""
    points = []
    for value in typed.texts("tunjuk"):
        unit, _, rest = value.partition(":")
        member, _, line = rest.partition(":")
        if unit.isdecimal() and member.isdecimal() and (line.isdecimal() or not line):
            points.append(Point(int(unit), int(member), line, typed.post.get(f"catatan-{line}", "")[:1000]))
    return points


def _recommendations(visit: Visit) -> dict[int, str]:
    found = {}
    for name, text in visit.POST.items():
        prefix, _, key = name.partition("-")
        if prefix == "rekomendasi" and key.isdecimal():
            found[int(key)] = str(text).strip()
    return found
