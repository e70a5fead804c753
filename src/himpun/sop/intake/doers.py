"""Who performs each line: by the symbol, then the arrow, then the words, then the order of hand-over."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from himpun.sop.intake.course import Choice, Course, Past, completed, holders_after, receivers_of
from himpun.sop.intake.glyphs import Direction
from himpun.sop.intake.grid import Symbol
from himpun.sop.intake.guesses import Reason, Sure
from himpun.sop.intake.lines import Cast, Told
from himpun.sop.intake.mentions import Relation
from himpun.sop.intake.posts import Rank, plain
from himpun.sop.model import Act, Seat

_VOUCHES: Final = (Act.REVIEW, Act.INITIAL, Act.SIGN)


def doers_of(lines: Sequence[Told], cast: Cast) -> tuple[tuple[Choice, ...], tuple[tuple[str, ...], ...]]:
    """The choice for every line, and who receives its work."""
    course = Course(cast, tuple(lines))
    choices: list[Choice] = []
    for told in lines:
        choice = next((found for rule in _RULES if (found := rule(told, course)) and found.keys), Choice(()))
        receivers = receivers_of(told, choice.keys, course)
        course.past.append(Past(told, choice.keys, receivers))
        course.holders = holders_after(told, choice.keys, receivers, course)
        choices.append(choice)
    return tuple(choices), completed(course)


def _by_symbol(told: Told, course: Course) -> Choice | None:
    """The symbol drawn in a cell is the regulation's own word for who acts."""
    drawn = [key for key, glyphs in told.drawn.items() if glyphs.symbols and set(glyphs.symbols) != {Symbol.OFF_PAGE}]
    if len(drawn) == 1:
        return Choice((drawn[0],))
    if not drawn:
        return None
    units = [key for key in drawn if course.cast.seat(key) is Seat.UNITS]
    if len(units) == len(drawn):
        return Choice(tuple(units))
    first = _first_in_flow(told, drawn, course)
    left = [key for key in drawn if key not in told.addressees] or drawn
    chosen = tuple(units) if units and Act.FILL in told.acts else (first if first in left else left[0],)
    beside = tuple(key for key in left if key not in chosen)
    return Choice(chosen, Reason("Baris ini berlambang di beberapa kolom.", Sure.LIKELY), beside)


def _first_in_flow(told: Told, drawn: Sequence[str], course: Course) -> str | None:
    """Among several symbols of a row, the one that no arrow of the row leads to."""
    columns = [one.key for one in course.cast.columns]
    here = [flow for flow in course.cast.flows if flow.source[0] == flow.target[0] == told.at]
    led_to = {columns[flow.target[1]] for flow in here}
    entered = [columns[f.target[1]] for f in course.cast.flows if f.target[0] == told.at and f.source[0] < told.at]
    return next((key for key in (*entered, *drawn) if key in drawn and key not in led_to), None)


def _by_name(told: Told, course: Course) -> Choice | None:
    """A name typed in the performers' column."""
    if len(told.named) > 1 and told.raw.loose:
        why = "Selnya menyebut beberapa pelaksana; yang pertama menanggungnya, yang lain mendampingi."
        return Choice(told.named, Reason(why))
    return Choice(told.named) if told.named else None


def _own_data(told: Told, course: Course) -> Choice | None:
    """Units that were asked for their data write it themselves, though the arrow runs through a collector's column."""
    if Act.FILL not in told.acts or any(past.told.acts and Act.FILL in past.told.acts for past in course.past):
        return None
    asked = [key for past in course.past for key in past.receivers if course.cast.seat(key) is Seat.UNITS]
    glyphs = list(told.drawn.values())
    passing = all(set(g.arrows) <= {Direction.UP, Direction.DOWN} and not g.symbols for g in glyphs)
    if not asked or not passing or told.keys(Relation.SUBJECT):
        return None
    why = "Format permintaan sudah disampaikan kepada mereka; data itu milik unit."
    return Choice(tuple(dict.fromkeys(asked)), Reason(why + _overruled(told, asked, course)))


def _chair(told: Told, course: Course) -> Choice | None:
    """A meeting that names who meets is led by the post among them, whichever column the arrow runs through."""
    if Act.MEET not in told.acts:
        return None
    named = [key for key in told.keys(Relation.SUBJECT, Relation.WITH) if course.cast.seat(key) is Seat.POST]
    if not named or set(told.drawn) & set(named):
        return None
    why = "Uraiannya menyebut siapa yang rapat."
    return Choice((named[0],), Reason(why + _overruled(told, named[:1], course), Sure.LIKELY))


