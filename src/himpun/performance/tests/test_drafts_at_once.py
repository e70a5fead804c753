"""Cells of one sheet that are left at the same moment, the very first ones of its draft: each is kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from himpun.cases.models import Task
from himpun.performance.actions import save_cell
from himpun.performance.cells import Typed
from himpun.performance.models import Draft, SheetLine
from himpun.performance.tests.world import LATER, World, opened, promise, run_to, world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

KASI = "Kepala Seksi/Lurah 1"


def leave(made: World, task: int, line: int, barrier: Barrier) -> None:
    try:
        mine = Task.objects.select_related("case__office").get(pk=task)
        actor = made.doer(mine)
        barrier.wait(timeout=10)
        save_cell(actor, mine, line, typed=Typed(figure=str(line)), based_on=0, at=LATER)
    finally:
        connection.close()


def test_of_eight_cells_left_at_once_none_is_lost() -> None:
    made = world("batui-selatan")
    for number in range(8):
        promise(made, KASI, f"Indikator {number}")
    run_to(made, opened(made), act="fill")
    task = Task.objects.get(unit=made.units[KASI].pk, act="fill", state="open")
    lines = list(SheetLine.objects.filter(sheet__task=task.pk).values_list("pk", flat=True))
    barrier = Barrier(len(lines))
    with ThreadPoolExecutor(len(lines)) as pool:
        list(pool.map(lambda line: leave(made, task.pk, line, barrier), lines))
    cells = Draft.objects.get().content["cells"]
    assert {key: cell[1] for key, cell in cells.items()} == {str(line): str(line) for line in lines}
