"""The forms of a draft: a line, the performers, the identity page. Each reads what was typed into a value."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from himpun.lib.numbers import NotAFigure, parse_figure
from himpun.lib.worktime import TimeUnit
from himpun.sop.edit import free_key, with_performer, without_performer
from himpun.sop.intake.acts import acts_of
from himpun.sop.model import Act, Duration, End, Part, Performer, Role, Seat, Sop, Step, Way, When
from himpun.sop.reassign import named_as, seated, with_fan_out, with_names
from himpun.sop.words import ACT_WORDS, PART_WORDS, SEAT_WORDS, UNIT_WORDS
from himpun.web.typed import Typed

LONGEST_LINE: Final = 1000
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


def choices() -> dict[str, Any]:
    """What the fields of a line and of a performer offer."""
    return {
        "act_words": [(act.value, word) for act, word in ACT_WORDS.items()],
        "unit_words": [(unit.value, word) for unit, word in UNIT_WORDS.items()],
        "seat_words": [(seat.value, word) for seat, word in SEAT_WORDS.items()],
        "part_words": [(part.value, word) for part, word in PART_WORDS.items()],
    }


def step_from(form: Typed, old: Step, sop: Sop) -> Step:
    """A line as it was typed. Raises Incomplete with a word beside each field that is wrong."""
    activity = form.text("uraian", LONGEST_LINE)
    if not activity:
        form.lack("uraian", "no_activity", "Tulis apa yang dikerjakan.")
    said = acts_of(activity)
    acts = _acts(form, old) or (said.acts if said.certain else ())
    if not acts:
        form.lack("tindakan", "no_act", "Pilih paling sedikit satu tindakan; uraiannya tidak menyebutnya.")
    step = replace(
        old,
        activity=activity,
        acts=acts,
        performers=_roles(form, sop, old, acts),
        requirements=form.lines("kelengkapan"),
        outputs=form.lines("output"),
        note=form.text("keterangan"),
        duration=_duration(form, old.duration),
        ways=_ways(form, old, sop),
    )
    form.refuse()
    return with_fan_out(sop, step)


def _acts(form: Typed, old: Step) -> tuple[Act, ...]:
    """What was ticked: the acts of before in their order, an act of two performers still twice; then the new ones."""
    ticked = [Act(one) for one in form.texts("tindakan") if one in set(Act)]
    return (*(act for act in old.acts if act in ticked), *(act for act in ticked if act not in old.acts))


def _roles(form: Typed, sop: Sop, old: Step, acts: tuple[Act, ...]) -> tuple[Role, ...]:
    """Who was chosen. Whoever did one of several acts still does that one; whoever was left alone keeps every part."""
    shown = parts_of(old)
    roles = [
        replace(role, acts=_positions(role, old.acts, acts)) for role in old.performers if _same(form, role, shown)
    ]
    for one in sop.performers:
        part = form.post.get(f"pelaksana-{one.key}", "")
        if part in set(Part) and part != shown.get(one.key):
            roles.append(Role(one.key, Part(part)))
    if not any(role.part is Part.DOES for role in roles):
        form.lack("pelaksana", "nobody", "Pilih siapa yang mengerjakan.")
    return tuple(roles)


def parts_of(step: Step) -> dict[str, str]:
    """The part of each performer as one field shows it: of two parts, the work."""
    return {role.key: role.part.value for role in sorted(step.performers, key=lambda role: role.part is Part.DOES)}


def _same(form: Typed, role: Role, shown: Mapping[str, str]) -> bool:
    return form.post.get(f"pelaksana-{role.key}", "") == shown[role.key]


def _positions(role: Role, old: tuple[Act, ...], acts: tuple[Act, ...]) -> tuple[int, ...]:
    """The places of a role's acts among the acts of now; empty for all of them."""
    if old == acts:
        return role.acts
    mine = {old[at - 1] for at in role.acts}
    return tuple(at for at, act in enumerate(acts, start=1) if act in mine)


def _duration(form: Typed, old: Duration | None) -> Duration | None:
    text, unit = form.text("waktu", 40), form.post.get("satuan", "")
    if not text:
        return None
    try:
        value = parse_figure(text)
    except NotAFigure:
        value = None
    if value is None or value <= 0 or unit not in set(TimeUnit):
        form.lack("waktu", "not_a_duration", "Tulis angka seperti 15 atau 1,5, lalu pilih satuannya.")
        return old
    if old and (old.value, old.unit) == (value, TimeUnit(unit)):
        return old
    return Duration(f"{text} {UNIT_WORDS[TimeUnit(unit)]}", Decimal(value), TimeUnit(unit))


def _ways(form: Typed, old: Step, sop: Sop) -> tuple[Way, ...]:
    """Where a refusal leads; the other ways stay as they were."""
    to = form.post.get("kembali", "")
    others = tuple(way for way in old.ways if way.when is not When.NO)
    shown = next((str(way.to) for way in old.ways if way.when is When.NO), "")
    if to == shown:  # of several returns the field shows the first: left alone, all of them stay
        return old.ways
    if not to:
        return others
    target: int | End | None = "end" if to == "end" else int(to) if to.isdecimal() and len(to) < 5 else None
    if target is None or (target != "end" and target not in {step.number for step in sop.lines}):
        form.lack("kembali", "no_such_step", "Pilih langkah yang ada.")
        return old.ways
    before = next((way for way in old.ways if way.when is When.NO), Way(When.NO, target, points=True))
    return (*others, replace(before, to=target))


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
