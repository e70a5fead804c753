"""Questions about a draft as its page asks them: the line in question, what follows from a yes, the other answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from himpun.procedures import origins
from himpun.procedures.actions import adapt_draft, place_in_register
from himpun.procedures.drafts import Answer, answers_of, asked_again, errors_of, questions_of, text_of
from himpun.procedures.models import DraftEdition
from himpun.sop.choices import Choice, alike, certain, choices_for, may_stand, taking_part
from himpun.sop.edit import CannotEdit, confirmed, line
from himpun.sop.model import Duration, Finding, Part, Severity, Sop, Step, Way, When
from himpun.sop.words import ACT_WORDS
from himpun.trail.journal import writing
from himpun.web.procedures.mending import keep, read_version
from himpun.web.procedures.places import PARTS, place
from himpun.web.request import Visit
from himpun.web.typed import key_from

GONE: Final = "Pertanyaan ini sudah dijawab. Periksa yang masih terbuka."


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the procedure as it was read, in words."""

    step: Step
    who: str
    joins: str
    acts: str
    time: str
    onward: str
    back: str
    closing: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A finding as the page asks about it. `n` counts questions and errors together; `link` is where it is mended."""

    n: int
    finding: Finding
    where: str
    part: str
    link: str
    row: Row | None
    follows: str
    choices: tuple[Choice, ...]
    stands: bool
    so: str
    kin: int

    @property
    def name(self) -> str:
        return name_of(self.finding)

    @property
    def kind(self) -> str:
        """What it is called beside it: a guess is asked, a warning is weighed, an error is mended."""
        return _KINDS[self.finding.severity]

    @property
    def mend(self) -> str:
        return "Perbaiki" if self.finding.severity is Severity.ERROR else "Ubah"


_KINDS: Final = {Severity.GUESS: "dugaan", Severity.WARNING: "peringatan", Severity.ERROR: "kesalahan"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions about one line, under it; those about none, by themselves."""

    row: Row | None
    questions: tuple[Question, ...]


def by_line(questions: Iterable[Question]) -> list[Asked]:
    """In the order of the text: what is asked of one line is read with the line at hand, once."""
    found = groupby(questions, key=lambda one: one.row)
    return [Asked(row, tuple(asked)) for row, asked in found]


def name_of(finding: Finding) -> str:
    """By which a form says what it answers: the list may have grown shorter since the page was made."""
    return f"{finding.code} {finding.where}"


def asked_of(one: DraftEdition, sop: Sop) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """The open questions, and the errors that stop a publication."""
    questions, errors = questions_of(one, sop), errors_of(sop)
    made = [_question(one, sop, n, finding) for n, finding in enumerate((*questions, *errors))]
    return tuple(made[: len(questions)]), tuple(made[len(questions) :])


def sure_ones(sop: Sop) -> tuple[Finding, ...]:
    """The guesses that the reading was sure of: one press confirms them all."""
    return tuple(one for one in sop.findings if certain(one) and may_stand(sop, one))


def _question(one: DraftEdition, sop: Sop, n: int, finding: Finding) -> Question:
    row = next((row_of(sop, step) for step in sop.lines if step.number == finding.line), None)
    guess = finding.severity is Severity.GUESS
    return Question(
        n=n,
        finding=finding,
        where=place(finding.where, sop),
        part=PARTS.get(finding.part, "") if row else "",
        link=_link(one, finding),
        row=row,
        follows=_follows(sop, finding, row) if guess else "",
        choices=_choices(sop, finding),
        stands=may_stand(sop, finding),
        so=_so(sop, finding),
        kin=len(alike(sop, finding)) if guess else 1,
    )


def _choices(sop: Sop, finding: Finding) -> tuple[Choice, ...]:
    """The other answers. What concerns the draft and not its text is done by a verb of its own, not by another text."""
    offered = _OFFERED.get(finding.code)
    return (Choice(offered, sop),) if offered else choices_for(sop, finding)


_OFFERED: Final = {origins.SAME_TITLE: "Ya, edisi berikutnya", origins.ANOTHER_OFFICE: "Sesuaikan untuk kantor ini"}


def _so(sop: Sop, finding: Finding) -> str:
    """The word by which what was read, or a warning, is let stand."""
    if finding.severity is not Severity.GUESS:
        return _LET_STAND.get(finding.code, "Terima apa adanya")
    both = finding.code == "performer_guessed" and finding.line and len(taking_part(line(sop, finding.line))) == 2
    return "Keduanya" if both else "Benar"


_LET_STAND: Final = {
    origins.SAME_TITLE: "Bukan, SOP tersendiri",
    origins.ANOTHER_OFFICE: "Biarkan seperti tertulis",
}


def _link(one: DraftEdition, finding: Finding) -> str:
    if finding.line is not None:
        return f"/sop/konsep/{one.pk}/langkah?nomor={finding.line}"
    page = {"steps": "#langkah", "closing": "#langkah", "performers": "/pelaksana"}
    return f"/sop/konsep/{one.pk}{page.get(finding.where.partition('/')[0], '/identitas')}"


def row_of(sop: Sop, step: Step) -> Row:
    """A line in words."""
    names = {part: ", ".join(sop.performer(r.key).name for r in step.performers if r.part is part) for part in Part}
    beside = [word for word in (names[Part.JOINS], names[Part.RECEIVES]) if word]
    back = " atau ".join(_to(way) for way in step.ways if way.when is When.NO)
    onward = " atau ".join(_to(way) for way in step.ways if way.when is not When.NO)
    acts = ", lalu ".join(ACT_WORDS[act] for act in step.acts)
    time = step.duration.written if step.duration else ""
    return Row(step, names[Part.DOES], ", ".join(beside), acts, time, onward, back, step in sop.closing)


