"""What a procedure implies without saying it: units fill in before anybody gathers, a decision before mending."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from himpun.sop.intake.acts import asks_for_data, asks_when_needed, decides_in_words, delegated_acts, orders_outright
from himpun.sop.intake.drafts import Draft
from himpun.sop.intake.guesses import Reason, Sure
from himpun.sop.intake.lines import Cast
from himpun.sop.intake.mentions import Relation
from himpun.sop.intake.posts import Rank
from himpun.sop.model import Act, Seat

_COLLECTS: Final = (Act.GATHER, Act.RECAP, Act.REVIEW)
_NEEDS_DATA: Final = (*_COLLECTS, Act.ANALYSE, Act.REVISE, Act.INITIAL, Act.SIGN, Act.PUBLISH, Act.ARCHIVE)


def complete(drafts: Sequence[Draft], cast: Cast) -> None:
    """Add to the lines what others of them presuppose."""
    for draft in drafts:
        _sent_to_units(draft, drafts, cast)
        _delegate(draft, drafts, cast)
        _meeting(draft, cast)
        _asking(draft, drafts)
        _initials_before_signing(draft, cast)
        _deciding_words(draft)
    _units_fill(drafts, cast)
    _all_who_filled_hand_over(drafts)
    _no_team_fills(drafts, cast)
    for draft, following in pairwise(drafts):
        _gathered_where_handed_over(draft, following, drafts, cast)
        _decided_before_mending(draft, following)
        _initialled_before_signing(draft, following, drafts, cast)
    for draft in drafts:
        _one_doer(draft, cast)


def _sent_to_units(draft: Draft, drafts: Sequence[Draft], cast: Cast) -> None:
    """What a post sends to all units before they have written anything is the request."""
    asked = any(cast.seat(key) is Seat.UNITS for key in draft.receivers)
    written = any(other.does(Act.FILL) for other in drafts[: draft.number])
    by_units = any(cast.seat(key) is Seat.UNITS for key in draft.doers(Act.HAND_OVER))
    later = any(act in (Act.FILL, Act.GATHER) for other in drafts[draft.number :] for act in other.acts)
    if asked and later and not written and not by_units:
        sends = (Act.HAND_OVER, Act.INSTRUCT) if asks_for_data(draft.told.raw.activity) else (Act.HAND_OVER,)
        draft.deeds = [(Act.DISTRIBUTE if act in sends else act, keys) for act, keys in draft.deeds]


def _delegate(draft: Draft, drafts: Sequence[Draft], cast: Cast) -> None:
    """Who is told to do something and stands in the same line does it there, unless it is done in a line of its own."""
    told = draft.told
    asked = delegated_acts(told.raw.activity)
    columns = {one.key for one in cast.columns}
    to = tuple(key for key in told.addressees if key not in draft.doers())
    here = tuple(key for key in to if key in told.drawn or key not in columns)
    if not draft.does(Act.INSTRUCT) or not asked:
        return
    if orders_outright(told.raw.activity):
        if later := _done_later(asked[0], to, draft, drafts):
            message = f"Langkah {draft.number} dibaca sebagai disposisi; pekerjaan yang diperintahkan menyusul {later}."
            draft.guess("acts", message, Reason("Yang memerintah tidak mengerjakannya sendiri."))
            return
        here = here or to
    if not here or any(cast.seat(key) is Seat.UNITS for key in here):
        return
    act = Act.FILL if asked[0] in (Act.FILL, Act.RECAP, Act.GATHER) and here[0] not in columns else asked[0]
    draft.receivers = tuple(key for key in draft.receivers if key not in here)
    draft.add(len(draft.deeds), act, here, Reason("Yang diperintah mengerjakannya pada langkah yang sama."))


def _done_later(act: Act, to: Sequence[str], draft: Draft, drafts: Sequence[Draft]) -> str:
    """Where the ordered work is done: in a line of its own, passed on, or after others filled in what it needs."""
    after = drafts[draft.number :]
    alike = (Act.FILL, Act.GATHER) if act is Act.FILL else (act,)
    own = next((other for other in after if any(one in other.told.acts for one in alike)), None)
    if own:
        return f"pada langkah {own.number}"
    if after and set(to) & set(after[0].doers(Act.INSTRUCT)):
        return f"sesudah diteruskan pada langkah {after[0].number}"
    begun = any(other.does(Act.FILL) for other in drafts[: draft.number])
    if act in _NEEDS_DATA and not begun and any(other.does(Act.FILL) for other in after):
        return "sesudah datanya diisi"
    return ""


def _meeting(draft: Draft, cast: Cast) -> None:
    """Those who meet with the chair join; so do those whose arrows stand beside the doer's."""
    told = draft.told
    if draft.does(Act.MEET):
        with_them = told.keys(Relation.SUBJECT, Relation.WITH, Relation.TO)
        draft.joins = tuple(dict.fromkeys(key for key in (*draft.joins, *with_them) if key not in draft.doers()))
        draft.receivers = tuple(key for key in draft.receivers if key not in draft.joins)
    elif len(told.drawn) > 1 and draft.does(Act.REVIEW):
        draft.joins = tuple(key for key in told.drawn if key not in (*draft.doers(), *draft.receivers))


