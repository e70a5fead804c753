"""Moving a case: hold it, let the walk decide, write what follows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Min, Q

from himpun.cases.access import on_seat, over
from himpun.cases.actions.delivering import read_by_acting
from himpun.cases.actions.filing import void_initials
from himpun.cases.clock import due_of
from himpun.cases.deeds import SendBack
from himpun.cases.errors import CannotSendBack, CaseIsOver, Incomplete, Lack, NotYours, TooEarly
from himpun.cases.holding import Position, held_for, lock, position_of
from himpun.cases.models import Case, Return, ReturnPoint, Task
from himpun.cases.seating import Seating, seating_of
from himpun.cases.signals import tasks_opened
from himpun.lib.worktime import Due
from himpun.sop.walk import (
    CannotWalk,
    Event,
    Finished,
    Move,
    Pair,
    Place,
    Returned,
    State,
    TimeIsUp,
    WentOn,
    walk,
)
from himpun.trail.actor import Actor
from himpun.trail.failpoint import reach
from himpun.trail.journal import Fact, RowImage, image, record, stored_time, verb
from himpun.trail.page import page_of
from himpun.trail.prepared import Prepared, write_rows
from himpun.trail.receipts import take as take_receipt

_ENDED = ("state", "ended_at", "ended_by", "capacity", "why", "read", "subject", "subject_hash")


@verb
def finish_task(
    actor: Actor, task: Task, *, at: datetime, subject: str = "", subject_hash: str = "", read: str = ""
) -> list[Task]:
    """End a task that was done and open what comes next. Empty when others are still awaited or the case has ended.

    Only verbs call it, each after its own rule of completeness is met. Raises TaskIsOver, NotYours, CaseIsOver.
    """
    position = held_for(actor, task)
    event = Finished(_place(task))
    move = _walk(position, event)
    task.subject, task.subject_hash, task.read = subject, subject_hash, read
    _end(actor, task, State.DONE, at)
    read_by_acting(actor, position.case.pk, at)
    opened = _apply(actor, position, move, at)
    _tell(actor, "cases.task_finished", position, move, [image(task, *_ENDED), *_images(position, opened, move)], at)
    announce(actor, position.case, opened, at)
    return opened


@verb
def return_task(actor: Actor, task: Task, decision: SendBack, *, read: str, at: datetime) -> list[Task]:
    """Decide "no": send the work back, or aside, to a line, pointing at units and fields. Opens the next round there.

    Initials on the report so far are void. Raises Incomplete without a reason, CannotSendBack, TaskIsOver.
    """
    if lacks := decision.lacks():
        raise Incomplete(lacks)
    position = held_for(actor, task)
    pairs: frozenset[Pair] = frozenset((p.unit, p.member) for p in decision.points)
    move = _walk(position, Returned(_place(task), decision.to_line, pairs))
    task.read = read
    _end(actor, task, State.RETURNED, at)
    read_by_acting(actor, position.case.pk, at)
    sent_back, points = _keep_return(position, task, decision, move, at)
    void_initials(actor, position.case, why=decision.reason, at=at)
    opened = _apply(actor, position, move, at)
    rows = [image(task, *_ENDED), image(sent_back), *(image(p) for p in points), *_images(position, opened, move)]
    _tell(actor, "cases.work_returned", position, move, rows, at)
    announce(actor, position.case, opened, at)
    return opened


@verb
def go_on_without(actor: Actor, case: Case, units: frozenset[int], *, why: str, at: datetime) -> list[Task]:
    """Decide to go on without units that have not answered: their open tasks are excused, with the reason.

    The seat that waits behind the fan-out may decide so, and the office's head. Raises NotYours, CannotSendBack.
    """
    if not why.strip():
        raise Incomplete((Lack("why", "no_reason", "Tulis alasan melanjutkan tanpa unit ini."),))
    position = position_of(lock(case.pk))
    actor = _who_may_go_on(actor, position, units)
    move = _walk(position, WentOn(units))
    _close(position, move.excuses, State.EXCUSED, actor, why, at)
    opened = _apply(actor, position, move, at)
    _tell(actor, "cases.went_on_without", position, move, _images(position, opened, move), at, why=why)
    announce(actor, position.case, opened, at)
    return opened


@verb
def pass_deadline(actor: Actor, case: Case, line: int, *, at: datetime) -> list[Task]:
    """Await nobody any longer at a line that joins at its deadline: the schedule's word once its time is over.

    Open tasks there are excused and what came in goes on. Raises TooEarly, CannotSendBack, CaseIsOver.
    """
    position = position_of(lock(case.pk))
    still = Task.objects.filter(case=case, line=line, state=State.OPEN)
    if still.filter(Q(due_at=None) | Q(due_at__gt=at)).exists():
        raise TooEarly
    move = _walk(position, TimeIsUp(line))
    _close(position, move.excuses, State.EXCUSED, actor, TIME_IS_UP, at)
    opened = _apply(actor, position, move, at)
    _tell(actor, "cases.deadline_passed", position, move, _images(position, opened, move), at, why=TIME_IS_UP)
    announce(actor, position.case, opened, at)
    return opened


def let_deadlines_pass(actor: Actor, *, at: datetime) -> list[Task]:
    """Go on, at every line that joins at its deadline, once its time is over. Returns what was opened.

    One transaction for each; a case that moved on meanwhile is left alone.
    """
    opened: list[Task] = []
    late = Task.objects.filter(state=State.OPEN, due_at__lte=at).exclude(unit=0, member=0)
    found = set(late.values_list("case", "line"))
    for case in Case.objects.filter(pk__in={key for key, _ in found}).order_by("pk"):
        stations = seating_of(case).route.stations
        for line in sorted({s.line for s in stations if s.until_due and (case.pk, s.line) in found}):
            try:
                opened += pass_deadline(actor, case, line, at=at)
            except (CannotSendBack, CaseIsOver, TooEarly):
                continue
    return opened


TIME_IS_UP: Final = "batas waktu lewat"


def _place(task: Task) -> Place:
    return Place(task.line, task.position, task.unit, task.member, task.round)


def _walk(position: Position, event: Event) -> Move:
    try:
        return walk(position.seating.route, position.seating.frame, position.rows, event)
    except CannotWalk as error:
        if error.code == "task_is_not_open" and isinstance(event, Finished | Returned):
            raise over(*position.keys([event.place])) from None
        raise CannotSendBack from None


def _end(actor: Actor, task: Task, state: State, at: datetime) -> None:
    """Compare-and-set: of two people pressing the button at once, one wins."""
    task.state, task.ended_at, task.ended_by_id, task.capacity = state, at, actor.person, actor.capacity
    how = [state, stored_time(at), actor.person, actor.capacity]
    what = [task.why, task.read, task.subject, task.subject_hash]
    with connection.cursor() as cursor:
        cursor.execute(_FINISH, [*how, *what, task.pk, State.OPEN])
        won = cursor.rowcount
    if not won:
        raise over(task.pk)
    take_receipt(actor, at=at)
    reach("after_rows")


_FINISH: Final = (
    "UPDATE cases_task SET state = %s, ended_at = %s, ended_by_id = %s, capacity = %s, "
    "why = %s, read = %s, subject = %s, subject_hash = %s "
    "WHERE id = %s AND state = %s"
)


def _apply(actor: Actor, position: Position, move: Move, at: datetime) -> list[Task]:
    """Withdraw what was overtaken, open what follows, end the case after its last line."""
    page_of("apply").held.pop(("cases.position", position.case.pk), None)  # it stands elsewhere from here on
    _close(position, move.withdraws, State.WITHDRAWN, actor, "berkas dikembalikan", at)
    opened = open_places(position.case, position.seating, move.opens, at)
    if move.ends:
        position.case.finished_at = at
        position.case.save(update_fields=["finished_at"])
    return opened


def _close(position: Position, places: Iterable[Place], state: State, actor: Actor, why: str, at: datetime) -> None:
    keys = position.keys(places)
    if keys:
        Task.objects.filter(pk__in=keys).update(
            state=state, ended_at=at, ended_by=actor.person, capacity=actor.capacity, why=why
        )


def open_places(case: Case, seating: Seating, places: Sequence[Place], at: datetime) -> list[Task]:
    """Open a task at each place for its seat, due when its line's standard time is over: all acts of a line share it.

    Two statements, whatever the number of units.
    """
    if not places:
        return []
    began: dict[tuple[int, int], datetime] = {}
    if any(place.position > 1 or place.unit for place in places):
        for line, round_, opened_at in _BEGAN.values(case.pk):
            began[line, round_] = min(began.get((line, round_), opened_at), opened_at)
    dues = {
        (line, round_): due_of(case, seating.sop, line, since=began.get((line, round_), at))
        for line, round_ in {(place.line, place.round) for place in places}
    }
    tasks = [_task(case, seating, place, dues[place.line, place.round], at) for place in places]
    write_rows(tasks)
    return tasks


_BEGAN: Final = Prepared(
    lambda case: (
        Task.objects.filter(case=case)
        .values("line", "round")
        .annotate(began=Min("opened_at"))
        .values_list("line", "round", "began")
    ),
    int,
)


def _task(case: Case, seating: Seating, place: Place, due: Due | None, at: datetime) -> Task:
    station = seating.route.station(place.line, place.position)
    chair = seating.chair(place)
    return Task(
        office_id=case.office_id,
        case_id=case.pk,
        line=place.line,
        position=place.position,
        unit=place.unit,
        member=place.member,
        round=place.round,
        act=station.act,
        post_id=chair.post,
        team=chair.team,
        opened_at=at,
        due_at=due.at if due else None,
        due_why=due.why if due else "SOP tidak menetapkan waktu untuk bagian penutup",
    )


def _images(position: Position, opened: Sequence[Task], move: Move) -> list[RowImage]:
    rows = [image(task) for task in opened]
    closed = position.keys((*move.withdraws, *move.excuses))
    if closed:
        rows += [image(task, *_ENDED) for task in Task.objects.filter(pk__in=closed)]
    if move.ends:
        rows.append(image(position.case, "finished_at"))
    return rows


def _tell(
    actor: Actor,
    kind: str,
    position: Position,
    move: Move,
    rows: Sequence[RowImage],
    at: datetime,
    **more: str,
) -> None:
    payload = {"case": position.case.pk, "opens": [list(p) for p in move.opens], "ends": move.ends, **more}
    record(Fact(position.case.office_id, actor, kind, at, payload, rows))


def announce(actor: Actor, case: Case, opened: list[Task], at: datetime) -> None:
    """Tell the rooms above which tasks were opened, inside the same transaction."""
    if opened:
        tasks_opened.send(Task, case=case, tasks=opened, actor=actor, at=at)


def _keep_return(
    position: Position, task: Task, decision: SendBack, move: Move, at: datetime
) -> tuple[Return, list[ReturnPoint]]:
    case = position.case
    sent_back = Return.objects.create(
        office_id=case.office_id,
        case=case,
        task=task,
        to_line=decision.to_line,
        round=move.opens[0].round,
        reason=decision.reason,
        made_at=at,
    )
    points = [
        ReturnPoint(
            office_id=case.office_id,
            sent_back=sent_back,
            unit_id=p.unit,
            member=p.member,
            field=p.field,
            note=p.note,
        )
        for p in decision.points
    ]
    return sent_back, ReturnPoint.objects.bulk_create(points)


def _who_may_go_on(actor: Actor, position: Position, units: frozenset[int]) -> Actor:
    """The actor in the capacity that lets them decide it. Raises NotYours, CannotSendBack."""
    waited = [r for r in position.rows if r.state == State.OPEN and r.unit in units]
    if not waited or 0 in units:  # 0 is no unit: it stands at the tasks that are done once, and nobody skips those
        raise CannotSendBack
    seating = position.seating
    if seating.signer is not None and (heading := actor.wearing(seating.signer)):
        return heading
    chairs = {seating.following_chair(seating.route.station(row.line, row.position)) for row in waited}
    if len(chairs) > 1:  # waited for by two: only the head decides for both
        raise NotYours
    (chair,) = chairs
    return on_seat(actor, Task(case=position.case, post_id=chair.post, team=chair.team))
