"""Every verb has the same shape: who, on what, and the time, given once and by name."""

import ast
from collections.abc import Iterable, Sequence

from tests.house.orm import is_write
from tests.house.source import PRODUCT, Function, Source, expect_none, name_of, product


def actions_of(path: str) -> str:
    """The room whose actions the file is or belongs to, "" for any other file."""
    rest = path.removeprefix(PRODUCT).split("/")
    return rest[0] if len(rest) > 1 and rest[1] in ("actions.py", "actions") else ""


def offered(sources: Iterable[Source]) -> dict[str, set[str]]:
    """What each package of actions offers: the names its `__init__` imports. The rest is its own."""
    packages = [source for source in sources if source.path.endswith("/actions/__init__.py")]
    return {
        actions_of(source.path): {
            alias.asname or alias.name
            for node in source.nodes()
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for source in packages
    }


def verbs(source: Source, names: set[str] | None) -> list[Function]:
    """The public functions of a file of actions; in a package of actions, those that it offers."""
    public = [node for node in ast.parse(source.text).body if isinstance(node, Function) and node.name[0] != "_"]
    return public if names is None else [function for function in public if function.name in names]


def misshapen(sources: Sequence[Source]) -> list[str]:
    packages = offered(sources)
    return [
        source.at(verb, f"{verb.name} {fault}")
        for source in sources
        if (room := actions_of(source.path))
        for verb in verbs(source, packages.get(room))
        for fault in faults(verb, source.functions())
    ]


def back_doors(sources: Iterable[Source]) -> list[str]:
    """Imports from within another room's package of actions, past what it offers."""
    return [
        source.at(node, f"imports from {node.module}: take what the room's actions offer")
        for source in sources
        for node in source.nodes()
        if isinstance(node, ast.ImportFrom) and node.module
        if (parts := node.module.split("."))[:1] == ["himpun"] and parts[2:3] == ["actions"] and len(parts) > 3
        if parts[1] != source.room
    ]


def is_marked(function: Function) -> bool:
    return "verb" in {name_of(part) for mark in function.decorator_list for part in ast.walk(mark)}


def hands_over(function: Function, beside: Sequence[Function]) -> bool:
    """Whether it only prepares (hashes a password) and leaves the writing to a marked one beside it."""
    marked = {other.name for other in beside if is_marked(other)}
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(name_of(call.func) in marked for call in calls) and not any(map(is_write, calls))


def acts_by_schedule(verb: Function) -> bool:
    """Whether it keeps a promise of the outbox: nobody acts, and the journal says so."""
    return "Actor.schedule()" in ast.unparse(verb)


def faults(verb: Function, beside: Sequence[Function]) -> list[str]:
    positional = [argument.arg for argument in (*verb.args.posonlyargs, *verb.args.args)]
    found = []
    if positional[:1] != ["actor"] and not acts_by_schedule(verb):
        found.append("does not take the actor first")
    if "at" not in [argument.arg for argument in verb.args.kwonlyargs]:
        found.append("does not take the time as keyword-only `at`")
    if len(positional) > 3:
        found.append("takes more by position than who, on what, and what")
    if flags := [argument.arg for argument in verb.args.kwonlyargs if _is_flag(argument)]:
        found.append(f"takes a flag ({', '.join(flags)}): two behaviours are two verbs")
    if not is_marked(verb) and not hands_over(verb, beside):
        found.append("is not marked as a verb: its rows and its journal could part")
    return found


def _is_flag(argument: ast.arg) -> bool:
    return isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"


def test_every_verb_has_the_shape_of_a_verb() -> None:
    expect_none(misshapen(product()))


def test_misshapen_verbs_are_found() -> None:
    bad = {
        "def act(task: Task, *, at: datetime): ...": "actor",
        "def act(actor: Actor, task: Task): ...": "time",
        "def act(actor: Actor, task: Task, at: datetime): ...": "time",
        "def act(actor: Actor, case: Case, note: str, why: str, *, at: datetime): ...": "position",
        "def act(actor: Actor, *, force: bool, at: datetime): ...": "flag",
        "def act(actor: Actor, *, at: datetime): ...": "marked",
    }
    for text, word in bad.items():
        found = misshapen([Source("src/himpun/cases/actions.py", text)])
        assert any(word in finding for finding in found), text


def test_a_well_shaped_verb_is_left_alone() -> None:
    good = "@verb\ndef act(actor: Actor, task: Task, *, note: str, at: datetime) -> Task: ...\ndef _part(x): ..."
    assert not misshapen([Source("src/himpun/cases/actions/start.py", good)])
    assert not misshapen([Source("src/himpun/cases/queries.py", "def every(): ...")])


def test_a_verb_may_prepare_before_the_transaction_and_hand_over() -> None:
    outer = "def act(actor, row, *, at):\n    _keep(actor, row, at=at)\n"
    inner = "@verb\ndef _keep(actor, row, *, at): ..."
    assert not misshapen([Source("src/himpun/cases/actions.py", outer + inner)])
    assert misshapen([Source("src/himpun/cases/actions.py", outer + "    row.delete()\n" + inner)])


def test_a_package_answers_for_the_verbs_it_offers() -> None:
    inner = Source("src/himpun/cases/actions/flow.py", "def lock(case): ...\ndef act(case): ...")
    door = Source("src/himpun/cases/actions/__init__.py", "from himpun.cases.actions.flow import act")
    assert all("act" in finding for finding in misshapen([inner, door]))
    assert misshapen([inner, door])


def test_a_room_uses_only_the_verbs_that_another_offers() -> None:
    expect_none(back_doors(product()))


def test_an_import_past_the_offered_verbs_is_found() -> None:
    bad = "from himpun.cases.actions.flow import lock"
    assert back_doors([Source("src/himpun/performance/actions.py", bad)])
    assert not back_doors([Source("src/himpun/cases/actions/acts.py", bad)])
