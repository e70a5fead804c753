"""From the words of an activity to its acts: "Menghimpun data, menyusun konsep laporan" is gathering, then a recap."""

import re
from dataclasses import dataclass
from typing import Final

from himpun.sop.intake.posts import plain
from himpun.sop.intake.verbs import VERBS
from himpun.sop.model import Act

_PATTERNS: Final = tuple((act, re.compile(rf"(?<![a-z])(?:{'|'.join(wording)})")) for act, wording in VERBS)

_POSITIVE: Final = re.compile(
    r"\b(?:jika|apabila|bila|kalau)\s+(?:sudah\s+|telah\s+)?(?:ya|sesuai|lengkap|benar|disetujui|setuju|valid|memenuhi)\b,?"
)
_NEGATIVE: Final = re.compile(
    r"\b(?:jika|apabila|bila|kalau)\b[^.;]*?\b(?:tidak|belum|ditolak|salah|kesalahan|kurang|perbaikan|koreksi|perlu|kembali\w*|dikembalikan)\b"
    r"[^.;]*?(?=[.;]|,?\s*(?:jika|apabila|bila) (?:ya|sesuai|lengkap|benar|disetujui)|$)"
)
_RELATIVE: Final = re.compile(
    r"\b(?:yang|yg)\s+(?:(?:telah|sudah|sdh|akan|belum|masih|sedang)\s+)*(?:di|ter|ber|mem|men|meng|me)\w+"
    r"(?:\s+(?:oleh\s+)?(?:camat|inspektur|sekretaris(?: camat)?|kepala dinas|kepala|kasubbag|pimpinan))?"
)
_THINGS: Final = re.compile(
    r"\b(?:hasil|bahan|bahan-bahan|proses|materi|dokumen|laporan|data|format|dalam|tentang|terkait|terhadap|atas|mekanisme)\s+"
    r"(?:hasil\s+)?(?:pe[nm]\w+an|input\w*|rekap\w*|inventaris\w*|koreksi|evaluasi|verifikasi|validasi|persetujuan|arsip|perbaikan)\b"
)
_PURPOSE: Final = re.compile(r"\s(?:untuk|agar|guna|supaya|sebagai)\s.*$")
_NOUN: Final = re.compile(
    r"pe[nmrl]|koordinasi|rapat|sosialisasi|validasi|verifikasi|evaluasi|rekap|arsip|dokumentasi|publikasi|paraf|revisi|reviu|koreksi"
    r"|perintah|laporan|tanda|diskusi|musyawarah|asistensi"
)
_GOVERNED: Final = re.compile(
    r"(?:^|[,;/.(:]\s*|\b(?:melakukan|melaksanakan|mengadakan|pelaksanaan|kegiatan|dan|serta|lalu|kemudian|memimpin|mengikuti|membubuhkan)\s+)$"
)
_ORDERS: Final = re.compile(
    r"\b(?:memerintah\w*|menugas\w*|menginstruksi\w*|mengarahkan|menunjuk|menyuruh|mendisposisi\w*|perintah"
    r"|memberi(?:kan)? (?:arahan|perintah|tugas|petunjuk|instruksi|disposisi)\S*"
    r"|meminta(?! (?:\w+ )?(?:data|laporan|bahan|isian|realisasi|persetujuan|tanda|paraf|izin)\b))"
)
_ORDERED: Final = re.compile(
    r"\s(?:untuk|agar|guna|supaya)\s"
    r"|\s(?=(?P<work>me(?!ngenai|lalui|nurut|njadi|kanisme|lainkan|ngingat|nteri|dia|rupakan|mo\b|ja\b)[a-z]{4,}))"
)
_ANOTHER: Final = re.compile(r"(?:[,;.]|\b(?:dan|serta|lalu|kemudian|sekaligus))$")
_UNDECIDED: Final = re.compile(r"(?:koreksi|perbaikan|dikembalikan|revisi)\b.*\b(?:kembali|persetujuan|disetujui)")


@dataclass(frozen=True, slots=True)
class ActsRead:
    """The acts of a line, in their order; `certain` when its own verbs say them, `why` when something else did."""

    acts: tuple[Act, ...]
    certain: bool = True
    why: str = ""


def acts_of(activity: str, requirements: str = "", outputs: str = "") -> ActsRead:
    """What a line's words say is done in it."""
    words = _said(activity)
    if (order := order_in(words)) and order.outright:
        words = re.sub(r"\bmeminta\b", "menugaskan", words[: order.end])
    found = _found(_PURPOSE.sub("", words)) or _found(words)
    if not found:
        return _by_result(words, requirements, outputs)
    found = _tidied(found, words)
    told = plain(outputs)
    if Act.GATHER in found and Act.RECAP not in found and told.startswith("rekap"):
        return ActsRead((*found, Act.RECAP), certain=False, why="Outputnya sudah berupa rekap.")
    if not any(act.decides for act in found) and _UNDECIDED.search(told):
        return ActsRead((*found, Act.REVIEW), certain=False, why="Outputnya menyebut koreksi dan persetujuan.")
    return ActsRead(found)


