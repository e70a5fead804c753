"""The form of one line: what is done in it, act by act, by whom; who joins and who receives; where it goes on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django.http import QueryDict

from himpun.lib.numbers import NotAFigure, parse_figure
from himpun.lib.worktime import TimeUnit
from himpun.sop.intake.acts import acts_of
from himpun.sop.intake.durations import read_time
from himpun.sop.model import Act, Duration, End, Part, Performer, Role, Sop, Step, Way, When
from himpun.sop.reassign import answers_figures, with_fan_out
from himpun.sop.words import ACT_WORDS, UNIT_WORDS
from himpun.web.typed import Typed

LONGEST_LINE: Final = 1000
MOST_ACTS: Final = 12
RETURNS: Final = 2
"""So many places to send back to are always offered; more where the line has more."""
BESIDE: Final = {Part.JOINS: "ikut", Part.RECEIVES: "terima"}
"""The fields of those who take part in a line without doing an act of it."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of a line and who does it. `n` is its place when the form was made: taken out, the others keep theirs."""

    n: int
    act: str
    doers: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.n)


def step_from(form: Typed, old: Step, sop: Sop) -> Step:
    """A line as it was typed. Raises Incomplete with a word beside each field that is wrong."""
    activity = form.text("uraian", LONGEST_LINE)
    if not activity:
        form.lack("uraian", "no_activity", "Tulis apa yang dikerjakan.")
    rows = _done(form, old, activity)
    step = replace(
        old,
        activity=activity,
        acts=tuple(Act(row.act) for row in rows),
        performers=_roles(form, sop, old, rows),
        requirements=form.lines("kelengkapan"),
        outputs=form.lines("output"),
        note=form.text("keterangan"),
        duration=_duration(form, old.duration),
    )
    step = replace(step, ways=_ways(form, old, step, sop))
    form.refuse()
    return with_fan_out(sop, step)


def fields_of(old: Step, sop: Sop, post: QueryDict) -> dict[str, Any]:
    """What stands in the fields that are chosen: what was chosen just now, else what the line says."""
    rows = _typed_rows(post, old) if post else _rows_of(old)
    beside = {part: post.getlist(name) if post else _keys(old, part) for part, name in BESIDE.items()}
    now = tuple(way.to for way in old.ways)
    return {
        "act_words": [(act.value, word) for act, word in ACT_WORDS.items()],
        "unit_words": [(unit.value, word) for unit, word in UNIT_WORDS.items()],
        "act_rows": [(row, _ticked(sop, row.doers)) for row in _with_a_blank(rows)],
        "beside": [(name, _BESIDE_WORDS[part], _ticked(sop, beside[part])) for part, name in BESIDE.items()],
        "others": [one for one in sop.lines if one.number != old.number],
        "targets": [one for one in sop.lines if one.number != old.number or one.number in now],
        "onward": post.get("lanjut", "") if post else _shown(old, back=False)[0],
        "backs": [(f"kembali-{n}", to) for n, to in enumerate(_backs(old, post), start=1)],
        "time": post.get("waktu", "") if post else _time(old),
        "unit": post.get("satuan", "") if post else old.duration.unit.value if old.duration else "day",
        "requirements": post.get("kelengkapan", "") if post else "\n".join(old.requirements),
        "outputs": post.get("output", "") if post else "\n".join(old.outputs),
    }


_BESIDE_WORDS: Final = {Part.JOINS: "Mendampingi", Part.RECEIVES: "Menerima hasilnya"}


def _rows_of(step: Step) -> list[ActRow]:
    return [
        ActRow(n, act.value, tuple(role.key for role in step.performers if role.does(n)))
        for n, act in enumerate(step.acts, start=1)
    ]


def _typed_rows(post: QueryDict, old: Step) -> list[ActRow]:
    """The rows in which something was chosen; one of the line whose act was taken away is gone, with its doers."""
    typed = (
        ActRow(n, post.get(f"tindakan-{n}", ""), tuple(post.getlist(f"oleh-{n}"))) for n in range(1, MOST_ACTS + 1)
    )
    return [row for row in typed if row.act or (row.doers and row.n > len(old.acts))]


def _with_a_blank(rows: list[ActRow]) -> list[ActRow]:
    after = max((row.n for row in rows), default=0) + 1
    return [*rows, ActRow(after, "", ())] if after <= MOST_ACTS else rows


def _ticked(sop: Sop, keys: tuple[str, ...] | list[str]) -> list[tuple[Performer, bool]]:
    return [(one, one.key in keys) for one in sop.performers]


def _keys(step: Step, part: Part) -> list[str]:
    return [role.key for role in step.performers if role.part is part]


