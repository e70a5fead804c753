"""Who is named in a text, and how: told to, asked from, together with, or as the one who acts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from himpun.sop.intake.posts import HEADS, Rank, head_word, plain, rank_of


class Relation(StrEnum):
    """How a text names somebody."""

    SUBJECT = "subject"
    TO = "to"
    FROM = "from"
    WITH = "with"
    BY = "by"
    BACK = "back"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a text. `keys` are the performers it can mean; none when no column holds such a post."""

    word: str
    text: str
    relation: Relation
    keys: tuple[str, ...]
    start: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """A performer as mentions see it: its key, the kinds of post in its name, and the words that set it apart."""

    key: str
    name: str
    families: frozenset[str]
    marks: tuple[str, ...]
    rank: Rank
    column: bool = True


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody a text may name, and the names an office has said to mean somebody."""

    known: tuple[Known, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str) -> Known:
        return next(one for one in self.known if one.key == key)


_FAMILIES: Final = {
    "sekretaris camat": "sekretaris", "sekretaris dinas": "sekretaris", "kabid": "bidang", "kasi": "seksi",
    "lurah": "kelurahan", "kepala kantor": "kepala", "kepala opd": "kepala", "kepala pelaksana": "kepala",
    "kepala skpd": "kepala", "kepala perangkat daerah": "kepala", "pimpinan": "kepala",
    "panitia": "tim", "pokja": "tim",
    "kepala dinas": "kepala", "kepala badan": "kepala", "kepala satuan": "kepala",
}  # fmt: skip
_ANY_STAFF: Final = ("staf", "pelaksana", "petugas")
_WORD: Final = re.compile(r"(?<![a-z0-9-])(?:[a-z]+-)?(" + "|".join(map(re.escape, HEADS)) + r")(?![a-z-])")
_ECHELON: Final = re.compile(r"eselon\s+(ii|iii|iv|2|3|4)(?![a-z])")
_ECHELONS: Final = {
    "ii": (Rank.HEAD,), "2": (Rank.HEAD,), "iii": (Rank.SECRETARY, Rank.DIVISION), "3": (Rank.SECRETARY, Rank.DIVISION),
    "iv": (Rank.SECTION,), "4": (Rank.SECTION,),
}  # fmt: skip
_STOPS: Final = frozenset(
    [
        "untuk",
        "agar",
        "guna",
        "kepada",
        "ke",
        "pada",
        "dari",
        "terkait",
        "dengan",
        "yang",
        "di",
        "bersama",
        "serta",
        "setiap",
        "tiap",
        "oleh",
        "sebagai",
        "supaya",
        "tentang",
        "mengenai",
        "dalam",
    ]
)
_BEFORE: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = tuple(
    (
        relation,
        re.compile(
            rf"(?:{words})\s*(?:(?:para|masing-masing|setiap|seluruh|semua|pejabat|kepala|pihak|atasan|tim)\s+)*$"
        ),
    )
    for relation, words in (
        (Relation.BACK, r"\b(?:dikembalikan|mengembalikan(?: \w+)?|kembali|kembalikan) (?:kepada|ke|pada)"),
        (
            Relation.TO,
            (
                r"\b(?:kepada|ke|pada|bagi|memerintahkan|menugaskan|menginstruksikan|mengarahkan|menunjuk|meminta"
                r"|mendisposisikan|menyurati|memberi(?:kan)? (?:tugas|perintah|arahan|disposisi|instruksi)(?: kepada)?)"
            ),
        ),
        (Relation.FROM, r"\b(?:dari)"),
        (Relation.BY, r"\b(?:oleh|(?:di|ter)[a-z]+(?:kan|i|n))"),
        (Relation.WITH, r"\b(?:dengan|bersama|beserta|mengundang|melibatkan|antara)"),
    )
)
_ANDS: Final = re.compile(
    r"^[\s,/&]*(?:(?:dan|serta|atau|maupun)\s+)?(?:(?:para|masing-masing|setiap|seluruh|pejabat)\s+)*$"
)
_NOUN_FIRST: Final = re.compile(
    r"^(?:laporan|rapat|permintaan|perintah|disposisi|arahan|usulan|penyampaian|masukan|\W)*\s*$"
)


def known_as(key: str, name: str, *, column: bool = True) -> Known:
    """How texts may name a performer."""
    told = plain(name)
    heads = [head_word(part) for part in re.split(r"/|,|\batau\b", told)]
    families = frozenset(_family(word) for word in heads if word)
    rest = told
    for word in heads:
        rest = rest.replace(word, " ", 1) if word else rest
    marks = tuple(
        word for word in re.findall(r"[a-z0-9]+", rest) if len(word) > 2 and word not in ("dan", "lain", "para")
    )
    return Known(key, name, families, marks, rank_of(name), column)


def mentions_in(text: str, directory: Directory) -> tuple[Mention, ...]:
    """Everybody whom the text names, in its order."""
    words = aliased(plain(text), directory.aliases)
    found: list[Mention] = []
    end = 0
    for match in sorted([*_WORD.finditer(words), *_ECHELON.finditer(words)], key=lambda one: one.start()):
        if match.start() < end:
            continue
        between = words[end : match.start()]
        relation = _relation(words, match.start(), found[-1] if found and _ANDS.match(between) else None)
        one, end = _mention(words, match, relation, directory)
        found.append(one)
    return tuple(found)


def reports_to_superior(text: str) -> bool:
    return bool(re.search(r"atasan(?:nya)?(?: langsung)?", plain(text)))


def aliased(words: str, aliases: Mapping[str, str]) -> str:
    for alias, meant in aliases.items():
        told = plain(meant)
        words = told.join(re.split(rf"\b{re.escape(plain(alias))}(?![a-z])", words))
    return words


def _family(word: str) -> str:
    return _FAMILIES.get(word, word)


def _relation(words: str, start: int, same_as: Mention | None) -> Relation:
    if same_as:
        return same_as.relation
    before = words[:start]
    for relation, pattern in _BEFORE:
        if pattern.search(before):
            return relation
    return Relation.SUBJECT if _NOUN_FIRST.match(before) else Relation.BESIDE


def _mention(words: str, match: re.Match[str], relation: Relation, directory: Directory) -> tuple[Mention, int]:
    if match.re is _ECHELON:
        ranks = _ECHELONS[match[1]]
        keys = tuple(one.key for one in directory.known if one.rank in ranks and one.families)
        return Mention("eselon", match[0], relation, keys, match.start(), exact=False), match.end()
    word, rest = match[1], words[match.end() :]
    said = _qualifiers(rest)
    candidates = _candidates(word, directory)
    keys, used, exact = _best(candidates, said)
    text = " ".join([word, *said[:used]]) if keys else " ".join([word, *_own(said)])
    length = _length(rest, used) if keys else 0
    return Mention(word, text, relation, keys, match.start(), exact), match.end() + length


def _qualifiers(rest: str) -> list[str]:
    """The words after a post that may set it apart, up to a verb or a word that begins something else."""
    said: list[str] = []
    for raw in rest.split()[:9]:
        word = raw.strip(".,;:()/")
        if not word or word in _STOPS or (re.match(r"me[a-z]{4,}", word) and not word.startswith("mekanisme")):
            break
        if raw[:1] in "/;(" or _WORD.fullmatch(word):
            break
        said.append(word)
        if raw[-1:] in ";.":
            break
    return said


def _own(said: Sequence[str]) -> Sequence[str]:
    return said[:2] if said and said[0] not in ("dan", "kec", "kecamatan") else ()


def _length(rest: str, used: int) -> int:
    """How many signs the used words take."""
    length = 0
    for word in re.finditer(r"\s*\S+", rest):
        if used <= 0:
            break
        length, used = word.end(), used - 1
    return length


def _candidates(word: str, directory: Directory) -> list[Known]:
    family = _family(word)
    found = [one for one in directory.known if family in one.families]
    if not found and word in _ANY_STAFF:
        found = [one for one in directory.known if one.rank is Rank.STAFF and one.column and "tim" not in one.families]
    if not found and rank_of(word) is Rank.HEAD:
        found = [one for one in directory.known if one.rank is Rank.HEAD]
    return found


def _best(candidates: Sequence[Known], said: Sequence[str]) -> tuple[tuple[str, ...], int, bool]:
    """The candidates that the words after the post fit best, how many words that took, and whether they all fit."""
    if not candidates:
        return (), 0, False
    scored = [(_shared(one.marks, said), one) for one in candidates]
    most = max(len(shared) for shared, _ in scored)
    if most:
        best = [one for shared, one in scored if len(shared) == most]
        used = max(max(shared) for shared, _ in scored if len(shared) == most) + 1
        return tuple(one.key for one in best), used, len(best) == 1
    bare = [one for one in candidates if not one.marks]
    chosen = bare or list(candidates)
    exact = len(chosen) == 1 and not (said and said[0] not in ("dan",) and len(candidates) > 1)
    return tuple(one.key for one in chosen), 0, exact


def alike(marks: Sequence[str], word: str) -> bool:
    """Whether the word is one of a name's, or short for one."""
    return any(
        mark == word or (min(len(mark), len(word)) >= 4 and (mark.startswith(word) or word.startswith(mark)))
        for mark in marks
    )


def _shared(marks: Sequence[str], said: Sequence[str]) -> list[int]:
    """Positions of the words said that belong to a performer's name; shortened words count."""
    found: list[int] = []
    for position, word in enumerate(said):
        if alike(marks, word):
            found.append(position)
        elif word not in ("dan", ",") and found == []:
            break
    return found