def _overruled(told: Told, chosen: Sequence[str], course: Course) -> str:
    """The columns whose arrows the words outweigh, for the reason to name them."""
    passed = course.cast.names([key for key in told.drawn if key not in chosen])
    return f" Anak panah di kolom {passed} tidak diikuti." if passed else ""


def _by_arrow(told: Told, course: Course) -> Choice | None:
    """Arrows of the text: where work starts, else the one column whose arrow goes up or down, else who sends it on."""
    arrows = {key: glyphs for key, glyphs in told.drawn.items() if glyphs.arrows or glyphs.begins or glyphs.ends}
    if not arrows:
        return None
    begins = [key for key, glyphs in arrows.items() if glyphs.begins]
    upright = [key for key, glyphs in arrows.items() if set(glyphs.arrows) & {Direction.UP, Direction.DOWN}]
    left = [key for key in arrows if key not in told.addressees] or list(arrows)
    if begins:
        return Choice((begins[0],), Reason("Anak panahnya bermula di kolom ini.", Sure.CERTAIN))
    if len(arrows) == 1:
        return Choice((left[0],), Reason("Anak panahnya berada di kolom ini.", Sure.CERTAIN))
    if len(upright) == 1:
        return Choice((upright[0],), Reason("Anak panahnya tegak di kolom ini, mendatar di kolom lain.", Sure.LIKELY))
    rightward = any(Direction.RIGHT in arrows[key].arrows for key in left)
    return Choice((left[0] if rightward else left[-1],), Reason("Anak panahnya keluar dari kolom ini.", Sure.LIKELY))


def _by_subject(told: Told, course: Course) -> Choice | None:
    """The activity itself begins with who acts, or says by whom it is done."""
    named = told.keys(Relation.SUBJECT)
    if named and Act.MEET not in told.acts:
        return Choice(named[:1], Reason("Uraiannya menyebut pelaksananya.", Sure.CERTAIN))
    return None


def _by_echelon(told: Told, course: Course) -> Choice | None:
    """Whose data are written, told by echelon; who is checked is checked by the one above."""
    owners = [one for one in told.mentions if one.word == "eselon" and one.relation is not Relation.TO and one.keys]
    if not owners:
        return None
    checked = re.search(r"memeriksa|memverifikasi|mengoreksi|memvalidasi", plain(told.raw.activity))
    writing = [one for one in owners if not checked or one.start < checked.start()]
    if writing:
        return Choice(writing[0].keys, Reason("Uraiannya menyebut eselon yang menyusun datanya.", Sure.CERTAIN))
    above = course.cast.above(owners[0].keys[0])
    return Choice((above,), Reason("Yang memeriksa adalah atasan pemilik data.", Sure.LIKELY)) if above else None


def _by_team(told: Told, course: Course) -> Choice | None:
    """The team that was just formed begins to work."""
    team = [one.key for one in course.cast.columns if one.seat is Seat.TEAM]
    formed = course.past and Act.FORM_TEAM in course.past[-1].told.acts
    return Choice((team[0],), Reason("Tim baru saja dibentuk pada langkah sebelumnya.")) if team and formed else None


def _by_source(told: Told, course: Course) -> Choice | None:
    """Who gathers from somebody is who handed the request to them."""
    sources = told.keys(Relation.FROM)
    if Act.GATHER not in told.acts or not sources:
        return None
    for past in reversed(course.past):
        if set(sources) & set(past.receivers) and not set(past.doers) & {*sources, *told.addressees}:
            return Choice(past.doers[:1], Reason("Dialah yang sebelumnya menyampaikan permintaan kepada mereka."))
    return None


def _by_addressee(told: Told, course: Course) -> Choice | None:
    """Who reports upwards stands just below the one addressed; who instructs stands above."""
    to, cast = told.addressees, course.cast
    if not to:
        return None
    named = told.keys(*Relation)
    if any(act in _VOUCHES for act in told.acts):
        below = cast.below(to[0], first=(*course.holders, *course.last))
        return Choice((below,), Reason("Hasilnya dilaporkan kepada atasan langsungnya.")) if below else None
    if Act.INSTRUCT in told.acts:
        return _by_order(told, course, to, named)
    if set(course.holders) & set(to) or not course.holders:
        below = cast.below(to[0], besides=named, first=course.last)
        return (
            Choice((below,), Reason("Hasilnya diserahkan kepada pemegang berkas, jadi bukan olehnya sendiri."))
            if below
            else None
        )
    return None


