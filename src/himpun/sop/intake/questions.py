"""What a person is asked about a procedure that was read: its performers, its lines, its times."""

from collections.abc import Iterator, Sequence
from typing import Final

from himpun.sop.errors import caution
from himpun.sop.intake.drafts import Draft
from himpun.sop.intake.durations import TimeRead, in_words, in_working_days
from himpun.sop.intake.guesses import Reason, Sure, guessed
from himpun.sop.intake.lines import Cast
from himpun.sop.intake.posts import unbroken
from himpun.sop.intake.rows import RawStep
from himpun.sop.model import Finding, Performer, Seat
from himpun.sop.words import ACT_WORDS


def about_performers(performers: Sequence[Performer]) -> Iterator[Finding]:
    """Guesses: who was added from the text alone, and which column was read as every unit."""
    for one in performers:
        if not one.column:
            message = f"{one.name} ditambahkan sebagai pelaksana, tanpa kolom."
            yield guessed(
                "performer_guessed",
                f"performers/{one.key}",
                message,
                Reason("Hanya teksnya yang menyebut atau memerlukannya."),
            )
        elif one.seat is Seat.UNITS:
            message = f"{one.name} dibaca sebagai setiap unit, masing-masing dengan berkasnya."
            yield guessed(
                "performer_guessed", f"performers/{one.key}", message, Reason("Namanya berarti lebih dari satu unit.")
            )


def about_columns(written: Sequence[str], columns: Sequence[Performer]) -> Iterator[Finding]:
    """Names of columns that were put together again."""
    for name, one in zip(written, columns, strict=False):
        told = " ".join(name.split())
        if unbroken(told) != told:
            message = f"Nama kolom “{told[:80]}” dibaca {one.name}."
            reason = Reason("Kata-katanya terpotong oleh lebar kolom.", Sure.CERTAIN)
            yield guessed("name_guessed", f"performers/{one.key}", message, reason)


def about_line(draft: Draft, cast: Cast) -> Iterator[Finding]:
    """Guesses about who does a line and what is done in it, then what was asked while its acts and ways were read."""
    where = f"steps/{draft.number}"
    read, choice = draft.told.read, draft.choice
    if choice.reason and choice.keys:
        message = f"Langkah {draft.number} dikerjakan {_marked(draft, cast)}."
        yield guessed("performer_guessed", f"{where}/performers", message, choice.reason)
    elif not choice.keys:
        message = f"Langkah {draft.number} tidak menunjukkan pelaksananya."
        yield guessed(
            "performer_guessed", f"{where}/performers", message, Reason("Lambang bagannya hilang.", Sure.WEAK)
        )
    if read.why:
        names = ", ".join(ACT_WORDS[act] for act in draft.acts)
        yield guessed(
            "acts_guessed",
            f"{where}/acts",
            f"Tindakan langkah {draft.number} diduga ({names}).",
            Reason(read.why, Sure.WEAK),
        )
    yield from draft.findings


def _marked(draft: Draft, cast: Cast) -> str:
    """Who does a line, and beside whom where more than one cell is marked."""
    names = cast.names(draft.choice.keys)
    if not draft.choice.beside:
        return names
    taken = "diteruskan kepada" if set(draft.choice.beside) <= set(draft.receivers) else "bersama"
    return f"{names} {taken} {cast.names(draft.choice.beside)}"


def about_times(steps: Sequence[RawStep], times: Sequence[TimeRead]) -> Iterator[Finding]:
    """Questions about the cells of mutu baku, each quoting its cell; one for all days read as working days."""
    for number, (step, time) in enumerate(zip(steps, times, strict=True), start=1):
        where, written = f"steps/{number}/duration", " ".join(step.time.split())[:80]
        told = f"Waktu langkah {number} “{written}”"
        if guess := _GUESSED_TIMES.get(time.oddity):
            message, reason = guess
            taken = in_words(time.duration.value, time.duration.unit) if time.duration else ""
            yield guessed("duration_guessed", where, f"{told} {message.format(taken)}", reason)
        elif time.oddity == "no_unit":
            message = f"{told} tanpa satuan, di sel maupun di judul kolom. Isilah satuannya."
            yield caution("duration_without_unit", where, message)
        elif time.oddity == "unreadable":
            yield caution("duration_unreadable", where, f"{told} tidak terbaca. Isilah waktunya.")
    days = [in_working_days(step.time) for step, time in zip(steps, times, strict=True) if _in_days(time)]
    if not all(days):
        yield guessed(
            "duration_guessed",
            "steps",
            "Hari dibaca sebagai hari kerja.",
            Reason("Kantor hanya bekerja pada hari kerja."),
        )


_GUESSED_TIMES: Final = {
    "clash": (
        "dibaca dengan satuan di selnya, bukan satuan di judul kolom.",
        Reason("Satuan di dalam sel lebih khusus.", Sure.CERTAIN),
    ),
    "two_readings": (
        "mempunyai dua bacaan; yang dipakai {}.",
        Reason("Keduanya tertulis di sel yang sama."),
    ),
    "span": ("berupa rentang; yang dipakai batas atasnya, {}.", Reason("Batas waktu adalah ujung rentangnya.")),
    "summed": ("dijumlahkan menjadi {}.", Reason("Bagian-bagiannya tertulis di sel yang sama.")),
    "mixed": (
        "mencampur satuan; yang dipakai {}, sisanya tidak dihitung.",
        Reason("Panjang satu hari kerja tidak tertulis di dokumen."),
    ),
    "beside": ("dibaca {}; kata lain di selnya tidak dihitung.", Reason("Hanya waktunya yang dapat dihitung.")),
}


def _in_days(time: TimeRead) -> bool:
    return time.duration is not None and time.duration.unit.value == "day" and time.duration.working
