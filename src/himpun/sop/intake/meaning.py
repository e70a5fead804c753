"""One procedure: from the words of its table and its identity page to an SOP with what was guessed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from himpun.sop.intake.acts import acts_of, delegated_acts
from himpun.sop.intake.closing import closing_of
from himpun.sop.intake.course import PASSES_ON, Choice
from himpun.sop.intake.cover import UNKNOWN, title_of, with_identity
from himpun.sop.intake.doers import doers_of
from himpun.sop.intake.drafts import Draft, per_of, roles_of
from himpun.sop.intake.durations import TimeRead, read_time
from himpun.sop.intake.hidden import members_of_units, named_only_in_text
from himpun.sop.intake.identity import Page
from himpun.sop.intake.implied import complete
from himpun.sop.intake.labels import Label, signs_off
from himpun.sop.intake.lines import Cast, Told, told_lines
from himpun.sop.intake.listing import papers
from himpun.sop.intake.masthead import approval_of, number_of_sop
from himpun.sop.intake.mentions import Directory, known_as, mentions_in
from himpun.sop.intake.naming import names_taken
from himpun.sop.intake.performers import new_key, performers_from
from himpun.sop.intake.posts import Rank
from himpun.sop.intake.questions import about_columns, about_line, about_performers, about_times
from himpun.sop.intake.rows import RawProcedure
from himpun.sop.intake.ways import find_ways
from himpun.sop.model import Act, Performer, Seat, Sop, Step

_COLLECTING: Final = (Act.FILL, Act.GATHER, Act.DISTRIBUTE, Act.RECAP)
_OF_ONE_POST: Final = (Act.FORM_TEAM, Act.INITIAL, Act.SIGN)
_LONGEST: Final = 4000


def sop_of(raw: RawProcedure, page: Page, *, aliases: Mapping[str, str]) -> Sop:
    """The SOP, its guesses and its losses as findings."""
    approver = approval_of(page.fields.get(Label.APPROVED_BY, ()))
    cast, lines = _cast(raw, aliases)
    choices, receivers = doers_of(lines, cast)
    cast, members = _with_members(cast, lines, choices)
    drafts = _drafts(lines, choices, receivers, cast)
    complete(drafts, cast)
    find_ways(drafts, cast)
    closing = closing_of(drafts, cast, approver.position, asked=_asked(page, cast))
    times = tuple(read_time(step.time, step.unit) for step in raw.steps)
    steps = tuple(_step(draft, time, cast, members) for draft, time in zip(drafts, times, strict=True))
    used = {role.key for step in (*steps, *closing.steps) for role in step.performers}
    performers = tuple(one for one in (*cast.performers, *closing.added) if one.column or one.key in used)
    findings = (
        *about_performers(performers),
        *about_columns(raw.performers, cast.columns),
        *(finding for draft in drafts for finding in about_line(draft, cast)),
        *names_taken(drafts, cast),
        *about_times(raw.steps, times),
        *closing.findings,
    )
    sop = Sop(
        title_of(page),
        number_of_sop(page.value(Label.NUMBER)),
        UNKNOWN,
        UNKNOWN,
        performers,
        steps,
        tuple(closing.steps),
    )
    return with_identity(replace(sop, approved_by=approver, findings=findings), page)


def _cast(raw: RawProcedure, aliases: Mapping[str, str]) -> tuple[Cast, tuple[Told, ...]]:
    """The performers of the columns and of the text, and the lines read with both."""
    acts = {act for step in raw.steps for act in acts_of(step.activity, step.requirements, step.outputs).acts}
    ordered = {act for step in raw.steps for act in delegated_acts(step.activity)}
    gathers = bool((acts | ordered) & set(_COLLECTING[:3]))
    columns = performers_from(raw.performers, gathers=gathers)
    cast = _known(columns, raw, aliases)
    lines = told_lines(raw.steps, cast)
    cast = _known(_fanned_out(columns, lines, gathers=gathers), raw, aliases)
    hidden = named_only_in_text(lines, cast, gathers=gathers)
    cast = _known((*cast.performers, *hidden), raw, aliases)
    if not cast.performers:  # somebody does it, and a person will say who
        cast = _known((Performer("pelaksana", "Pelaksana", Seat.POST, column=False),), raw, aliases)
    if gathers and not cast.units and Act.FILL not in acts:
        unit = Performer(new_key("Unit kerja", cast.performers), "Unit kerja", Seat.UNITS, column=False)
        cast = _known((*cast.performers, unit), raw, aliases)
    return cast, told_lines(raw.steps, cast)


def _asked(page: Page, cast: Cast) -> tuple[str, ...]:
    """Whose initials the records on the identity page ask for."""
    records = (entry for entry in page.entries(Label.RECORDS) if "paraf" in entry.lower())
    named = (one.keys[0] for entry in records for one in mentions_in(entry, cast.directory)[:1] if one.keys)
    return tuple(key for key in dict.fromkeys(named) if cast.seat(key) is Seat.POST and cast.rank(key) > Rank.HEAD)


def _known(performers: Sequence[Performer], raw: RawProcedure, aliases: Mapping[str, str]) -> Cast:
    known = tuple(known_as(one.key, one.name, column=one.column) for one in performers)
    return Cast(tuple(performers), Directory(known, aliases), raw.flows)


def _fanned_out(columns: Sequence[Performer], lines: Sequence[Told], *, gathers: bool) -> tuple[Performer, ...]:
    """Posts that write the data of their echelon beside units are units themselves."""
    if not gathers:
        return tuple(columns)
    seats = {one.key: one.seat for one in columns}
    both = {
        key
        for told in lines
        if Act.FILL in told.acts
        for one in told.mentions
        if one.word == "eselon" and any(seats[k] is Seat.UNITS for k in one.keys)
        for key in one.keys
    }
    single = {next(iter(told.drawn)) for told in lines if len(told.drawn) == 1 and set(told.acts) & set(_OF_ONE_POST)}
    return tuple(
        replace(one, seat=Seat.UNITS)
        if one.key in both
        else replace(one, seat=Seat.POST)
        if one.key in single and one.seat is Seat.UNITS
        else one
        for one in columns
    )


def _with_members(cast: Cast, lines: Sequence[Told], choices: Sequence[Choice]) -> tuple[Cast, dict[str, str]]:
    members = members_of_units(lines, [choice.keys for choice in choices], cast)
    performers = tuple(replace(one, seat=Seat.UNIT_MEMBERS) if one.key in members else one for one in cast.performers)
    return replace(cast, performers=performers), members


def _drafts(
    lines: Sequence[Told], choices: Sequence[Choice], receivers: Sequence[tuple[str, ...]], cast: Cast
) -> list[Draft]:
    drafts = []
    fallback = tuple(one.key for one in cast.columns[:1]) or tuple(one.key for one in cast.performers[:1])
    for number, (told, choice, to) in enumerate(zip(lines, choices, receivers, strict=True), start=1):
        keys = choice.keys or fallback
        deeds = [(act, keys) for act in told.acts]
        passed_on = bool(told.acts) and told.acts[-1] in PASSES_ON
        to = tuple(dict.fromkeys((*to, *choice.beside))) if passed_on else to
        drafts.append(Draft(number, told, choice, deeds, to, joins=() if passed_on else choice.beside))
    return drafts


def _step(draft: Draft, time: TimeRead, cast: Cast, members: dict[str, str]) -> Step:
    raw = draft.told.raw
    note = " ".join(raw.note.split()).strip(" -–")
    return Step(
        number=draft.number,
        activity=" ".join(raw.activity.split())[:_LONGEST],
        acts=draft.acts,
        performers=roles_of(draft),
        per=per_of(draft, cast, members),
        requirements=papers(raw.requirements),
        outputs=papers(raw.outputs),
        note="" if signs_off(note) else note[:_LONGEST],
        duration=time.duration,
        ways=draft.ways,
    )
