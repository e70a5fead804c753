"""How a write looks in the code."""

import ast

from tests.house.source import name_of

ALWAYS_WRITES = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "abulk_create",
    "raw_delete",
}
QUERY_STEPS = {
    "filter",
    "exclude",
    "all",
    "select_for_update",
    "using",
    "order_by",
    "objects",
    "_base_manager",
}


def is_write(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr="save"):
            # A PDF, a picture or an archive is saved to somewhere; a row is not.
            return not call.args or any(key.arg == "update_fields" for key in call.keywords)
        case ast.Attribute(attr="create", value=value):
            return "objects" in chain(value) or any(key.arg is None for key in call.keywords)
        case ast.Attribute(attr="update", value=value):
            # dict.update(key=...) looks the same: write `|=` for a dictionary.
            return bool(call.keywords and not call.args) or bool(QUERY_STEPS & chain(value))
        case ast.Attribute(attr="delete"):
            return not call.args
        case ast.Attribute(attr=name):
            return name in ALWAYS_WRITES
        case _:
            return False


def chain(node: ast.AST) -> set[str]:
    """The names of a chain of calls: {"Task", "objects", "filter"} for Task.objects.filter(...)."""
    return {name for part in ast.walk(node) if (name := name_of(part))}
