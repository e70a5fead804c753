"""What an act leaves behind: one frozen type for each act of this room, each with its rule of completeness."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from itertools import zip_longest
from typing import Any, ClassVar, Final, Self

from himpun.cases.errors import Lack
from himpun.documents.kinds import PERFORMANCE_ACCOUNTABILITY
from himpun.lib.periods import Period
from himpun.sop.model import Act

LONGEST_WORDS: Final = 2000
"""Letters in what somebody says about a case, or passes a disposition on with."""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _lack(condition: bool, name: str, code: str, message: str) -> tuple[Lack, ...]:
    return (Lack(name, code, message),) if condition else ()


@dataclass(frozen=True, slots=True)
class Deed:
    """The shape they share. `as_data` is what the journal and the row keep; `v` is its version."""

    act: ClassVar[Act]

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        """What is missing before the act counts as done; empty when nothing is."""
        return ()

    def as_data(self) -> dict[str, Any]:
        return {"v": 1, "act": self.act.value, **_plain(asdict(self))}


@dataclass(frozen=True, slots=True)
class Addressee:
    """A post that an instruction, a receipt or a letter goes to."""

    post: int
    title: str


class Nature(StrEnum):
    """Sifat naskah dinas: how urgent a disposition is, or how secret; as it is chosen and printed."""

    ORDINARY = "biasa"
    PROMPT = "segera"
    IMMEDIATE = "sangat segera"
    CONFIDENTIAL = "rahasia"


@dataclass(frozen=True, slots=True)
class Instruction(Deed):
    """Disposisi or perintah: what is asked ("harap"), of whom, until when, how urgent."""

    act: ClassVar[Act] = Act.INSTRUCT
    requests: tuple[str, ...] = ()
    text: str = ""
    addressees: tuple[Addressee, ...] = ()
    nature: Nature = Nature.ORDINARY
    until: date | None = None

    @property
    def words(self) -> str:
        """What is asked, as the addressee reads it."""
        return "\n".join(filter(None, ("; ".join(self.requests), self.text.strip())))

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        return _lack(
            not (self.requests or self.text.strip()), "text", "no_instruction", "Pilih atau tulis isi disposisi."
        ) + _lack(not self.addressees, "addressees", "no_addressee", "Pilih kepada siapa disposisi diteruskan.")


@dataclass(frozen=True, slots=True)
class Member:
    """A post named into a team with its role there."""

    post: int
    title: str
    role: str


@dataclass(frozen=True, slots=True)
class TeamFormed(Deed):
    """A team named by a step; its members do the team's tasks, until a day or until the report is signed."""

    act: ClassVar[Act] = Act.FORM_TEAM
    name: str = ""
    members: tuple[Member, ...] = ()
    until: date | None = None

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        return (
            _lack(not self.name.strip(), "name", "no_team_name", "Tulis nama tim.")
            + _lack(not self.members, "members", "no_members", "Pilih sedikitnya satu anggota tim.")
            + _lack(
                sum(m.role == "Ketua" for m in self.members) != 1, "members", "no_leader", "Tunjuk tepat satu ketua."
            )
        )


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One dated activity of a plan."""

    what: str
    starts: date
    ends: date
    who: str


@dataclass(frozen=True, slots=True)
class Plan(Deed):
    """Rencana kegiatan. Its days may lie in the period or in the quarter after it, when the data are collected."""

    act: ClassVar[Act] = Act.PLAN
    items: tuple[PlanItem, ...] = ()

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        wrong = [i for i in self.items if i.ends < i.starts or i.starts < period.start]
        return _lack(not self.items, "items", "no_items", "Tulis sedikitnya satu kegiatan bertanggal.") + _lack(
            bool(wrong), "items", "dates_outside", "Tanggal kegiatan terbalik atau sebelum periode dimulai."
        )


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who was invited to a meeting, and whether they came."""

    name: str
    title: str
    present: bool


