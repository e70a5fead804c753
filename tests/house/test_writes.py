"""A row is written by a verb, and by nothing else: the same rule behind two doors is how rules get lost."""

import ast
import re
from collections.abc import Iterable, Sequence

from tests.house.orm import chain, is_write
from tests.house.source import PRODUCT, Source, expect_none, name_of, product

# Places beside the verbs that write, each with its reason.
STORAGE = {
    "trail/journal.py": "the trail's own storage: the chain is written by raw SQL, last in the transaction",
    "trail/receipts.py": "a receipt is part of the transaction it is given for",
    "trail/outbox.py": "promises are leased and marked as kept by the worker",
    "trail/heads.py": "a signed head is a witness beside the journal, never a state of the office",
    "trail/erasure.py": "forgetting the personal part of an entry, which the journal's own trigger watches",
    "trail/prepared.py": "statements built once from the models, called by the verbs of the rooms above",
    "performance/storage.py": "the submission's hand-written statements, called by its verb",
    "files/store.py": "the row that stands for bytes is written by the store, after the bytes",
    "organisation/attempts.py": "failed tries at the door are counted, not kept: no fact of the office",
    "organisation/sessions.py": "who is logged in is not the office's business and not in its journal",
}
NOT_ROWS = {"src/himpun/organisation/sessions.py"}  # a session saves itself, by Django's interface
WRITING_SQL = re.compile(r"\b(insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|replace\s+into\b|truncate\s)", re.I)
DOORS = ("web", "api", "cli")


def may_write(source: Source) -> bool:
    rest = source.path.removeprefix(PRODUCT).split("/")
    verbs = len(rest) > 1 and rest[1] in ("actions.py", "actions", "listeners.py")
    return verbs or "/".join(rest) in STORAGE


def writes(sources: Iterable[Source]) -> list[str]:
    """Calls of the ORM and texts of SQL that write, in files where nothing may be written."""
    found: list[str] = []
    for source in sources:
        if not may_write(source):
            found += [source.at(call, f"writes: {name_of(call.func)}") for call in source.calls() if is_write(call)]
            found += [source.at(node, "writes by SQL") for node in _statements(source)]
    return found


def _statements(source: Source) -> list[ast.AST]:
    documented = {id(node.value) for node in source.nodes() if isinstance(node, ast.Expr)}
    return [
        node
        for node in source.nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
        if WRITING_SQL.search(node.value)
    ]


def whole_saves(sources: Iterable[Source]) -> list[str]:
    """Saves of a whole row, which put back what another transaction has just changed."""
    return [
        source.at(call, "saves a whole row: name its update_fields")
        for source in sources
        if source.path not in NOT_ROWS
        for call in source.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr == "save" and not call.args
        if not {key.arg for key in call.keywords} & {"update_fields", "force_insert"}
    ]


def finishes(sources: Iterable[Source]) -> list[str]:
    """Doors that finish a task by themselves, past the act's own verb and its completion rule."""
    return [
        source.at(node, "names finish_task: call the act's own verb")
        for source in sources
        if source.room in DOORS
        for node in source.nodes()
        if name_of(node) == "finish_task" or (isinstance(node, ast.alias) and node.name == "finish_task")
    ]


def open_filters(sources: Iterable[Source]) -> list[str]:
    """Filters whose field names come from outside: a stranger would choose the join (`person__nip__gt`)."""
    return [
        source.at(call, f"{name_of(call.func)}(**...) with names from outside")
        for source in sources
        for call in source.calls()
        if name_of(call.func) in ("filter", "exclude", "get", "get_object_or_404", "Q", "order_by")
        for key in call.keywords
        if key.arg is None and (source.room in DOORS or chain(key.value) & {"request", "GET", "POST", "data"})
    ]


def test_only_verbs_and_storage_write() -> None:
    expect_none(writes(product()))


def test_each_exception_still_exists_and_needs_its_exception() -> None:
    bare = {source.path.removeprefix(PRODUCT): Source("src/himpun/web/x.py", source.text) for source in product()}
    assert [name for name in STORAGE if name not in bare or not writes([bare[name]])] == []


def test_writes_outside_are_found() -> None:
    bad: Sequence[str] = (
        "task.save(update_fields=['note'])",
        "Task.objects.create(case=case)",
        "Task.objects.filter(pk=1).update(note='')",
        "rows.update(note='')",
        "task.delete()",
        "Task.objects.bulk_create(rows)",
        "cursor.execute('UPDATE cases_task SET note = 1')",
        "cursor.execute(f'insert into {table} values (1)')",
    )
    assert [text for text in bad if not writes([Source("src/himpun/cases/queries.py", text)])] == []
    assert not any(writes([Source("src/himpun/cases/actions.py", text)]) for text in bad)


def test_what_only_looks_like_writing_is_left_alone() -> None:
    good = (
        "digest.update(b'')",
        "seen.update(other)",
        "'''Update a row set.'''",
        "picture.save(target)",
        "a | b",
    )
    assert [text for text in good if writes([Source("src/himpun/cases/queries.py", text)])] == []


def test_a_row_is_saved_by_named_fields() -> None:
    expect_none(whole_saves(product()))


def test_a_whole_save_is_found() -> None:
    assert whole_saves([Source("src/himpun/cases/actions.py", "task.save()")])
    assert not whole_saves([Source("src/himpun/cases/actions.py", "task.save(update_fields=['note'])")])


def test_no_door_finishes_a_task_itself() -> None:
    expect_none(finishes(product()))


def test_a_door_that_finishes_a_task_itself_is_found() -> None:
    bad = ("actions.finish_task(actor, task, at=now)", "from himpun.cases.actions import finish_task")
    assert all(finishes([Source("src/himpun/web/cases/views.py", text)]) for text in bad)
    assert not finishes([Source("src/himpun/performance/actions.py", bad[0])])


def test_no_filter_takes_its_names_from_a_request() -> None:
    expect_none(open_filters(product()))


def test_a_filter_with_names_from_a_request_is_found() -> None:
    assert open_filters([Source("src/himpun/cases/queries.py", "Task.objects.filter(**request.GET.dict())")])
    assert open_filters([Source("src/himpun/web/desk/views.py", "Task.objects.filter(**chosen)")])