def _done(form: Typed, old: Step, activity: str) -> list[ActRow]:
    """The acts that were chosen, each with who does it; where none was, those that the words name."""
    rows = _typed_rows(form.post, old)
    known = [row for row in rows if row.act in set(Act)]
    if not known:
        said = acts_of(activity)
        doers = rows[0].doers if rows else tuple(form.post.getlist("oleh-1"))
        known = [ActRow(n, act, doers) for n, act in enumerate(said.acts if said.certain else (), start=1)]
        if not known:
            form.lack("tindakan-1", "no_act", "Pilih paling sedikit satu tindakan; uraiannya tidak menyebutnya.")
        elif not doers:
            form.lack("oleh-1", "nobody", "Centang siapa yang mengerjakan.")
        return known
    for row in rows:
        if row not in known:
            form.lack(f"tindakan-{row.n}", "no_act", "Pilih tindakannya, atau kosongkan centangnya.")
        elif not row.doers:
            form.lack(f"oleh-{row.n}", "nobody", f"Centang siapa yang {ACT_WORDS[Act(row.act)]}.")
    return known


def _roles(form: Typed, sop: Sop, old: Step, rows: list[ActRow]) -> tuple[Role, ...]:
    """Who takes part. Whoever was there stays in place, and whoever was left alone keeps every part as it was."""
    places = {row.n: at for at, row in enumerate(rows, start=1)}
    same = tuple(row.act for row in rows) == tuple(old.acts)
    chosen: dict[tuple[str, Part], Role] = {}
    for one in sop.performers:
        doing = tuple(at for at, row in enumerate(rows, start=1) if one.key in row.doers)
        if doing:
            chosen[one.key, Part.DOES] = Role(one.key, acts=() if len(doing) == len(rows) else doing)
        for part, name in BESIDE.items():
            if one.key in form.post.getlist(name):
                chosen[one.key, part] = Role(one.key, part)
    kept = [_kept(role, chosen.pop((role.key, role.part), None), places, same=same) for role in old.performers]
    return (*(role for role in kept if role is not None), *chosen.values())


def _kept(role: Role, now: Role | None, places: dict[int, int], *, same: bool) -> Role | None:
    """A part that the line had already, at the places that its acts have now."""
    if now is None or (same and set(now.acts or places.values()) == set(role.acts or places.values())):
        return now and role
    if role.part is Part.DOES or not role.acts:
        return now
    return replace(role, acts=tuple(places[at] for at in role.acts if at in places))


def _duration(form: Typed, old: Duration | None) -> Duration | None:
    text, unit = form.text("waktu", 40), form.post.get("satuan", "")
    if not text:
        return None
    found = _time_typed(text, TimeUnit(unit)) if unit in set(TimeUnit) else None
    if found is None:
        form.lack("waktu", "not_a_duration", "Tulis angka seperti 15, 1,5 atau 1½, lalu pilih satuannya.")
        return old
    return old if old and (old.value, old.unit) == (found.value, found.unit) else found


def _time_typed(text: str, unit: TimeUnit) -> Duration | None:
    """A figure in the unit that was chosen; else as a cell of the table says it, "1½" or "2 jam"."""
    try:
        value = Decimal(parse_figure(text) or 0)
    except NotAFigure:
        named = text if any(sign.isalpha() for sign in text) else f"{text} {UNIT_WORDS[unit]}"
        return read_time(named, unit).duration
    return Duration(f"{text} {UNIT_WORDS[unit]}", value, unit) if value > 0 else None


def _time(old: Step) -> str:
    return f"{old.duration.value.normalize():f}".replace(".", ",") if old.duration else ""


def _shown(step: Step, *, back: bool) -> list[str]:
    """Where the ways lead, as their fields have it; at least one field, empty where there is no way."""
    return [str(way.to) for way in step.ways if (way.when is When.NO) is back] or [""]


def _backs(old: Step, post: QueryDict) -> list[str]:
    """The places to send back to, and room for as many as are always offered."""
    shown = _shown(old, back=True)
    count = max(RETURNS, len(shown))
    if post:
        return [post.get(f"kembali-{n}", "") for n in range(1, count + 1)]
    return (shown + [""] * RETURNS)[:count]


def _ways(form: Typed, old: Step, step: Step, sop: Sop) -> tuple[Way, ...]:
    """Where the line goes on, and where a refusal leads. What was left alone stays, also what no field shows."""
    backs = list(dict.fromkeys(filter(None, _backs(old, form.post))))
    onward = form.post.get("lanjut", "")
    on = [way for way in old.ways if way.when is not When.NO]
    no = [way for way in old.ways if way.when is When.NO]
    if onward != _shown(old, back=False)[0]:
        decides = bool(backs) and any(act.decides for act in step.acts)
        on = [Way(When.YES if decides else When.DONE, to) for to in _targets(form, "lanjut", [onward], sop)]
    if backs != [str(way.to) for way in no]:
        before = {way.to: way for way in no}
        no = [before.get(to) or _return(sop, to) for to in _targets(form, "kembali-1", backs, sop)]
    ways = (*on, *no)
    return old.ways if set(ways) == set(old.ways) else ways


def _return(sop: Sop, to: int | End) -> Way:
    return Way(When.NO, to, points=to != "end" and answers_figures(sop, sop.line(to)))


def _targets(form: Typed, field: str, chosen: list[str], sop: Sop) -> Iterator[int | End]:
    numbers = {str(one.number): one.number for one in sop.lines}
    for one in filter(None, chosen):
        if one == "end":
            yield "end"
        elif one in numbers:
            yield numbers[one]
        else:
            form.lack(field, "no_such_step", "Pilih langkah yang ada.")