@dataclass(frozen=True, slots=True)
class Meeting(Deed):
    """Rapat: invitation, attendance and minutes.

    `chair` and `scribe` are posts: who led it (0: whoever does the act) and who wrote it down (0: not told).
    """

    act: ClassVar[Act] = Act.MEET
    agenda: str = ""
    place: str = ""
    held_at: datetime | None = None
    attendees: tuple[Attendee, ...] = ()
    minutes: str = ""
    decisions: tuple[str, ...] = ()
    chair: int = 0
    scribe: int = 0

    def announces(self, held: "Meeting") -> bool:
        """Whether a meeting so called was held as it was called: then and there, with all who were invited.

        Who else came, and who holds a post by now, does not make it another meeting.
        """
        asked, there = ({a.title for a in one.attendees} for one in (self, held))
        return (self.place, self.held_at) == (held.place, held.held_at) and asked <= there

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        return (
            self._lacks_when()
            + _lack(
                not any(a.present for a in self.attendees), "attendees", "nobody_present", "Tandai siapa yang hadir."
            )
            + _lack(not self.minutes.strip(), "minutes", "no_minutes", "Tulis notulen rapat.")
        )

    def lacks_to_invite(self) -> tuple[Lack, ...]:
        """What is missing before the invitation can go out."""
        return self._lacks_when() + _lack(
            not self.attendees, "attendees", "nobody_invited", "Pilih siapa yang diundang."
        )

    def _lacks_when(self) -> tuple[Lack, ...]:
        return _lack(not self.agenda.strip(), "agenda", "no_agenda", "Tulis acara rapat.") + _lack(
            self.held_at is None, "held_at", "no_time", "Tulis hari dan jam rapat."
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """From `as_data`."""
        held_at = data["held_at"]
        return cls(
            agenda=data["agenda"],
            place=data["place"],
            held_at=datetime.fromisoformat(held_at) if held_at else None,
            attendees=tuple(Attendee(**one) for one in data["attendees"]),
            minutes=data["minutes"],
            decisions=tuple(data["decisions"]),
            chair=data.get("chair", 0),
            scribe=data.get("scribe", 0),
        )


@dataclass(frozen=True, slots=True)
class HandOver(Deed):
    """Penyerahan: what was handed to whom; `counts` says how much of each, blank where it was not told."""

    act: ClassVar[Act] = Act.HAND_OVER
    what: tuple[str, ...] = ()
    to: tuple[Addressee, ...] = ()
    note: str = ""
    counts: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[tuple[str, str], ...]:
        """Each thing with its quantity."""
        return tuple(zip_longest(self.what, self.counts[: len(self.what)], fillvalue=""))

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        return _lack(not self.what, "what", "nothing_handed", "Sebutkan apa yang diserahkan.") + _lack(
            not self.to, "to", "no_receiver", "Pilih siapa yang menerima."
        )


@dataclass(frozen=True, slots=True)
class Accepted(Deed):
    """A review that ended in "yes"."""

    act: ClassVar[Act] = Act.REVIEW
    note: str = ""


@dataclass(frozen=True, slots=True)
class Initialled(Deed):
    """Paraf on the papers that were read."""

    act: ClassVar[Act] = Act.INITIAL
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed(Deed):
    """Signature on the papers that were read; `by_hand` when a scan of the signed print is the proof."""

    act: ClassVar[Act] = Act.SIGN
    papers: tuple[int, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Publication(Deed):
    """Penyampaian: to whom, by what way, and whether the public page shows it (UU 14/2008)."""

    act: ClassVar[Act] = Act.PUBLISH
    recipients: tuple[str, ...] = ()
    by: str = ""
    public: bool = False

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        return _lack(
            not self.recipients and not self.public,
            "recipients",
            "no_recipient",
            "Tulis penerima, atau terbitkan di halaman publik.",
        )


@dataclass(frozen=True, slots=True)
class Archiving(Deed):
    """Arsip: the softcopy is the sealed file; the hardcopy has a place."""

    act: ClassVar[Act] = Act.ARCHIVE
    rack: str = ""
    box: str = ""
    folder: str = ""
    classification: str = PERFORMANCE_ACCOUNTABILITY
    copies: int = 1
    retention: str = ""
    state: str = "asli"  # tingkat perkembangan of the printed copy: "asli", "salinan"
    fate: str = ""  # nasib akhir by the regency's JRA: "musnah", "permanen", "dinilai kembali"

    @property
    def place(self) -> str:
        """The place in words."""
        named = (("rak", self.rack), ("boks", self.box), ("folder", self.folder))
        return ", ".join(f"{word} {value}" for word, value in named if value.strip())

    def lacks(self, period: Period) -> tuple[Lack, ...]:
        return (
            _lack(
                not (self.rack.strip() or self.box.strip() or self.folder.strip()),
                "rack",
                "no_place",
                "Tulis tempat berkas cetak: rak, boks atau folder.",
            )
            + _lack(not self.classification.strip(), "classification", "no_code", "Tulis kode klasifikasi arsip.")
            + _lack(self.copies < 1, "copies", "no_copies", "Jumlah berkas cetak paling sedikit 1.")
        )


@dataclass(frozen=True, slots=True)
class Point:
    """What a return points at: a unit, perhaps one member, perhaps one field (opaque), with a word.

    `named` is how people call the field: the note that is left says so.
    """

    unit: int
    member: int = 0
    field: str = ""
    note: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True)
class SendBack:
    """A decision that says no: to which line, why, pointing at what."""

    to_line: int
    reason: str
    points: tuple[Point, ...] = field(default=())

    def lacks(self) -> tuple[Lack, ...]:
        return _lack(not self.reason.strip(), "reason", "no_reason", "Tulis alasan pengembalian.")


@dataclass(frozen=True, slots=True)
class Letter:
    """The incoming letter that opened a case."""

    sender: str
    number: str
    dated: date
    subject: str
    agenda: str = ""
    received: date | None = None

    def as_data(self) -> dict[str, Any]:
        return {"v": 1, **_plain(asdict(self))}
