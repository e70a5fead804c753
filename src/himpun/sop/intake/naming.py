"""Names that a text writes otherwise than the column that was taken for them: a person says whether it is the same."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from himpun.sop.intake.course import called_after
from himpun.sop.intake.drafts import Draft
from himpun.sop.intake.guesses import Reason, Sure, guessed
from himpun.sop.intake.headings import squeezed
from himpun.sop.intake.lines import Cast
from himpun.sop.intake.mentions import Mention, aliased, alike, reports_to_superior
from himpun.sop.intake.posts import Rank, plain
from himpun.sop.model import Finding

_NO_NAME: Final = frozenset(
    {
        "data", "kinerja", "format", "laporan", "dokumen", "kec", "kecamatan", "kabupaten", "kota", "masing", "untuk",
        "terkait", "lainnya", "lain", "opd", "skpd", "wilayah", "instansi", "pemerintah", "rekap", "hasil",
    }
)  # fmt: skip


def names_taken(drafts: Sequence[Draft], cast: Cast) -> Iterator[Finding]:
    """Each name once, with the first line that writes it."""
    said: set[tuple[str, str]] = set()
    for draft in drafts:
        taken = (*_in_cells(draft, cast), *_unlike(draft, cast), *_superiors(draft), *_namesakes(draft, cast))
        for written, key, reason in taken:
            if (written, key) not in said:
                said.add((written, key))
                message = f"“{written}” pada langkah {draft.number} dibaca sebagai {cast.name(key)}."
                yield guessed("name_guessed", f"steps/{draft.number}/activity", message, reason)


def _unlike(draft: Draft, cast: Cast) -> Iterator[tuple[str, str, Reason]]:
    """A post with words to its name that the column's name does not have: "Kasubag Evlap" for Kasubag."""
    text = draft.told.raw.activity
    for one in draft.told.mentions:
        if len(one.keys) != 1 or cast.rank(one.keys[0]) < Rank.DIVISION or one.word == "eselon":
            continue
        known = cast.directory.of(one.keys[0])
        rest = _name_behind(one, text, cast)
        own = plain(known.name).split()
        other = [word for word in rest if word not in ("dan", *own) and not alike(known.marks, word)]
        if other and known.column:
            written = " ".join([one.word.title(), *(word if word == "dan" else word.title() for word in rest)])
            yield written, one.keys[0], Reason("Namanya ditulis lain; kolom inilah yang paling mirip.")


def _name_behind(one: Mention, text: str, cast: Cast) -> list[str]:
    """The capitalised words behind a post, which belong to its name."""
    words = aliased(plain(text), cast.directory.aliases)[one.start + len(one.word) :]
    name: list[str] = []
    if words.startswith("-"):  # "bidang-bidang" means all of them
        return name
    for raw in words.split()[:8]:
        word = raw.strip(".,;:()")
        capital = (
            re.search(rf"\b(?:{re.escape(word.capitalize())}|{re.escape(word.upper())})\b", text) if word else None
        )
        if word in _NO_NAME or not (capital or (word == "dan" and name)):
            break
        name.append(word)
        if raw[-1:] in ".,;:":
            break
    while name and name[-1] == "dan":
        name.pop()
    return name


def _in_cells(draft: Draft, cast: Cast) -> Iterator[tuple[str, str, Reason]]:
    """Names in the cell itself that are spelt otherwise than where they stood first: "Kadis" for Kepala Dinas."""
    spelt = {plain(one.name): one for one in cast.columns}
    for name in draft.told.raw.loose.split("\n"):
        one = spelt.get(plain(name))
        if one and squeezed(one.name) != squeezed(name):
            yield " ".join(name.split()), one.key, Reason("Keduanya berarti jabatan yang sama.", Sure.CERTAIN)


def _superiors(draft: Draft) -> Iterator[tuple[str, str, Reason]]:
    if reports_to_superior(draft.told.raw.activity) and not draft.told.addressees:
        for key in draft.receivers[:1]:
            yield "atasan langsung", key, Reason("Dialah yang setingkat di atas pelaksananya.")


def _namesakes(draft: Draft, cast: Cast) -> Iterator[tuple[str, str, Reason]]:
    """The Camat, where only the Sekretaris Camat has a column."""
    for word, key in called_after(draft.told, cast):
        if key in draft.receivers:
            yield (
                word.title(),
                key,
                Reason("Yang disebut tidak mempunyai kolom; yang ini dinamai menurut dia.", Sure.WEAK),
            )
