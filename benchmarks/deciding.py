"""Deciding one step: our walk over the task rows, against SpiffWorkflow doing the same from BPMN.

Both play inspektorat-tapin-2022 with twenty units through all its tasks, one unit returned once. For each task that is
finished, ours takes the rows' plain values and says what opens and closes; SpiffWorkflow loads its stored state,
completes the task and stores its state again. Neither reads or writes a database here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from benchmarks.pairs import in_turns, seconds
from benchmarks.table import Line, faster
from himpun.sop.catalogue import load
from himpun.sop.route import Route, route_of
from himpun.sop.walk import Event, Finished, Frame, Move, Place, Returned, Row, begin, walk

KEY: Final = "inspektorat-tapin-2022"
DIAGRAM: Final = Path(__file__).with_name("inspektorat.bpmn")
UNITS: Final = tuple(range(1, 21))
MEMBER: Final = 100
"""The member of unit n is n + 100: one in each."""
RETURNED: Final = 7
"""The unit whose figures are sent back."""

Values = tuple[int, int, int, int, int, str, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """A case before a task is finished: all its task rows as plain values, and what happens."""

    values: tuple[Values, ...]
    event: Event


def measure() -> Line:
    route, frame = route_of(load(KEY)), frame_of_twenty()
    moments = played(route, frame)
    stored = Stored.played()
    serializer = BpmnWorkflowSerializer()
    steps = min(len(moments), len(stored))

    def ours() -> float:
        return len(moments) / seconds(lambda: [decide(route, frame, one) for one in moments])

    def other() -> float:
        return len(stored) / seconds(lambda: [one.complete(serializer) for one in stored])

    name = f"deciding one step of eleven lines, {len(UNITS)} units, {steps} tasks"
    return faster(name, in_turns(ours, other, rounds=5), goal=50, unit="steps/s")


def decide(route: Route, frame: Frame, moment: Moment) -> Move:
    return walk(route, frame, [Row._make(values) for values in moment.values], moment.event)


def frame_of_twenty() -> Frame:
    return Frame(units={"irban": UNITS}, members={"p2upd": [(unit, unit + MEMBER) for unit in UNITS]})


def played(route: Route, frame: Frame) -> list[Moment]:
    """Every task of the case, in order, with the rows as they stood before it."""
    rows: dict[Place, str] = dict.fromkeys(begin(route, frame).opens, "open")
    moments: list[Moment] = []
    returns = 1
    while place := next((place for place, state in rows.items() if state == "open"), None):
        event: Event = Finished(place)
        if (place.line, place.position) == (8, 1) and returns:
            returns -= 1
            event = Returned(place, 4, frozenset({(RETURNED, 0)}))
        values = tuple((*place, state, key) for key, (place, state) in enumerate(rows.items(), start=1))
        moments.append(Moment(values, event))
        move = decide(route, frame, moments[-1])
        rows[place] = "returned" if isinstance(event, Returned) else "done"
        rows |= dict.fromkeys(move.withdraws, "withdrawn") | dict.fromkeys(move.opens, "open")
    return moments


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored workflow before a task is completed, the task, and what is decided in it."""

    state: str
    task: Any
    data: dict[str, Any]

    def complete(self, serializer: Any) -> str:
        """Load, complete the task, let the engine go on, store."""
        workflow = serializer.deserialize_json(self.state)
        task = workflow.get_task_from_id(self.task)
        task.data |= self.data
        if "decision" in self.data:
            task.data.pop("unit", None)  # a multi-instance that is entered again refuses its last item
        task.run()
        workflow.do_engine_steps()
        state: str = serializer.serialize_json(workflow)
        return state

    @classmethod
    def played(cls) -> list["Stored"]:
        """Every task of the diagram, in order."""
        parser = BpmnParser()
        parser.add_bpmn_file(str(DIAGRAM))
        workflow = BpmnWorkflow(parser.get_spec("collection"), parser.get_subprocess_specs("collection"))
        workflow.do_engine_steps()
        serializer: Any = BpmnWorkflowSerializer()
        decisions = _decisions()
        moments = []
        while not workflow.is_completed():
            task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
            moment = cls(serializer.serialize_json(workflow), task.id, decisions(task.task_spec.name))
            moments.append(moment)
            workflow = serializer.deserialize_json(moment.complete(serializer))
        return moments


def _decisions() -> Callable[[str], dict[str, Any]]:
    """What is decided at a task: the first review points at one unit, every other says yes."""
    returns = iter([{"decision": "figures", "asked": [RETURNED]}])
    decides = {"l8_review", "l9_review", "l10_sign"}

    def at(name: str) -> dict[str, Any]:
        if name == "l1_instruct":
            return {"asked": list(UNITS)}
        if name == "l8_review":
            return next(returns, {"decision": "yes"})
        return {"decision": "yes"} if name in decides else {}

    return at
