"""What the identity page and the law ask after the last line: initials, the signature, the archive."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from himpun.sop.intake.drafts import Draft
from himpun.sop.intake.guesses import Reason, Sure, guessed
from himpun.sop.intake.lines import Cast
from himpun.sop.intake.performers import new_key
from himpun.sop.intake.posts import Rank, rank_of
from himpun.sop.model import Act, Finding, Performer, Role, Seat, Step, Way, When


@dataclass(slots=True)
class Closing:
    """The lines added after the table, the signer added for them, and why."""

    steps: list[Step] = field(default_factory=list)
    added: list[Performer] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def closing_of(drafts: Sequence[Draft], cast: Cast, approver: str, *, asked: Sequence[str] = ()) -> Closing:
    """What is missing at the end. `approver` is the post under "Disahkan oleh", `asked` whose initials are wanted."""
    closing = Closing()
    signed = any(draft.does(Act.SIGN) for draft in drafts)
    if not signed:
        _vouch(closing, drafts, cast, asked)
        signer = cast.head() or _signer(closing, cast, approver)
        back = closing.steps[-1].number if closing.steps else drafts[-1].number
        line = _line(closing, drafts, Act.SIGN, signer, "Menandatangani hasil")
        closing.steps.append(_with_return(line, _maker(drafts) or back))
        _say(closing, "Penandatanganan ditambahkan", "Tabelnya berhenti sebelum ada yang menandatangani.")
    if not any(draft.does(Act.ARCHIVE) for draft in drafts):
        keeper = _keeper(drafts, cast)
        closing.steps.append(
            _line(closing, drafts, Act.ARCHIVE, keeper, "Mengarsipkan hasil dalam bentuk elektronik dan cetak")
        )
        _say(closing, "Pengarsipan ditambahkan", "Tabelnya tidak menyebut penyimpanan hasil.")
    return closing


def _vouch(closing: Closing, drafts: Sequence[Draft], cast: Cast, asked: Sequence[str]) -> None:
    """The initials below a signature: of the section head who made it, then of the secretary."""
    initialled = {key for draft in drafts for key in draft.doers(Act.INITIAL)}
    maker = next(
        (
            key
            for draft in reversed(drafts)
            for key in draft.doers()
            if cast.rank(key) is Rank.SECTION and cast.seat(key) is Seat.POST
        ),
        None,
    )
    usual = [*([maker] if maker else []), *cast.ranked(Rank.SECRETARY)[:1]]
    wanted = sorted(asked, key=cast.rank, reverse=True) or usual
    for key in dict.fromkeys(one for one in wanted if one not in initialled):
        line = _line(closing, drafts, Act.INITIAL, key, "Memaraf hasil")
        target = _maker(drafts)
        closing.steps.append(_with_return(line, target) if target else line)
        _say(closing, f"Paraf {cast.name(key)} ditambahkan", "Naskah dinas diparaf sebelum ditandatangani.")


def _maker(drafts: Sequence[Draft]) -> int | None:
    """The last line that made what is vouched for."""
    makes = (Act.RECAP, Act.ANALYSE, Act.GATHER, Act.FILL, Act.REVISE)
    return next((draft.number for draft in reversed(drafts) if any(draft.does(act) for act in makes)), None)


def _signer(closing: Closing, cast: Cast, approver: str) -> str:
    """A head whom no column holds, named as on the identity page."""
    word = approver.split()[0].title() if approver and rank_of(approver) is Rank.HEAD else "Kepala Kantor"
    name = "Inspektur" if word == "Inspektor" else word
    performer = Performer(new_key(name, cast.performers), name, Seat.POST, column=False)
    closing.added.append(performer)
    message = f"{name} ditambahkan sebagai penanda tangan, tanpa kolom."
    closing.findings.append(
        guessed(
            "performer_guessed",
            f"performers/{performer.key}",
            message,
            Reason(
                "Dialah yang mengesahkan SOP ini." if approver else "Tabelnya tidak mempunyai pimpinan.",
                Sure.LIKELY if approver else Sure.WEAK,
            ),
        )
    )
    return performer.key


def _keeper(drafts: Sequence[Draft], cast: Cast) -> str:
    """Who made the last thing keeps it, else the lowest post that works in the procedure."""
    posts = [key for draft in reversed(drafts) for key in draft.doers() if cast.seat(key) is Seat.POST]
    return max(posts, key=cast.rank, default=next((one.key for one in cast.performers), ""))


def _line(closing: Closing, drafts: Sequence[Draft], act: Act, key: str, activity: str) -> Step:
    number = drafts[-1].number + len(closing.steps) + 1
    return Step(number, activity, (act,), (Role(key),))


def _with_return(line: Step, to: int) -> Step:
    return Step(line.number, line.activity, line.acts, line.performers, ways=(Way(When.NO, to),))


def _say(closing: Closing, message: str, why: str) -> None:
    where = f"closing/{closing.steps[-1].number}"
    closing.findings.append(guessed("closing_added", where, f"{message} sebagai kegiatan penutup.", Reason(why)))
