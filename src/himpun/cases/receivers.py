"""Whom the SOP names for what a task sends: the receivers of its line, else whoever does the next act."""

from collections.abc import Iterable, Iterator

from himpun.cases.models import Task, TeamMember
from himpun.cases.seating import Seating, seating_of
from himpun.sop.model import Act, Part, Seat
from himpun.sop.route import END, Station


def named_by_sop(task: Task, own: int | None) -> tuple[int, ...]:
    """Posts to propose, never the sender's own unless the SOP lets nobody else receive what is handed over.

    A line that names no receivers sends to whoever goes on from it: the posts of the next act that is not the
    sender's own work. The whole next line would name people who are not concerned yet.
    """
    named = _named(task)
    if others := tuple(post for post in named if post != own):
        return others
    if task.act == Act.HAND_OVER and named:
        return named  # one post plays both performers: what is handed over stays where it is
    seating = seating_of(task.case)
    for station in _onward(seating, seating.route.station(task.line, task.position)):
        if others := tuple(post for post in _posts(task, seating, station.doers) if post != own):
            return others
    return ()


def may_receive_own(task: Task, own: int) -> bool:
    """Whether the sender's own post may be the receiver: where the SOP names no other."""
    return named_by_sop(task, own) == (own,)


def _named(task: Task) -> tuple[int, ...]:
    """Who receives at the task's line; of a meeting, who takes part as well."""
    seating = seating_of(task.case)
    parts = (Part.RECEIVES, Part.JOINS) if task.act == Act.MEET else (Part.RECEIVES,)
    line = next(step for step in seating.sop.lines if step.number == task.line)
    roles = [role for role in line.performers if role.part in parts]
    keys = [role.key for role in roles if not role.acts or task.position in role.acts]
    return _posts(task, seating, keys)


def _onward(seating: Seating, station: Station) -> Iterator[Station]:
    while station.onward != END:
        station = seating.route.stations[station.onward]
        yield station


def _posts(task: Task, seating: Seating, keys: Iterable[str]) -> tuple[int, ...]:
    """The posts that play these performers in the case, each once."""
    cast, found = seating.cast, list[int]()
    for key in keys:
        if seating.sop.performer(key).seat is Seat.TEAM:
            team = TeamMember.objects.filter(case=task.case_id, team=key)
            found += team.order_by("pk").values_list("post", flat=True)
        found += [cast.posts[key]] if key in cast.posts else []
        found += cast.groups.get(key, ())
        found += [post for _, post in (*cast.units.get(key, ()), *cast.members.get(key, ()))]
    return tuple(dict.fromkeys(found))
