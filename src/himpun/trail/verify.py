"""Verification: does the journal hold, does it bear out the signed heads, and does it explain the state?

Three detectors, because none sees everything: the chain sees an entry edited, removed, inserted or swapped; a head kept
elsewhere sees a cut tail and a history written anew; the replay sees a row that no verb wrote. What stays unprovable:
changes by somebody with full control of the machine after the last head that was kept elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

from himpun.trail.chain import Content, commit_to, genesis, link
from himpun.trail.erasure import erased_in
from himpun.trail.findings import Code, Finding, StreamState, Verdict
from himpun.trail.heads import Head, heads_file, is_genuine, known_keys, read_heads, signed_heads
from himpun.trail.models import Entry, Stream
from himpun.trail.replay import State, Told, fold
from himpun.trail.snapshot import snapshot
from himpun.trail.state import unexplained

CHUNK = 2000


@dataclass(slots=True)
class _Reading:
    """How far one stream was read. `hashes` keeps those that some head speaks of."""

    head: str
    seq: int = 0
    hashes: dict[int, str] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    allowed: set[int] = field(default_factory=set)


def verify(explained: Sequence[type[Model]], *, heads: Iterable[Head] = ()) -> Verdict:
    """Read the journal and all rows of the `explained` tables, and hold them to the heads that were kept.

    Heads handed in come from outside: papers, other offices, a copied `heads.jsonl`. Nothing is repaired.
    """
    beside = list(read_heads(heads_file()))  # before the database is looked at: the file may only be behind it
    with snapshot():
        return _verify(explained, here=[*signed_heads(), *beside], heads=list(heads))


def _verify(explained: Sequence[type[Model]], *, here: Sequence[Head], heads: Sequence[Head]) -> Verdict:
    witnesses = [*here, *heads]
    spoken_of: dict[int, set[int]] = defaultdict(set)
    for head in witnesses:
        spoken_of[head.office].add(head.seq)
    readings: dict[int, _Reading] = {}
    state: State = {}
    findings: list[Finding] = []
    entries = 0
    # In the order of writing, so that of two offices' entries about one row the later one wins.
    for entry in Entry.objects.order_by("id").iterator(chunk_size=CHUNK):
        reading = readings.setdefault(entry.office_id, _Reading(genesis(entry.office_id)))
        findings += _examine(entry, reading, spoken_of[entry.office_id])
        fold([Told(entry.body, entry.personal)], into=state)
        entries += 1
    findings += _examine_streams(readings)
    findings += _examine_erasures(readings)
    findings += _examine_heads(witnesses, readings, signed_here=len(here))
    findings += unexplained(tuple(dict.fromkeys(explained)), state)
    streams = {office: _state(office, reading, witnesses) for office, reading in readings.items()}
    return Verdict(entries, streams, tuple(findings))


def _examine(entry: Entry, reading: _Reading, spoken_of: set[int]) -> Iterator[Finding]:
    """Hold one entry to its own hashes and to the entry before it, then move on to it, sound or not."""
    yield from _place(entry, reading)
    content = _content(entry)
    if content != entry.content or link(entry.prev, entry.seq, entry.content) != entry.hash:
        yield _at(entry, Code.ENTRY_EDITED, "isi entri tidak cocok dengan hash-nya: entri ini diubah")
    yield from _personal(entry, reading)
    reading.seq, reading.head = entry.seq, entry.hash
    reading.allowed |= erased_in(entry)
    if entry.seq in spoken_of:
        reading.hashes[entry.seq] = entry.hash


def _place(entry: Entry, reading: _Reading) -> Iterator[Finding]:
    expected = reading.seq + 1
    if entry.seq > expected:
        gone = f"entri {expected}" if entry.seq == expected + 1 else f"entri {expected} sampai {entry.seq - 1}"
        yield Finding(Code.ENTRY_MISSING, f"{gone} hilang", office=entry.office_id, seq=expected)
    elif entry.seq < expected:
        yield _at(
            entry,
            Code.ENTRY_INSERTED,
            f"entri ini berdiri setelah entri {reading.seq}: disisipkan atau ditukar",
        )
    elif entry.prev != reading.head:
        yield _at(entry, Code.ENTRY_UNLINKED, f"entri ini tidak menyambung pada entri {reading.seq}")


def _content(entry: Entry) -> str:
    return Content(
        account=entry.account,
        person=entry.person,
        capacity=entry.capacity,
        kind=entry.kind,
        version=entry.version,
        at=entry.at,
        body=entry.body,
        commitment=entry.commitment,
    ).hash


def _personal(entry: Entry, reading: _Reading) -> Iterator[Finding]:
    if entry.personal is None:
        reading.erased.add(entry.seq)
    elif entry.salt is None or commit_to(entry.salt, entry.personal) != entry.commitment:
        yield _at(entry, Code.PERSONAL_EDITED, "bagian pribadi entri ini diubah")


def _at(entry: Entry, code: Code, message: str) -> Finding:
    return Finding(code, message, office=entry.office_id, seq=entry.seq)


def _examine_streams(readings: dict[int, _Reading]) -> Iterator[Finding]:
    """The head that appending goes on from must be the last entry."""
    for stream in Stream.objects.order_by("office_id"):
        reading = readings.get(stream.office_id, _Reading(genesis(stream.office_id)))
        if stream.seq > reading.seq:
            said = f"jurnal berakhir pada entri {reading.seq}, seharusnya {stream.seq}: ekornya dipotong"
            yield Finding(Code.TAIL_CUT, said, office=stream.office_id, seq=reading.seq + 1)
        elif (stream.seq, stream.head) != (reading.seq, reading.head):
            said = f"kepala jurnal tercatat {stream.seq}, entri terakhir {reading.seq}"
            yield Finding(Code.STREAM_MOVED, said, office=stream.office_id, seq=min(stream.seq, reading.seq) or 1)
    for office in readings.keys() - set(Stream.objects.values_list("office_id", flat=True)):
        yield Finding(Code.STREAM_MOVED, "kepala jurnal hilang", office=office, seq=readings[office].seq)


def _examine_erasures(readings: dict[int, _Reading]) -> Iterator[Finding]:
    for office, reading in readings.items():
        for seq in sorted(reading.erased - reading.allowed):
            said = "bagian pribadi hilang tanpa keputusan penghapusan"
            yield Finding(Code.PERSONAL_LOST, said, office=office, seq=seq)


def _examine_heads(witnesses: Sequence[Head], readings: dict[int, _Reading], *, signed_here: int) -> Iterator[Finding]:
    """The first `signed_here` heads must be signed with a known key; heads from papers carry no signature."""
    keys = known_keys()
    seen: set[Head] = set()
    for number, head in enumerate(witnesses):
        if head in seen:
            continue
        seen.add(head)
        if (number < signed_here or head.signature) and not is_genuine(head, keys):
            said = "kepala jurnal ini tidak ditandatangani kunci yang dikenal"
            yield Finding(Code.HEAD_FORGED, said, office=head.office, seq=head.seq)
        else:
            yield from _hold_to(head, readings.get(head.office))


def _hold_to(head: Head, reading: _Reading | None) -> Iterator[Finding]:
    last = reading.seq if reading else 0
    found = reading.hashes.get(head.seq, "") if reading else ""
    if head.seq > last:
        said = f"entri {last + 1} sampai {head.seq} pernah ada; jurnal kini berakhir pada {last}"
        yield Finding(Code.TAIL_CUT, said, office=head.office, seq=last + 1)
    elif not _bears_out(head, found):
        now = found[:16] or "tidak ada"
        said = f"entri {head.seq} dulu ber-hash {head.hash[:16]}, kini {now}: riwayat ditulis ulang"
        yield Finding(Code.HEAD_CONTRADICTED, said, office=head.office, seq=head.seq)


def _bears_out(head: Head, found: str) -> bool:
    return head.seq == 0 or (bool(found) and found.startswith(head.hash) and bool(head.hash))


def _state(office: int, reading: _Reading, witnesses: Sequence[Head]) -> StreamState:
    borne_out = {
        head.seq for head in witnesses if head.office == office and _bears_out(head, reading.hashes.get(head.seq, ""))
    }
    return StreamState(reading.seq, reading.head, tuple(sorted(borne_out)))