def _by_order(told: Told, course: Course, to: Sequence[str], named: Sequence[str]) -> Choice | None:
    cast = course.cast
    holder = next((key for key in course.holders if key not in named), None)
    if holder:
        return Choice((holder,), Reason("Perintah sebelumnya sampai kepadanya."))
    head = cast.head()
    if head and head not in named and not course.past:
        return Choice((head,), Reason("Perintah pertama datang dari pimpinan.", Sure.CERTAIN))
    above = cast.above(to[0], besides=named)
    return Choice((above,), Reason("Perintah datang dari yang setingkat di atas penerimanya.")) if above else None


def _by_signing(told: Told, course: Course) -> Choice | None:
    """The head signs, unless a later line is signed too."""
    if Act.SIGN not in told.acts:
        return None
    head = course.cast.head()
    again = any(Act.SIGN in later.acts for later in course.ahead[told.at + 1 :])
    if head and not again:
        return Choice((head,), Reason("Penandatanganan ada pada pimpinan.", Sure.CERTAIN))
    return None


def _by_vouching(told: Told, course: Course) -> Choice | None:
    """Nobody checks his own work: it is the superior of who made it, unless it was handed to somebody."""
    vouches = Act.REVIEW in told.acts or Act.INITIAL in told.acts
    judged = Act.ANALYSE in told.acts and course.last and course.cast.rank(course.last[0]) is Rank.STAFF
    if not course.last or not (vouches or judged) or set(course.holders) - set(course.last):
        return None
    above = course.superior(course.last[0])
    return Choice((above,), Reason("Hasil kerja diperiksa atasan pembuatnya.")) if above else None


def _by_mending(told: Told, course: Course) -> Choice | None:
    """What was found wrong is mended by who made it, not by who found it."""
    if Act.REVISE not in told.acts:
        return None
    for past in reversed(course.past):
        others = [key for key in past.doers if key not in course.last and course.cast.seat(key) is Seat.POST]
        if others and course.last and course.cast.rank(others[0]) > course.cast.rank(course.last[0]):
            return Choice((others[0],), Reason("Yang memperbaiki adalah pembuat naskahnya."))
    below = course.cast.below(course.last[0]) if course.last else None
    return Choice((below,), Reason("Perbaikan biasanya dikerjakan bawahan pemeriksa.", Sure.WEAK)) if below else None


def _by_clerk(told: Told, course: Course) -> Choice | None:
    """Copies and archives are kept by the staff."""
    if not told.acts or any(act not in (Act.PUBLISH, Act.ARCHIVE) for act in told.acts):
        return None
    staff = course.cast.ranked(Rank.STAFF) or course.cast.ranked(Rank.SECTION)
    known = [key for past in course.past for key in past.doers]
    chosen = next((key for key in staff if key in known), next(iter(staff), None))
    return (
        Choice((chosen,), Reason("Menyebarkan dan menyimpan biasanya pekerjaan staf.", Sure.WEAK)) if chosen else None
    )


def _by_first_line(told: Told, course: Course) -> Choice | None:
    """The first line: an order comes from the head, other work from the first column."""
    if course.past or not course.cast.columns:
        return None
    head = course.cast.head()
    if head and told.acts and told.acts[0] is Act.INSTRUCT:
        return Choice((head,), Reason("Perintah pertama datang dari pimpinan.", Sure.CERTAIN))
    first = next((one.key for one in course.cast.columns if one.key not in told.addressees), course.cast.columns[0].key)
    return Choice((first,), Reason("Langkah pertama dimulai di kolom pertama.", Sure.WEAK))


def _by_holder(told: Told, course: Course) -> Choice | None:
    """Otherwise whoever the work was handed to goes on with it."""
    free = tuple(key for key in course.holders if key not in told.addressees)
    kept = free or tuple(key for key in course.last if key not in told.addressees) or course.holders
    units = tuple(key for key in kept if course.cast.seat(key) is Seat.UNITS)
    given = bool(course.past and course.past[-1].receivers)
    why = (
        "Berkas sampai kepadanya pada langkah sebelumnya."
        if given
        else "Berkas masih padanya sejak langkah sebelumnya."
    )
    return Choice(units or kept[:1], Reason(why, Sure.LIKELY if given else Sure.WEAK)) if kept else None


_RULES: Final[tuple[Callable[[Told, Course], Choice | None], ...]] = (
    _by_symbol,
    _by_name,
    _own_data,
    _chair,
    _by_arrow,
    _by_subject,
    _by_echelon,
    _by_team,
    _by_source,
    _by_signing,
    _by_addressee,
    _by_clerk,
    _by_mending,
    _by_vouching,
    _by_first_line,
    _by_holder,
)
