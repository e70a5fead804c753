"""From bytes to a plain tree: YAML and JSON by strangers, read without trusting them.

A mapping comes out as `Pairs`, so that a key written twice is still seen. What cannot be a tree at all (no
text, broken syntax, an alias, too deep, too large) is a `BrokenSop`; the rest is left to `plain_tree`.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NoReturn, TypeAlias

import yaml

from himpun.sop.errors import BrokenSop, problem
from himpun.sop.model import Finding

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | int | Decimal | bool | None"

# The core words of YAML 1.2, not 1.1: there `no` would be false, `002` would be 2 and `2022-01-31` a date.
YAML_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
FRACTION = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Pairs(list[tuple[object, object]]):
    """A mapping as written: its keys may repeat, and may be anything."""


def refuse(code: str, where: str, message: str) -> NoReturn:
    raise BrokenSop((problem(code, where, message),))


def decoded(source: str | bytes) -> str:
    """The text of a file, UTF-8 with or without a byte order mark. Raises BrokenSop."""
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        refuse("too_large", "", "Berkas lebih besar dari 1 MB. Sebuah SOP jauh lebih kecil; periksa berkasnya.")
    try:
        return source.decode("utf-8-sig") if isinstance(source, bytes) else source.removeprefix("\ufeff")
    except UnicodeDecodeError:
        refuse("not_text", "", "Berkas ini bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8.")


def from_json(source: str | bytes) -> object:
    """The tree of a JSON text, with `Pairs` for objects and Decimal for fractions. Raises BrokenSop."""
    try:
        return json.loads(
            decoded(source),
            object_pairs_hook=Pairs,
            parse_float=_fraction,
            parse_int=_whole,
            parse_constant=_no_number,
        )
    except RecursionError:
        _too_deep("")
    except json.JSONDecodeError as error:
        place = f"baris {error.lineno}, kolom {error.colno}"
        refuse("not_json", place, f"Susunan JSON rusak pada {place}. Perbaiki tanda baca di tempat itu.")


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= 18 else Decimal(digits)


def _fraction(digits: str) -> Decimal | str:
    # An exponent has no use in an SOP, and 1e999999999 must not become a number that somebody expands.
    return Decimal(digits) if FRACTION.fullmatch(digits) else digits


def _no_number(word: str) -> str:
    return word


def _too_deep(where: str) -> NoReturn:
    refuse("too_deep", where, f"Isian bersarang lebih dari {MAX_DEPTH} tingkat. Sederhanakan susunannya.")


def from_yaml(source: str | bytes) -> object:
    """The tree of one YAML document, with `Pairs` for mappings. Raises BrokenSop, for aliases too."""
    text = decoded(source)
    found = UNSPEAKABLE.search(text.replace("\r\n", "\n"))
    if found:
        line = text.count("\n", 0, found.start()) + 1
        refuse("control_character", f"baris {line}", f"Ada tanda yang tidak terbaca di baris {line}. Hapuslah.")
    try:
        return _Builder().build(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        refuse(
            "not_yaml",
            f"baris {line}",
            f"Susunan YAML rusak di baris {line}. Periksa lekukan dan tanda bacanya.",
        )
    except (yaml.YAMLError, RecursionError):
        refuse("not_yaml", "", "Susunan YAML rusak. Periksa lekukan dan tanda bacanya.")


# The C parser where the wheel brings it: the other one needs ten times as long for a megabyte.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Builder:
    """Builds the tree from parser events with a stack of its own: depth is counted, never recursed into."""

    def __init__(self) -> None:
        self.root: list[object] = []
        self.stack: list[list[object]] = [self.root]

    def build(self, events: Iterator[yaml.Event]) -> object:
        for event in events:
            self._take(event)
        if len(self.root) > 1:
            refuse(
                "several_documents",
                "",
                "Berkas berisi lebih dari satu dokumen YAML. Pisahkan menjadi satu SOP.",
            )
        return self.root[0] if self.root else None

    def _take(self, event: yaml.Event) -> None:
        self._refuse_references(event)
        match event:
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(self.stack) > MAX_DEPTH:
                    _too_deep(_line(event))
                # A mapping's keys and values arrive in turn; they are paired when it ends.
                self.stack.append([])
            case yaml.SequenceEndEvent():
                self._close(self.stack.pop())
            case yaml.MappingEndEvent():
                flat = self.stack.pop()
                self._close(Pairs(zip(flat[::2], flat[1::2], strict=True)))
            case yaml.ScalarEvent():
                self.stack[-1].append(_scalar(event))
            case _:
                pass

    def _close(self, node: object) -> None:
        self.stack[-1].append(node)

    def _refuse_references(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            where = _line(event)
            refuse(
                "alias_refused",
                where,
                f"Rujukan (& atau *) di {where} tidak diterima. Tuliskan isinya langsung.",
            )
        if getattr(event, "tag", None):
            where = _line(event)
            refuse("tag_refused", where, f"Penanda jenis (!) di {where} tidak diterima. Hapuslah penanda itu.")


def _line(event: yaml.Event) -> str:
    return f"baris {event.start_mark.line + 1}" if event.start_mark else ""


def _scalar(event: yaml.ScalarEvent) -> object:
    plain = event.implicit[0]
    if not plain:
        return event.value
    if event.value in YAML_WORDS:
        return YAML_WORDS[event.value]
    if WHOLE.fullmatch(event.value):
        return int(event.value)
    return _fraction(event.value)


def plain_tree(tree: object) -> tuple[Tree, tuple[Finding, ...]]:
    """The tree with text in NFC, unique text keys and exact numbers, and what was wrong with it.

    Anything wrong is left out of the answer. Raises BrokenSop when it is nested too deeply.
    """
    cleaner = _Cleaner()
    return cleaner.clean(tree, ()), tuple(cleaner.findings)


class _Cleaner:
    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def clean(self, node: object, path: tuple[str, ...]) -> Tree:
        if len(path) >= MAX_DEPTH and isinstance(node, Mapping | list | tuple):
            _too_deep("/".join(path[:3]))
        match node:
            case None | bool() | Decimal() | int():
                return self._number(node, path)
            case float():
                return self._number(Decimal(repr(node)), path)
            case str():
                return self._text(node, path)
            case Pairs():
                return self._pairs(node, path)
            case Mapping():
                return self._pairs(list(node.items()), path)
            case list() | tuple():
                return [self.clean(child, (*path, str(at))) for at, child in enumerate(node, start=1)]
            case _:
                return self._say("wrong_type", path, "Isian ini bukan teks, angka atau daftar. Tuliskan sebagai teks.")

    def _number(self, node: bool | int | Decimal | None, path: tuple[str, ...]) -> Tree:
        if node is None or isinstance(node, bool) or _is_ordinary(node):
            return node
        return self._say("not_a_number", path, "Ini bukan angka yang wajar. Tuliskan angka biasa, misalnya 480.")

    def _text(self, text: str, path: tuple[str, ...]) -> Tree:
        text = text.replace("\r\n", "\n")
        if UNSPEAKABLE.search(text):
            return self._say("control_character", path, "Teks memuat tanda yang tidak terbaca. Ketik ulang teksnya.")
        return unicodedata.normalize("NFC", text)

    def _pairs(self, pairs: list[tuple[object, object]], path: tuple[str, ...]) -> Tree:
        answer: dict[str, Tree] = {}
        for key, value in pairs:
            name = self._text(key, path) if isinstance(key, str) else None
            if not isinstance(name, str):
                self._say(
                    "key_is_not_text",
                    path,
                    f"Nama isian “{_clipped(key)}” bukan teks. Tuliskan nama isiannya.",
                )
            elif name in answer:
                self._say(
                    "written_twice",
                    (*path, name),
                    f"“{_clipped(name)}” tertulis dua kali. Hapus salah satunya.",
                )
            else:
                answer[name] = self.clean(value, (*path, name))
        return answer

    def _say(self, code: str, path: tuple[str, ...], message: str) -> Tree:
        self.findings.append(problem(code, "/".join(_clipped(part) for part in path), message))
        return None


def _is_ordinary(number: int | Decimal) -> bool:
    """Whether a number can be written out in a few digits. An exponent of a billion would fill the memory."""
    if isinstance(number, int):
        return number.bit_length() <= 60
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -18 and number.adjusted() <= 18


def _clipped(value: object) -> str:
    shown = value if isinstance(value, str) else type(value).__name__
    return UNSPEAKABLE.sub("\ufffd", shown[:60])
