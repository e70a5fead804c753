"""The office's words for the closed sets of the model, as they stand in messages, charts and tables."""

from collections.abc import Mapping
from types import MappingProxyType

from himpun.lib.worktime import TimeUnit
from himpun.sop.model import Act, Part, Seat, Step, When

ACT_WORDS: Mapping[Act, str] = MappingProxyType(
    {
        Act.INSTRUCT: "disposisi",
        Act.FORM_TEAM: "membentuk tim",
        Act.PLAN: "menyusun rencana",
        Act.PREPARE_REQUEST: "menyusun format permintaan",
        Act.DISTRIBUTE: "menyampaikan permintaan",
        Act.MEET: "rapat",
        Act.FILL: "mengisi data",
        Act.HAND_OVER: "menyerahkan",
        Act.GATHER: "menghimpun",
        Act.RECAP: "merekap",
        Act.ANALYSE: "menganalisis",
        Act.REVIEW: "memeriksa",
        Act.REVISE: "memperbaiki",
        Act.INITIAL: "memaraf",
        Act.SIGN: "menandatangani",
        Act.PUBLISH: "menyampaikan hasil",
        Act.ARCHIVE: "mengarsipkan",
    }
)

SEAT_WORDS: Mapping[Seat, str] = MappingProxyType(
    {
        Seat.POST: "satu jabatan",
        Seat.POSTS: "beberapa jabatan",
        Seat.UNITS: "setiap unit",
        Seat.UNIT_MEMBERS: "anggota setiap unit",
        Seat.TEAM: "tim",
    }
)

PART_WORDS: Mapping[Part, str] = MappingProxyType(
    {Part.DOES: "mengerjakan", Part.JOINS: "mendampingi", Part.RECEIVES: "menerima"}
)

WHEN_WORDS: Mapping[When, str] = MappingProxyType({When.DONE: "lanjut", When.YES: "diterima", When.NO: "ditolak"})

UNIT_WORDS: Mapping[TimeUnit, str] = MappingProxyType(
    {
        TimeUnit.MINUTE: "menit",
        TimeUnit.HOUR: "jam",
        TimeUnit.DAY: "hari",
        TimeUnit.WEEK: "minggu",
        TimeUnit.MONTH: "bulan",
    }
)


def line_name(step: Step) -> str:
    """How a message calls a line: "Kegiatan 3"."""
    return f"Kegiatan {step.number}"


def act_name(step: Step, position: int) -> str:
    """How a message calls one act of a line by its 1-based position: "Kegiatan 3 (mengisi data)"."""
    return f"{line_name(step)} ({ACT_WORDS[step.acts[position - 1]]})"