def _asking(draft: Draft, drafts: Sequence[Draft]) -> None:
    """To ask for data is to make the request and to send it, where no other line makes it."""
    asks = draft.told.raw.activity.lower().find("meminta") >= 0 and draft.does(Act.DISTRIBUTE)
    if asks and not any(other.does(Act.PREPARE_REQUEST) for other in drafts):
        reason = Reason("Meminta data berarti menyusun permintaannya lebih dahulu.")
        draft.add(draft.acts.index(Act.DISTRIBUTE), Act.PREPARE_REQUEST, draft.doers(Act.DISTRIBUTE), reason)


def _initials_before_signing(draft: Draft, cast: Cast) -> None:
    """In one line with the signature, the initials are those of the section head and the secretary."""
    if draft.acts != (Act.INITIAL, Act.SIGN):
        return
    below = [
        key for key in (*cast.ranked(Rank.SECTION)[:1], *cast.ranked(Rank.SECRETARY)[:1]) if key not in draft.doers()
    ]
    if below:
        draft.deeds[:1] = [(Act.INITIAL, (key,)) for key in below]
        draft.guess(
            "performers",
            f"{cast.names(below)} memaraf sebelum penandatanganan.",
            Reason("Berkasnya sudah diparaf.", Sure.WEAK),
        )


def _deciding_words(draft: Draft) -> None:
    """A yes or no in the words is a decision, even where no verb of checking stands."""
    if decides_in_words(draft.told.raw.activity) and not any(act.decides for act in draft.acts):
        draft.add(
            len(draft.deeds),
            Act.REVIEW,
            draft.deeds[-1][1],
            Reason("Uraiannya menyebut jawaban ya atau tidak.", Sure.CERTAIN),
        )


def _units_fill(drafts: Sequence[Draft], cast: Cast) -> None:
    """Data that are gathered were written by somebody: the units, where the table forgets them."""
    if any(draft.does(Act.FILL) for draft in drafts):
        return
    gathering = next((draft for draft in drafts if draft.does(Act.GATHER)), None)
    asking = next((draft for draft in drafts if draft.does(Act.DISTRIBUTE)), None)
    line = gathering or asking
    if line is None or not cast.units:
        return
    by = line.doers(Act.GATHER)
    if by and all(cast.seat(key) is Seat.UNITS for key in by):
        line.deeds = [(Act.FILL if act is Act.GATHER else act, keys) for act, keys in line.deeds]
        return
    at = line.acts.index(Act.GATHER) if gathering else line.acts.index(Act.DISTRIBUTE) + 1
    line.add(
        at,
        Act.FILL,
        _who_fills(drafts, cast),
        Reason("Data dihimpun, tetapi tabel tidak menyebut siapa yang mengisinya."),
    )


