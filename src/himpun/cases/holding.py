"""Taking a case in hand, before a verb of this room or of one above writes anything: locked, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from himpun.cases.access import on_seat, over
from himpun.cases.errors import CaseIsOver, NotYours
from himpun.cases.models import Case, Task
from himpun.cases.seating import Seating, seating_of
from himpun.sop.walk import Place, Row, State
from himpun.trail.actor import Actor
from himpun.trail.failpoint import reach
from himpun.trail.page import page_of
from himpun.trail.prepared import Prepared

_CASE: Final = Prepared(
    lambda key: Case.objects.select_for_update(of=("self",)).select_related("office__government").filter(pk=key), int
)
_ROWS: Final = Prepared(
    lambda case: Task.objects.filter(case=case).order_by("pk").values_list(*Row._fields[:-1], "pk"), int
)


@dataclass(frozen=True, slots=True)
class Position:
    """A locked case with its tasks' plain values."""

    case: Case
    seating: Seating
    rows: tuple[Row, ...]

    def keys(self, places: Iterable[Place]) -> list[int]:
        """The task rows that stand at these places."""
        wanted = set(places)
        return [row.key for row in self.rows if row[:5] in wanted] if wanted else []


def lock(case: int) -> Case:
    """The case with its office, held until the commit: two last units must not miss each other at the join.

    SQLite holds its one writer already; PostgreSQL needs the row. A verb within a verb finds it held.
    """
    held = page_of("lock").held
    found: Case | None = held.get(("cases.case", case)) or _CASE.first(case)
    if found is None:
        raise Case.DoesNotExist
    if found.finished_at or found.cancelled_at:
        raise CaseIsOver
    held["cases.case", case] = found
    reach("after_lock")
    return found


def position_of(case: Case) -> Position:
    """Read where a locked case stands: one statement, whatever the number of units."""
    held = page_of("position_of").held
    found: Position | None = held.get(("cases.position", case.pk))
    if found is None:
        rows = tuple(map(Row._make, _ROWS.values(case.pk)))
        found = held["cases.position", case.pk] = Position(case, seating_of(case), rows)
    return found


def held_for(actor: Actor, task: Task) -> Position:
    """Where the case of the actor's task stands, locked. Raises CaseIsOver, NotYours."""
    case = lock(task.case_id)
    if on_seat(actor, task).hat != actor.hat:
        raise NotYours  # in another capacity than the seat's: the journal would tell it wrong
    return position_of(case)


def still_open(actor: Actor, task: Task) -> Case:
    """The case of a task that is open and on the actor's seat, locked. Raises CaseIsOver, NotYours, TaskIsOver."""
    position = held_for(actor, task)
    if not any(row.key == task.pk and row.state == State.OPEN for row in position.rows):
        raise over(task.pk)
    return position.case
