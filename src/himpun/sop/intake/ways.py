"""Where a line goes on and where it sends work back: by drawn arrows, by words, by the line that made the work."""

import re
from collections.abc import Sequence
from typing import Final

from himpun.sop.intake.acts import asks_when_needed
from himpun.sop.intake.branches import Branch, branches_of
from himpun.sop.intake.drafts import Draft
from himpun.sop.intake.guesses import Reason, Sure
from himpun.sop.intake.lines import Cast
from himpun.sop.intake.mentions import mentions_in
from himpun.sop.intake.rows import Flow
from himpun.sop.model import Act, Seat, Way, When

_NO: Final = re.compile(r"\b(?:tidak|t|no|ditolak|perbaikan|revisi|belum|koreksi|kembali)\b", re.IGNORECASE)
_YES: Final = re.compile(r"\b(?:ya|y|yes|setuju|disetujui|sesuai|lengkap|ok)\b", re.IGNORECASE)
_MAKES: Final = (Act.RECAP, Act.REVISE, Act.FILL, Act.GATHER)


def find_ways(drafts: Sequence[Draft], cast: Cast) -> None:
    """Give every deciding line its ways."""
    for at, draft in enumerate(drafts):
        if any(act.decides for act in draft.acts):
            draft.ways = _ways(draft, at, drafts, cast)


def _ways(draft: Draft, at: int, drafts: Sequence[Draft], cast: Cast) -> tuple[Way, ...]:
    drawn = _drawn(draft, at, cast.flows)
    if any(way.when is When.NO for way in drawn):
        return _pointing(drawn, drafts, cast)
    words = " . ".join((draft.told.raw.activity, draft.told.raw.note, draft.told.raw.outputs))
    told = branches_of(words)
    onward = drawn or _onward(told, at, drafts)
    back = _back(told, draft, drafts, cast)
    if not back and _mended_next(at, drafts):
        return _around_mending(draft, at, drafts, onward)
    if not back:
        back = _usual(draft, at, drafts, cast)
    elif not onward and back[0].to == at + 2:  # the line below is only for what was not right
        onward = _past(at + 1, drafts)
    return (*onward, *_pointing(back, drafts, cast))


def _drawn(draft: Draft, at: int, flows: Sequence[Flow]) -> tuple[Way, ...]:
    """Labelled arrows out of this line. An arrow that leads up is a return, whatever stands beside it."""
    ways: list[Way] = []
    for flow in flows:
        if flow.source[0] != at or flow.target[0] == at:
            continue
        to = flow.target[0] + 1
        if flow.target[0] < at:
            ways.append(Way(When.NO, to))
        elif _YES.search(flow.label) and not _NO.search(flow.label) and flow.target[0] != at + 1:
            ways.append(Way(When.YES, to))
        elif _NO.search(flow.label):
            ways.append(Way(When.NO, to))
    onward = [way for way in ways if way.when is When.YES][:1]
    return (*onward, *dict.fromkeys(way for way in ways if way.when is When.NO))


def _onward(told: Sequence[Branch], at: int, drafts: Sequence[Draft]) -> tuple[Way, ...]:
    """A way on that the words tell, past the line below."""
    numbers = [_by_number(one.number, drafts) for one in told if one.when is When.YES and one.number]
    return tuple(Way(When.YES, to) for to in numbers if to and to > at + 2)[:1]


def _back(told: Sequence[Branch], draft: Draft, drafts: Sequence[Draft], cast: Cast) -> tuple[Way, ...]:
    """A return that the words tell, and no other: to a numbered line, or to somebody's line."""
    refused = [one for one in told if one.when is When.NO]
    numbers = [_by_number(one.number, drafts) for one in refused if one.number]
    if to := next((to for to in numbers if to and to != draft.number), None):
        return (Way(When.NO, to),)
    named = [key for branch in refused for one in mentions_in(branch.to, cast.directory) for key in one.keys]
    for past in reversed(drafts[: draft.number - 1]):
        if set(named) & set(past.doers()):
            draft.guess(
                "ways",
                f"Yang belum benar kembali ke langkah {past.number}.",
                Reason("Uraiannya menyebut kepada siapa dikembalikan.", Sure.CERTAIN),
            )
            return (Way(When.NO, past.number),)
    return ()