def _all_who_filled_hand_over(drafts: Sequence[Draft]) -> None:
    """Of units that wrote data, none keeps them: where some hand over, all do."""
    filled = tuple(dict.fromkeys(key for draft in drafts for key in draft.doers(Act.FILL)))
    for draft in drafts:
        for at, (act, keys) in enumerate(draft.deeds):
            if act is Act.HAND_OVER and set(keys) < set(filled) and not draft.does(Act.FILL):
                draft.deeds[at] = (act, filled)
                draft.guess(
                    "performers",
                    f"Langkah {draft.number} dikerjakan semua yang mengisi.",
                    Reason("Mereka semua mengisi data."),
                )


def _who_fills(drafts: Sequence[Draft], cast: Cast) -> tuple[str, ...]:
    asked = [key for draft in drafts for key in draft.receivers if cast.seat(key) is Seat.UNITS]
    return tuple(dict.fromkeys(asked)) or cast.units


def _no_team_fills(drafts: Sequence[Draft], cast: Cast) -> None:
    """A team has no unit of its own to fill in for: it gathers, and the units fill in."""
    for draft in drafts:
        for at, (act, keys) in enumerate(draft.deeds):
            if act is Act.FILL and any(cast.seat(key) is Seat.TEAM for key in keys):
                draft.deeds[at] = (Act.GATHER, keys)
                if cast.units:
                    draft.add(at, Act.FILL, cast.units, Reason("Tim tidak mempunyai unit yang mengisi data."))
                break


def _gathered_where_handed_over(draft: Draft, following: Draft, drafts: Sequence[Draft], cast: Cast) -> None:
    """Units that hand over to one post are gathered by it, if no other line says so."""
    by_units = draft.does(Act.HAND_OVER) and any(cast.seat(key) is Seat.UNITS for key in draft.doers(Act.HAND_OVER))
    taker = next((key for key in draft.receivers if cast.seat(key) is Seat.POST), None)
    if not by_units or taker is None or any(other.does(Act.GATHER) for other in drafts):
        return
    if not any(act in _COLLECTS for act in following.acts):
        draft.add(len(draft.deeds), Act.GATHER, (taker,), Reason("Semua unit menyerahkan kepadanya."))


def _decided_before_mending(draft: Draft, following: Draft) -> None:
    asked = asks_when_needed(following.told.raw.activity) and following.does(Act.REVISE)
    if asked and not any(act.decides for act in draft.acts):
        reason = Reason("Langkah berikutnya hanya dikerjakan bila masih perlu perbaikan.")
        draft.add(len(draft.deeds), Act.REVIEW, draft.deeds[-1][1], reason)


def _initialled_before_signing(draft: Draft, following: Draft, drafts: Sequence[Draft], cast: Cast) -> None:
    """The secretary who checks what is signed next puts his initial on it."""
    secretary = all(cast.rank(key) is Rank.SECRETARY for key in draft.doers(Act.REVIEW))
    if not (following.does(Act.SIGN) and draft.acts and draft.acts[-1] is Act.REVIEW and secretary):
        return
    if not any(other.does(Act.INITIAL) for other in drafts):
        draft.add(len(draft.deeds), Act.INITIAL, draft.doers(Act.REVIEW), Reason("Langkah berikutnya penandatanganan."))


def _one_doer(draft: Draft, cast: Cast) -> None:
    """An act has one doer, or is done by each unit: whoever else stands in the row joins."""
    for at, (act, keys) in enumerate(draft.deeds):
        units = tuple(key for key in keys if cast.seat(key) in (Seat.UNITS, Seat.UNIT_MEMBERS))
        posts = tuple(key for key in keys if key not in units)
        kept = units if act is Act.FILL and units else posts[:1] or units
        if act in (Act.SIGN, Act.INITIAL, Act.REVIEW) and posts:
            kept = posts[:1]
        beside = tuple(key for key in keys if key not in kept)
        if beside:
            draft.deeds[at] = (act, kept)
            draft.joins = tuple(dict.fromkeys((*draft.joins, *beside)))
