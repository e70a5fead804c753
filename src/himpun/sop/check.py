"""What stops an SOP from being published, and what a person should look at before.

A rule takes the SOP and yields findings; every rule runs, so that the whole list is seen at once. An SOP
without an error here can be walked to its end by the office that casts it.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from himpun.sop.check_acts import act_findings
from himpun.sop.check_origin import origin_findings
from himpun.sop.check_standard import standard_findings
from himpun.sop.check_ways import way_findings
from himpun.sop.errors import caution, problem
from himpun.sop.model import Act, Finding, Severity, Sop

RESERVED_KEYS = frozenset({"units", "members", "end"})


def check(sop: Sop) -> tuple[Finding, ...]:
    """Every finding, errors first; the errors are those that stop a publication.

    An error that the reading left in the SOP itself stops it too, until a person has answered it.
    """
    found = dict.fromkeys(finding for rule in RULES for finding in rule(sop))
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def left_by_the_reading(sop: Sop) -> Iterator[Finding]:
    """Errors that stand among the SOP's own findings: they stop a publication until a person has answered them."""
    for finding in sop.findings:
        if finding.severity is Severity.ERROR:
            yield finding


def lines_and_their_numbers(sop: Sop) -> Iterator[Finding]:
    """Ways, findings and tasks name lines by their numbers: each is needed once, in the order of the text."""
    if not sop.steps:
        message = "SOP ini belum mempunyai kegiatan. Tambahkan sedikitnya satu kegiatan."
        yield problem("no_steps", "steps", message)
    numbers = [step.number for step in sop.lines]
    for number, times in Counter(numbers).items():
        if times > 1:
            message = f"Nomor kegiatan {number} dipakai {times} kali. Beri setiap kegiatan nomor sendiri."
            yield problem("number_twice", f"steps/{number}", message)
    if numbers != sorted(numbers):
        message = "Nomor kegiatan tidak berurutan. Urutkan dari atas ke bawah."
        yield problem("numbers_out_of_order", "steps", message)


def performers_and_their_keys(sop: Sop) -> Iterator[Finding]:
    """A key names one performer, and is none of the words that `per` and `ways` use for themselves."""
    for key, times in Counter(one.key for one in sop.performers).items():
        where = f"performers/{key}"
        if times > 1:
            message = f"Pelaksana “{key}” tercantum {times} kali. Gabungkan atau beri kunci lain."
            yield problem("performer_twice", where, message)
        if key in RESERVED_KEYS:
            message = f"“{key}” adalah kata format dan tidak dapat menjadi kunci pelaksana. Pilih kunci lain."
            yield problem("reserved_key", where, message)


def performers_used(sop: Sop) -> Iterator[Finding]:
    """Cautions about performers whom no line names, and those who have no column of their own."""
    used = {role.key for step in sop.lines for role in step.performers}
    for one in sop.performers:
        where = f"performers/{one.key}"
        if one.key not in used:
            message = f"{one.name} tidak mempunyai bagian di kegiatan mana pun. Beri bagian atau hapus."
            yield caution("performer_without_part", where, message)
        elif not one.column:
            message = f"{one.name} hanya disebut dalam teks, tanpa kolom pelaksana. Pastikan jabatannya benar."
            yield caution("performer_only_in_text", where, message)


def somebody_signs(sop: Sop) -> Iterator[Finding]:
    """A caution, no error: an office may sign outside the SOP; its report then stays a concept here."""
    if sop.steps and not any(Act.SIGN in step.acts for step in sop.lines):
        message = "Tidak ada kegiatan yang menandatangani hasilnya. Tambahkan penandatanganan di kegiatan penutup."
        yield caution("nobody_signs", "closing", message)


Rule = Callable[[Sop], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    left_by_the_reading,
    lines_and_their_numbers,
    performers_and_their_keys,
    act_findings,
    way_findings,
    somebody_signs,
    performers_used,
    standard_findings,
    origin_findings,
)
