"""The entries of a cell: numbered, with dashes, or on lines of their own. A slash belongs to a name, and parts none."""

import re
from typing import Final

_AT_LINE: Final = re.compile(r"(?:^|\n)\s*(?:\(?(\d{1,2})[.)]\)?(?!\d)|[-•·*o–▪❖➢✓](?=\s))\s*")
_IN_LINE: Final = re.compile(r"(?<=[A-Za-z;.,)])\s*(?<!\d)(\d{1,2})[.)]\s*(?=[A-Z])")
_DASHES: Final = re.compile(r"(?:^|\s)[-•·–]\s+(?=\S)")
_PAPERS: Final = re.compile(
    r"\n(?=(?:surat|disposisi|dokumen|lembar|laporan|draft?|nota|agenda|buku|format|formulir|form|atk|komputer|notulen|berkas|sk|undangan|daftar"
    r"|konsep|rekap|jadwal|kertas|alat|printer|instruksi|berita acara|data dukung|telaahan|arsip|map|stempel)\b)",
    re.IGNORECASE,
)


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list on the identity page."""
    marked = _marked(text)
    parts = marked if len(marked) > 1 or _AT_LINE.match(text) else text.split("\n")
    return tuple(entry for part in parts if (entry := _clean(part)))


def _marked(text: str) -> list[str]:
    """The text cut at its marks: at every one that begins a line, and within lines where the count goes on."""
    cuts = {found.start(): (found.end(), found[1]) for found in _AT_LINE.finditer(text)}
    for found in _IN_LINE.finditer(text):
        cuts.setdefault(found.start(), (found.end(), found[1] + "?"))
    parts, begun, last = [], 0, 0
    for at in sorted(cuts):
        end, number = cuts[at]
        if at < begun or ((number or "").endswith("?") and int(number.rstrip("?")) != last + 1):
            continue
        parts.append(text[begun:at])
        begun, last = end, int(number.rstrip("?")) if number else last
    return [part for part in (*parts, text[begun:]) if part.strip()]


def papers(text: str) -> tuple[str, ...]:
    """The papers in a cell of Kelengkapan or Output; "Persiapan /Draft" is one."""
    if _DASHES.match(text.strip()):
        parts = _DASHES.split(text)
    elif re.match(r"\s*\(?1[.)]\s*\S", text):
        parts = re.split(r"(?:^|\s)\(?\d{1,2}[.)]\)?\s*(?=[A-Za-z])", text)
    else:
        parts = [one for part in _PAPERS.split(text) for one in re.split(r";\s*(?=\S)", part)]
    return tuple(entry for part in parts if (entry := _clean(part)))


def _clean(text: str) -> str:
    text = re.sub(r"\s+\d{1,2}[.)]$", "", " ".join(text.split())).strip(" ;,*")
    return "" if text in ("-", "–", ".", ":", "_") or re.fullmatch(r"\d{1,2}[.)]?|[.…]+", text) else text