@dataclass(frozen=True, slots=True)
class Order:
    """Where in a text an order ends and the ordered work begins; `outright` without a word like "untuk" between."""

    verb: str
    end: int
    outright: bool


def order_in(words: str) -> Order | None:
    """The order in a text: "menugaskan Kasubbag menyusun format", but not "menugaskan Kasubbag dan menyusun"."""
    verb = _ORDERS.search(words)
    if verb is None:
        return None
    found = _ORDERED.search(words, verb.end())
    if found is None or (found["work"] and _ANOTHER.search(words[: found.start()])):
        return None
    return Order(verb[0], found.start(), outright=bool(found["work"]))


def delegated_acts(activity: str) -> tuple[Act, ...]:
    """What somebody else is told to do: "Memerintahkan Kasubag untuk membuat format" asks for a format."""
    words = _said(activity)
    order = order_in(words)
    return _found(words[order.end :]) if order else ()


def orders_outright(activity: str) -> bool:
    """Whether the ordered work follows the order without a word between: "menugaskan Kasubbag menyusun format"."""
    order = order_in(_said(activity))
    return bool(order and order.outright)


def asks_for_data(activity: str) -> bool:
    """Whether somebody is asked to fill in: "Meminta Bidang mengisi format"."""
    order = order_in(_said(activity))
    return bool(order and order.verb == "meminta" and Act.FILL in delegated_acts(activity))


def asks_when_needed(activity: str) -> bool:
    """Whether the line is done only if the work before it was not good enough."""
    return bool(
        re.search(
            r"\b(?:apabila|jika|bila)\b.*\b(?:perlu|ada|terdapat|masih)\b.*\b(?:perbaikan|koreksi|kesalahan|revisi)",
            plain(activity),
        )
    )


def decides_in_words(activity: str) -> bool:
    """Whether the line tells of a yes or a no: "Jika ya", "apabila ditolak, kembali ke"."""
    words = plain(activity)
    return not asks_when_needed(activity) and bool(_POSITIVE.search(words) or _NEGATIVE.search(words))


def _said(activity: str) -> str:
    """The activity without what others did before, without the things verbs were made into, without the answer no."""
    words = plain(activity)
    words = _POSITIVE.sub(" ", words)
    words = _NEGATIVE.sub(" ", words)
    return " ".join(_THINGS.sub("", _RELATIVE.sub("", words)).split())


def _found(words: str) -> tuple[Act, ...]:
    spans = [
        (found.start(), -len(found[0]), order, act)
        for order, (act, pattern) in enumerate(_PATTERNS)
        for found in pattern.finditer(words)
        if not _NOUN.match(found[0]) or _GOVERNED.search(words[: found.start()])
    ]
    acts: list[Act] = []
    reached = -1
    for start, length, _, act in sorted(spans):
        if start >= reached:
            acts.append(act)
            reached = start - length
    return tuple(dict.fromkeys(acts))


def _tidied(acts: tuple[Act, ...], words: str) -> tuple[Act, ...]:
    """Acts that are only another's way: reading a disposition before passing it on, talking while collecting."""
    left = list(acts)
    if Act.INSTRUCT in left:
        left = [act for act in left if act not in (Act.ANALYSE, Act.HAND_OVER)]
    if Act.MEET in left and Act.GATHER in left and "rapat" not in words:
        left[left.index(Act.MEET)] = Act.DISTRIBUTE
    if Act.FILL in left and Act.GATHER in left and left.index(Act.GATHER) == left.index(Act.FILL) + 1:
        left.remove(Act.GATHER)
    if Act.SIGN in left and Act.INITIAL in left and "tanda tangan/paraf" in words:
        left.remove(Act.INITIAL)
    if any(act.decides for act in left) and Act.HAND_OVER in left:
        left.remove(Act.HAND_OVER)
    if Act.MEET in left and Act.REVIEW in left and "memeriksa" not in words:
        left.sort(key=lambda act: act is Act.REVIEW)
    return tuple(dict.fromkeys(left))


def _by_result(words: str, requirements: str, outputs: str) -> ActsRead:
    """A line without a verb that is known: what it yields says what is done."""
    needs, yields = plain(requirements), plain(outputs)
    if re.search(r"persetujuan|disetujui|disahkan|ditandatangani|tanda ?tangan", yields):
        acts = (Act.INITIAL, Act.SIGN) if "paraf" in needs else (Act.SIGN,)
        return ActsRead(acts, certain=False, why="Uraiannya tanpa kata kerja; hasilnya sebuah persetujuan.")
    for pattern, act in (
        (r"paraf", Act.INITIAL),
        (r"arsip|dokumentasi", Act.ARCHIVE),
        (r"disposisi|instruksi", Act.INSTRUCT),
        (r"draft?|konsep|laporan|rekap", Act.RECAP),
        (r"data|isian|bahan", Act.GATHER if "menerima" in words else Act.FILL),
    ):
        if re.search(pattern, yields):
            return ActsRead((act,), certain=False, why="Kata kerjanya tidak dikenal; tindakannya diduga dari output.")
    return ActsRead((Act.HAND_OVER,), certain=False, why="Kata kerjanya tidak dikenal.")
