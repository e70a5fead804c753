"""What a person is asked about a procedure that was read: its performers, its lines, its times."""

from collections import Counter
from collections.abc import Iterator, Sequence

from himpun.sop.errors import caution
from himpun.sop.intake.drafts import Draft
from himpun.sop.intake.durations import TimeRead
from himpun.sop.intake.guesses import Reason, Sure, guessed
from himpun.sop.intake.lines import Cast
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


def about_line(draft: Draft, cast: Cast) -> Iterator[Finding]:
    """Guesses about who does a line and what is done in it, then what was asked while its acts and ways were read."""
    where = f"steps/{draft.number}"
    read, choice = draft.told.read, draft.choice
    if choice.reason and choice.keys:
        message = f"Langkah {draft.number} dikerjakan {cast.names(choice.keys)}."
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


def about_times(steps: Sequence[RawStep], times: Sequence[TimeRead]) -> Iterator[Finding]:
    """Questions about the cells of mutu baku, each quoting its cell; one for all days read as working days."""
    for number, (step, time) in enumerate(zip(steps, times, strict=True), start=1):
        where, written = f"steps/{number}/duration", " ".join(step.time.split())
        match time.oddity:
            case "clash":
                message = (
                    f"Waktu langkah {number} “{written}” dibaca dengan satuan di selnya, bukan satuan di judul kolom."
                )
                yield guessed(
                    "duration_guessed", where, message, Reason("Satuan di dalam sel lebih khusus.", Sure.CERTAIN)
                )
            case "two_readings":
                message = f"Waktu langkah {number} “{written}” mempunyai dua bacaan; yang pertama dipakai."
                yield guessed("duration_guessed", where, message, Reason("Keduanya tertulis di sel yang sama."))
            case "no_unit":
                message = (
                    f"Waktu langkah {number} “{written}” tanpa satuan, di sel maupun di judul kolom. Isilah satuannya."
                )
                yield caution("duration_without_unit", where, message)
            case "unreadable":
                yield caution(
                    "duration_unreadable",
                    where,
                    f"Waktu langkah {number} “{written[:80]}” tidak terbaca. Isilah waktunya.",
                )
            case _:
                pass
    days = Counter("kerja" in step.time.lower() for step, time in zip(steps, times, strict=True) if _in_days(time))
    if days[False]:
        yield guessed(
            "duration_guessed",
            "steps",
            "Hari dibaca sebagai hari kerja.",
            Reason("Kantor hanya bekerja pada hari kerja."),
        )


def _in_days(time: TimeRead) -> bool:
    return time.duration is not None and time.duration.unit.value == "day" and time.duration.working
