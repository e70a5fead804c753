"""Finishing a task through its verb, against the shortest ORM code that writes the same rows in one transaction.

The task is a unit's handing over (hand_over) as its page does it: it checks the seat and the state, lets the walk
decide, leaves a deed, a paper with its filing and the promise to draw it, and four entries in the journal's chain. The
other side knows all values beforehand, reads nothing, decides nothing and computes no chain.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from django.db import connection, models, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from benchmarks import ready  # noqa: F401 -- first: makes Django ready
from benchmarks.children import answer
from benchmarks.district import AT, Place, found_place, tasks_at
from benchmarks.pairs import ROUNDS, in_turns, seconds
from benchmarks.table import Line, at_most, faster
from himpun.cases.access import task_for
from himpun.cases.actions import hand_over
from himpun.cases.deeds import Addressee, HandOver
from himpun.cases.models import CasePaper, Deed, Task
from himpun.documents.models import Number, Paper
from himpun.installation.tables import make_tables
from himpun.organisation.identity import actor_for
from himpun.trail.actor import Actor
from himpun.trail.models import Entry, Outbox, Stream

LINE: Final = 8
"""Where units hand over, in the district's procedure."""
A_TURN: Final = 60
LATER: Final = AT + timedelta(days=1)


def measure() -> list[Line]:
    place = found_place()
    cases = -(-2 * A_TURN * (ROUNDS + 2) // len(place.units))
    tasks = iter(tasks_at(place, LINE, 1, cases=cases))
    same = Rows(place, next(tasks))

    def ours() -> float:
        waiting = [ready_to_finish(place, task) for task in islice(tasks, A_TURN)]
        return A_TURN / seconds(lambda: all_of(finish, waiting))

    def other() -> float:
        waiting = [(task, n) for n, task in enumerate(islice(tasks, A_TURN))]
        return A_TURN / seconds(lambda: all_of(same.write, waiting))

    name = f"finishing a task through its verb ({connection.vendor})"
    return [faster(name, in_turns(ours, other), goal=0.7, unit="tasks/s"), *statements()]


def all_of(work: Callable[..., None], each: Iterable[tuple[Any, ...]]) -> None:
    for given in each:
        work(*given)


def ready_to_finish(place: Place, task: Task) -> tuple[Actor, Task]:
    """The task as its page fetches it, and who is on its seat."""
    assert task.post_id is not None
    found, wearing = task_for(actor_for(place.accounts[task.post_id], on=LATER.date()), task.pk)
    return wearing, found


def finish(actor: Actor, task: Task, at: datetime = LATER) -> None:
    # To nobody of the office, so that the two sides write the same rows and no delivery.
    deed = HandOver(("Laporan kinerja",), (Addressee(0, "Kasubag"),), "Lengkap.")
    hand_over(actor, task, deed, at=at)


class Rows:
    """The rows that one finished task has left, to be written again for others."""

    def __init__(self, place: Place, task: Task) -> None:
        before = {model: _last(model) for model in (Entry, Outbox)}
        finish(*ready_to_finish(place, task))
        self._paper, self._filed = _values(Paper, _last(Paper)), _values(CasePaper, _last(CasePaper))
        self._deed, self._task = _values(Deed, _last(Deed)), _values(Task, task.pk)
        self._entries = [_values(Entry, key) for key in range(before[Entry] + 1, _last(Entry) + 1)]
        self._promises = [_values(Outbox, key) for key in range(before[Outbox] + 1, _last(Outbox) + 1)]
        self._numbers = self._fresh(place.office.pk)

    def _fresh(self, office: int) -> Iterator[list[dict[str, Any]]]:
        """Entries under numbers that nobody else gives."""
        seq = 1_000_000_000
        while True:
            seq += len(self._entries)
            yield [entry | {"seq": seq + n, "office_id": office} for n, entry in enumerate(self._entries)]

    def write(self, task: Task, number: int) -> None:
        """The shortest code of the ORM."""
        ended = ("state", "ended_at", "ended_by_id", "capacity", "why", "read", "subject", "subject_hash")
        code = f"{task.pk:020d}"
        with transaction.atomic():
            Task.objects.filter(pk=task.pk).update(**{name: self._task[name] for name in ended})
            Deed.objects.create(**self._deed | {"task_id": task.pk})
            subject = f"berkas/{task.case_id}/tugas/{task.pk}"
            Number.objects.filter(office=task.office_id).update(value=F("value") + 1)
            paper = Paper.objects.create(**self._paper | {"subject": subject, "check_code": code, "number": code})
            CasePaper.objects.create(
                **self._filed | {"paper_id": paper.pk, "task_id": task.pk, "case_id": task.case_id}
            )
            Outbox.objects.bulk_create([Outbox(**promise) for promise in self._promises])
            Entry.objects.bulk_create([Entry(**entry) for entry in next(self._numbers)])
            Stream.objects.filter(pk=task.office_id).update(seq=F("seq") + len(self._entries), head=f"{number:064d}")


def _last(model: type[models.Model]) -> int:
    key: int | None = model._default_manager.aggregate(last=models.Max("pk"))["last"]
    return key or 0


def _values(model: type[models.Model], key: int) -> dict[str, Any]:
    row = model._default_manager.get(pk=key)
    return {
        field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields if not field.primary_key
    }


def statements() -> list[Line]:
    """How often one finished task commits, and how many statements more it takes with twenty units than with two."""
    few, many = (_counted(found_place(units)) for units in (2, 20))
    on = connection.vendor
    return [
        at_most(f"commits of a finished task ({on})", max(few[1], many[1]), 1),
        at_most(f"statements of a finished task, more with 20 units than with 2 ({on})", many[0] - few[0], 0),
    ]


def _counted(place: Place) -> tuple[int, int]:
    """Statements and commits of one task, others being awaited; one before it has filled what is read once for ever."""
    first, _, second, _ = (*tasks_at(place, LINE, 1, cases=1)[:2], *tasks_at(place, LINE, 1, cases=1)[:2])
    finish(*ready_to_finish(place, first))
    waiting = ready_to_finish(place, second)
    with CaptureQueriesContext(connection) as queries:
        finish(*waiting)
    said = [query["sql"] for query in queries]
    return len([sql for sql in said if sql != "COMMIT"]), said.count("COMMIT")


def main() -> None:
    make_tables()
    answer([asdict(line) for line in measure()])


if __name__ == "__main__":
    main()
