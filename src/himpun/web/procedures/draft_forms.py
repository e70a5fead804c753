"""The forms of a draft: a line, the performers, the identity page. Each reads what was typed into a value."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from himpun.lib.numbers import NotAFigure, parse_figure
from himpun.lib.worktime import TimeUnit
from himpun.sop.edit import free_key, with_performer, with_performer_named, without_performer
from himpun.sop.model import Act, Duration, End, Part, Per, Performer, Role, Seat, Sop, Step, Way, When
from himpun.sop.words import ACT_WORDS, SEAT_WORDS, UNIT_WORDS
from himpun.web.cases.typed import Typed

LONGEST_LINE: Final = 1000
PART_WORDS: Final = {Part.DOES: "mengerjakan", Part.JOINS: "mendampingi", Part.RECEIVES: "menerima"}
EACH: Final = {"": "satu kali", "units": "setiap unit", "members": "setiap anggota unit"}
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
        "each_words": list(EACH.items()),
    }


def step_from(form: Typed, old: Step, sop: Sop) -> Step:
    """A line as it was typed. Raises Incomplete with a word beside each field that is wrong."""
    activity = form.text("uraian", LONGEST_LINE)
    if not activity:
        form.lack("uraian", "no_activity", "Tulis apa yang dikerjakan.")
    acts = tuple(Act(one) for one in form.texts("tindakan") if one in set(Act))
    if not acts:
        form.lack("tindakan", "no_act", "Pilih paling sedikit satu tindakan.")
    step = replace(
        old,
        activity=activity,
        acts=acts,
        performers=_roles(form, sop),
        per=_per(form, old),
        requirements=form.lines("kelengkapan"),
        outputs=form.lines("output"),
        note=form.text("keterangan"),
        duration=_duration(form, old.duration),
        ways=_ways(form, old, sop),
    )
    form.refuse()
    return step


def _roles(form: Typed, sop: Sop) -> tuple[Role, ...]:
    roles = []
    for one in sop.performers:
        part = form.post.get(f"pelaksana-{one.key}", "")
        if part in set(Part):
            roles.append(Role(one.key, Part(part)))
    if not any(role.part is Part.DOES for role in roles):
        form.lack("pelaksana", "nobody", "Pilih siapa yang mengerjakan.")
    return tuple(roles)


def _per(form: Typed, old: Step) -> Per | None:
    each = form.post.get("setiap", "")
    if not each:
        return None
    if old.per and old.per.each == each:
        return old.per
    return Per(each) if each in EACH else old.per


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
            sop = with_performer_named(sop, one.key, into=into)
        elif form.post.get(f"buang-{one.key}"):
            sop = without_performer(sop, one.key)
        else:
            sop = with_performer(sop, _typed_performer(form, one, one.key))
    name = form.text("nama-baru", 200)
    if name:
        fresh = Performer(free_key(sop, name), name, Seat.POST)
        sop = with_performer(sop, replace(fresh, seat=_seat(form, "kedudukan-baru", Seat.POST)))
    form.refuse()
    return sop


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
