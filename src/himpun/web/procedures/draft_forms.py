"""The forms of a draft about its performers and its identity page; each reads what was typed into a value."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from himpun.sop.edit import free_key, with_performer, without_performer
from himpun.sop.model import Performer, Seat, Sop
from himpun.sop.reassign import named_as, seated, with_names
from himpun.web.typed import Typed

LONGEST_NAME: Final = 200
MOST_NAMES: Final = 60
HEADINGS: Final = frozenset({"pelaksana", "nama", "nama pelaksana", "jabatan", "nama jabatan", "no", "nomor"})
_QUOTED: Final = re.compile(r'^"[^"\t\n]*\n[^"\t]*"$', re.MULTILINE)
_NUMBERED: Final = re.compile(r"^\s*\d+\s*[.)]\s*")
IDENTITY: Final = {
    "legal_basis": "Dasar hukum",
    "qualifications": "Kualifikasi pelaksana",
    "related": "Keterkaitan",
    "equipment": "Peralatan dan perlengkapan",
    "warnings": "Peringatan",
    "records": "Pencatatan dan pendataan",
}


def performers_from(form: Typed, sop: Sop) -> Sop:
    """All performers as they were typed: renamed, seated, taken for another, added, taken out."""
    for one in sop.performers:
        into = form.post.get(f"adalah-{one.key}", "")
        if into:
            sop = named_as(sop, one.key, into=into)
        elif form.post.get(f"buang-{one.key}"):
            sop = without_performer(sop, one.key)
        else:
            sop = _said_otherwise(sop, one, _typed_performer(form, one, one.key))
    name = form.text("nama-baru", 200)
    if name:
        fresh = Performer(free_key(sop, name), name, Seat.POST)
        sop = with_performer(sop, replace(fresh, seat=_seat(form, "kedudukan-baru", Seat.POST)))
    names = names_in(form, "daftar")
    form.refuse()
    return with_names(sop, names)


def names_in(form: Typed, field: str) -> tuple[str, ...]:
    """Names pasted one a line, as a column of Excel has them: without its heading, its numbers and the cells beside."""
    # Excel puts quotes around a cell with a line end in it.
    text = _QUOTED.sub(lambda cell: cell[0].strip('"').replace("\n", " "), form.text(field))
    lines = (_name_in(line) for line in text.split("\n"))
    found = tuple(dict.fromkeys(name for name in lines if name and name.casefold() not in HEADINGS))
    if any(len(name) > LONGEST_NAME for name in found):
        form.lack(field, "too_long", f"Nama pelaksana paling panjang {LONGEST_NAME} huruf. Tulis satu nama satu baris.")
    if len(found) > MOST_NAMES:
        form.lack(field, "too_many", f"Paling banyak {MOST_NAMES} pelaksana.")
    return found


def _name_in(line: str) -> str:
    """The first cell that has a letter in it."""
    cells = (cell.strip(" .-") for cell in _NUMBERED.sub("", line).split("\t"))
    return next((" ".join(cell.split()) for cell in cells if any(sign.isalpha() for sign in cell)), "")


def _said_otherwise(sop: Sop, one: Performer, typed: Performer) -> Sop:
    """What stayed as it was is still asked about."""
    if typed == one:
        return sop
    named = with_performer(sop, typed)
    return named if typed.seat is one.seat else seated(named, one.key, typed.seat)


def _typed_performer(form: Typed, one: Performer, key: str) -> Performer:
    name = form.text(f"nama-{key}", 200)
    if not name:
        form.lack(f"nama-{key}", "no_name", "Tulis nama pelaksana.")
    return replace(one, name=name or one.name, seat=_seat(form, f"kedudukan-{key}", one.seat))


def _seat(form: Typed, field: str, default: Seat) -> Seat:
    value = form.post.get(field, "")
    return Seat(value) if value in set(Seat) else default


def merged(form: Typed, sop: Sop) -> Mapping[str, str]:
    """Names that were said to mean another performer, to be learned: written → meant."""
    names = {one.key: one.name for one in sop.performers}
    pairs = ((one.name, names.get(form.post.get(f"adalah-{one.key}", ""), "")) for one in sop.performers)
    return {written: meant for written, meant in pairs if meant}


def identity_from(form: Typed, sop: Sop) -> Sop:
    """The identity page as it was typed: title, number, and the lists, one thing a line."""
    title = form.text("judul", 300)
    if not title:
        form.lack("judul", "no_title", "Tulis nama SOP.")
    lists: dict[str, Any] = {name: form.lines(name) for name in IDENTITY}
    told = replace(sop, title=title, number=form.text("nomor", 100), **lists)
    changed = {"title": told.title != sop.title, "number": told.number != sop.number}
    changed |= {name: lists[name] != getattr(sop, name) for name in IDENTITY}
    asked = tuple(one for one in sop.findings if not changed.get(one.where.split("/")[0], False))
    form.refuse()
    return replace(told, findings=asked)