def _mended_next(at: int, drafts: Sequence[Draft]) -> bool:
    """Whether the line below does nothing but mend what this one found."""
    return at + 1 < len(drafts) and set(drafts[at + 1].acts) == {Act.REVISE}


def _past(mending: int, drafts: Sequence[Draft]) -> tuple[Way, ...]:
    """On to the line after the mending one, which stands at this place."""
    return (Way(When.YES, mending + 2) if mending + 1 < len(drafts) else Way(When.YES, "end"),)


def _by_number(written: int, drafts: Sequence[Draft]) -> int | None:
    """The line whose own number in the document is this one; where it numbers none, the line at this place."""
    if all(one.told.raw.number is None for one in drafts):
        return written if 0 < written <= len(drafts) else None
    return next((one.number for one in drafts if one.told.raw.number == written), None)


def _around_mending(draft: Draft, at: int, drafts: Sequence[Draft], onward: tuple[Way, ...]) -> tuple[Way, ...]:
    mending = drafts[at + 1].number
    said = asks_when_needed(drafts[at + 1].told.raw.activity)
    why = f"Langkah {mending} hanya dikerjakan bila masih perlu perbaikan."
    draft.guess(
        "ways",
        f"Yang perlu perbaikan ke langkah {mending}, yang sudah benar langsung ke langkah sesudahnya.",
        Reason(why, Sure.CERTAIN) if said else Reason("Yang sudah benar tidak perlu diperbaiki."),
    )
    return (*(onward or _past(at + 1, drafts)), Way(When.NO, mending, points=True))


def _usual(draft: Draft, at: int, drafts: Sequence[Draft], cast: Cast) -> tuple[Way, ...]:
    """Where work usually goes back to: the mending line, who vouched before, or who made it; figures to their units."""
    before = drafts[:at]
    made = _nearest(before, _MAKES, besides=() if not draft.does(Act.REVIEW) else draft.doers(Act.REVIEW))
    vouched = next((one for one in reversed(before) if any(act.decides for act in one.acts)), None)
    mended = _nearest(before, (Act.REVISE,))
    if draft.does(Act.SIGN):
        chosen = vouched or made
    elif draft.does(Act.REVIEW):
        chosen = mended or made or vouched
    else:
        chosen = mended or vouched or made
    if chosen is None:
        return ()
    found = [Way(When.NO, chosen.number)]
    filled = _nearest([one for one in before if _by_units(one, cast)], (Act.FILL,))
    if draft.does(Act.REVIEW) and not draft.does(Act.SIGN) and not mended and filled and filled is not chosen:
        found.append(Way(When.NO, filled.number))
    places = " atau ".join(f"langkah {way.to}" for way in found)
    draft.guess(
        "ways",
        f"Yang belum benar kembali ke {places}.",
        Reason("Memeriksa berarti dapat menolak; tujuan penolakannya tidak tertulis."),
    )
    return tuple(found)


def _by_units(draft: Draft, cast: Cast) -> bool:
    return any(cast.seat(key).fans_out for key in draft.doers(Act.FILL))


def _nearest(before: Sequence[Draft], acts: Sequence[Act], besides: Sequence[str] = ()) -> Draft | None:
    """The last line before in which one of the acts is done, not by these alone."""
    for one in reversed(before):
        if any(act in acts and (not besides or set(keys) - set(besides)) for act, keys in one.deeds):
            return one
    return None


def _pointing(ways: Sequence[Way], drafts: Sequence[Draft], cast: Cast) -> tuple[Way, ...]:
    """A return to a line where units write figures, or where they are mended, names units and fields."""
    by_number = {one.number: one for one in drafts}
    return tuple(
        Way(way.when, way.to, points=True)
        if way.when is When.NO and isinstance(way.to, int) and _answers(by_number[way.to], cast)
        else way
        for way in ways
    )


def _answers(draft: Draft, cast: Cast) -> bool:
    units = any(cast.seat(key) in (Seat.UNITS, Seat.UNIT_MEMBERS) for key in draft.doers(Act.FILL))
    return units or draft.does(Act.REVISE)
