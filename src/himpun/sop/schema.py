"""The shape of `himpun-sop/1`, and what is wrong with a tree that has another one, in office words."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from himpun.sop.errors import MAX_FINDINGS, problem
from himpun.sop.model import Finding

TYPE_WORDS = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "angka",
    "object": "kelompok isian",
    "array": "daftar",
    "boolean": "true atau false",
    "null": "kosong",
}


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema (draft 2020-12) of the format, as shipped with the package."""
    file = resources.files("himpun.sop").joinpath("himpun-sop-1.schema.json")
    loaded: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def shape_findings(tree: object) -> tuple[Finding, ...]:
    """Every place where the tree is not of this shape, at most 200, in the order of the tree."""
    errors = islice(_validator().iter_errors(tree), MAX_FINDINGS)
    found = dict.fromkeys(finding for error in errors for finding in _told(error, tree))
    return tuple(sorted(found, key=lambda finding: [part.zfill(4) for part in finding.where.split("/")]))


def _told(error: ValidationError, tree: object) -> Iterator[Finding]:
    where = place(tuple(error.absolute_path), tree)
    wanted, shape = cast(Any, error.validator_value), cast(Any, error.schema)
    match error.validator:
        case "required":
            for name in wanted:
                if name not in cast(dict[str, Any], error.instance):
                    yield problem("missing", _inside(where, name), f"Isian “{name}” belum ada. Lengkapilah.")
        case "additionalProperties":
            for name in sorted(set(cast(dict[str, Any], error.instance)) - set(shape["properties"])):
                message = f"Isian “{clip(name)}” tidak dikenal. Periksa ejaannya atau hapus."
                yield problem("unknown_field", _inside(where, clip(name)), message)
        case _:
            yield _told_of_value(error, where)


def _told_of_value(error: ValidationError, where: str) -> Finding:
    wanted, shown = cast(Any, error.validator_value), clip(error.instance)
    match error.validator:
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            words = " atau ".join(TYPE_WORDS[name] for name in types)
            return problem("wrong_type", where, f"Isian ini harus berupa {words}. Perbaiki penulisannya.")
        case "enum":
            choices = ", ".join(wanted)
            return problem("unknown_word", where, f"“{shown}” tidak dikenal. Pilih salah satu: {choices}.")
        case "pattern":
            return problem("wrong_shape", where, f"Penulisan “{shown}” tidak sesuai. Periksa contoh di panduan.")
        case "minLength" | "minItems":
            return problem("empty", where, "Isian ini masih kosong. Lengkapilah.")
        case "maxLength" | "maxItems" | "maxProperties":
            return problem("too_long", where, f"Isian ini terlalu panjang (paling banyak {wanted}). Ringkaslah.")
        case "uniqueItems":
            return problem("written_twice", where, "Ada isian yang tertulis dua kali. Hapus salah satunya.")
        case "minimum" | "exclusiveMinimum":
            return problem("too_small", where, f"“{shown}” terlalu kecil. Periksa angkanya.")
        case "maximum":
            return problem("too_large", where, f"“{shown}” terlalu besar (paling banyak {wanted}). Periksa angkanya.")
        case _:
            return problem("wrong_value", where, f"“{shown}” tidak diterima di sini. Periksa isiannya.")


def place(path: tuple[str | int, ...], tree: object) -> str:
    """A path in words: "steps/3/performers/2/key". A step goes by its number, a performer by its key."""
    words: list[str] = []
    node = tree
    for part in path:
        node = node[part] if isinstance(node, dict | list) else None  # type: ignore[index]
        words.append(_named(words, part, node, tree) if isinstance(part, int) else part)
    return "/".join(words)


def _named(before: list[str], at: int, node: object, tree: object) -> str:
    if before == ["closing"]:
        return str(last_number(tree) + at + 1)
    name = node.get({"steps": "number", "performers": "key"}.get(before[0], "")) if isinstance(node, dict) else None
    known = len(before) == 1 and isinstance(name, str | int) and not isinstance(name, bool) and clip(name)
    return known or str(at + 1)


def last_number(tree: object) -> int:
    """The number after which the closing goes on counting: the last step's, or how many there are."""
    steps = tree.get("steps") if isinstance(tree, dict) else None
    if not isinstance(steps, list) or not steps:
        return 0
    last = steps[-1].get("number") if isinstance(steps[-1], dict) else None
    return last if isinstance(last, int) and not isinstance(last, bool) else len(steps)


def _inside(where: str, name: str) -> str:
    return f"{where}/{name}" if where else name


def clip(value: object) -> str:
    """Something a stranger wrote, short enough to stand in a message."""
    return str(value) if isinstance(value, int) else str(value)[:60] if isinstance(value, str) else "isian ini"