def _to(way: Way) -> str:
    return "akhir" if way.to == "end" else f"langkah {way.to}"


def _follows(sop: Sop, finding: Finding, row: Row | None) -> str:
    """What happens later when it is so."""
    match finding.code, row:
        case "performer_guessed", None:
            return _performer_follows(sop, finding.where.partition("/")[2])
        case "performer_guessed", Row():
            return f"Tugas langkah {row.step.number} muncul di meja kerja {row.who}." if row.who else ""
        case "acts_guessed", Row():
            return f"Pelaksananya diminta: {row.acts}."
        case "way_guessed", Row():
            return f"Yang ditolak pada langkah {row.step.number} diulang dari {row.back}." if row.back else ""
        case "duration_guessed", Row(step=Step(duration=Duration() as time)):
            return f"Tenggat langkah {row.step.number} dihitung {time.written} sejak tugasnya terbuka."
        case "duration_guessed", None:
            return "Sabtu, Minggu dan hari libur kantor tidak dihitung ke dalam tenggat."
        case "closing_added", Row():
            return f"Berkas baru selesai sesudah {row.who} {row.acts}."
    return ""


def _performer_follows(sop: Sop, key: str) -> str:
    one = next((one for one in sop.performers if one.key == key), None)
    if one is None:
        return ""
    if one.seat.fans_out:
        return f"Setiap unit mendapat tugas dan isian sendiri; yang menjawabnya {one.name} unit itu."
    return "Jabatan yang memerankannya ditetapkan sesudah SOP terbit."


def answer(request: Visit, one: DraftEdition) -> int:
    """What was pressed. Returns the place of the next question; raises CannotEdit when it was answered before."""
    post, sop = request.POST, text_of(one)
    if post.get("semua") == "yakin":
        _confirm(request, one, sop, sure_ones(sop))
        return 0
    if (again := post.get("lagi")) is not None:
        return _ask_again(request, one, sop, again)
    number = key_from(post.get("tanya", "")) or 0
    finding = _meant(one, sop, number, post.get("apa", ""))
    match post.get("jawab", ""):
        case "serupa":
            _confirm(request, one, sop, alike(sop, finding))
        case chosen if (at := key_from(chosen)) is not None:
            _change(request, one, finding, at)
        case _:
            _let_stand(request, one, sop, finding)
    return number


def _meant(one: DraftEdition, sop: Sop, number: int, name: str) -> Finding:
    asked = dict(enumerate((*questions_of(one, sop), *errors_of(sop))))
    found = asked.get(number)
    if found is None or name_of(found) != name:
        raise CannotEdit(GONE)
    return found


def _let_stand(request: Visit, one: DraftEdition, sop: Sop, finding: Finding) -> None:
    """A guess is right, a warning is accepted by name. An error of the text itself cannot be accepted."""
    known = finding in sop.findings
    if not may_stand(sop, finding) or (finding.severity is Severity.ERROR and not known):
        raise CannotEdit("Ini harus diperbaiki dahulu. Pilih salah satu jawaban, atau tekan Perbaiki.")
    text = confirmed(sop, finding) if known else sop
    kind = "confirmed" if finding.severity is Severity.GUESS else "accepted"
    keep(request, one, text, version=read_version(request, one), answer=Answer(finding, kind))


def _change(request: Visit, one: DraftEdition, finding: Finding, at: int) -> None:
    sop = text_of(one)
    choice = dict(enumerate(_choices(sop, finding))).get(at)
    if choice is None or choice.label != request.POST.get(f"pilihan-{at}", choice.label):
        raise CannotEdit(GONE)
    told, version = Answer(finding, "changed", choice.label), read_version(request, one)
    match finding.code:
        case origins.SAME_TITLE:
            renewed = origins.renewed_by(one, sop)
            place_in_register(request.actor, one, renewed, based_on=version, answer=told, at=request.at)
        case origins.ANOTHER_OFFICE:
            adapt_draft(request.actor, one, based_on=version, answer=told, at=request.at)
        case _:
            keep(request, one, choice.sop, version=version, answer=told)


def _confirm(request: Visit, one: DraftEdition, sop: Sop, findings: tuple[Finding, ...]) -> None:
    """Several guesses at once: each is answered by name, or none is."""
    if not findings:
        raise CannotEdit(GONE)
    version = read_version(request, one)
    with writing():
        for at, finding in enumerate(findings):
            sop = confirmed(sop, finding)
            keep(request, one, sop, version=version + at, answer=Answer(finding, "confirmed"))


def _ask_again(request: Visit, one: DraftEdition, sop: Sop, which: str) -> int:
    answered = dict(enumerate(answers_of(one))).get(key_from(which) or 0)
    known = answered is not None and f"{answered['code']} {answered['where']}" == request.POST.get("apa")
    if answered is None or not known or answered["answer"] == "changed":
        raise CannotEdit("Jawaban itu sudah ditanyakan lagi.")
    text, told = asked_again(sop, answered)
    keep(request, one, text, version=read_version(request, one), answer=told)
    return next((n for n, f in enumerate(questions_of(one, text)) if name_of(f) == name_of(told.finding)), 0)


def answered_rows(one: DraftEdition, sop: Sop) -> Iterator[dict[str, object]]:
    """What was answered, by whom and when, and whether it can be asked again."""
    for n, told in enumerate(answers_of(one)):
        kind = told["answer"]
        said = {"confirmed": "benar", "accepted": "diterima apa adanya"}.get(kind, told.get("said", "") or "diubah")
        name = f"{told['code']} {told['where']}"
        yield {"n": n, "told": told, "said": said, "where": place(told["where"], sop), "name": name, "kind": kind}
