"""The words of a Word paragraph: with the number that Word would print before it, without what was deleted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from himpun.sop.intake.formats.xml import Element, every, first, kind, value

# Signs of the fonts Wingdings and Symbol that stand in SOPs as words or as symbols.
SIGNS = {
    "F0FC": "✓", "F0FE": "☑", "F0A8": "□", "F06E": "■", "F06F": "□", "F071": "□", "F075": "◆", "F076": "◆",
    "F06C": "●", "F0A1": "○", "F0A7": "▪", "F0B7": "•", "F0E0": "→", "F0E8": "→", "F0DF": "←", "F0E1": "↑",
    "F0E2": "↓", "F0E9": "↑", "F0EA": "↓", "F0AC": "←", "F0AD": "↑", "F0AE": "→", "F0AF": "↓", "F0D6": "√",
    "F0F0": "→", "F0F2": "↓",
}  # fmt: skip
# What does not belong to the words: deleted text, field codes, shapes (read elsewhere), marks of the editor.
SILENT = {
    "w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:drawing", "w:pict", "w:object",
    "mc:AlternateContent", "w:fldChar", "w:footnoteReference", "w:commentReference", "w:sdtPr", "w:sdtEndPr",
    "w:tbl", "w:annotationRef",
}  # fmt: skip
MAX_DEPTH = 60


def words(paragraph: Element) -> str:
    """A paragraph's own text, line breaks and tabs kept."""
    return "".join(_said(paragraph, 0))


def _said(element: Element, depth: int) -> Iterator[str]:
    for child in element:
        match kind(child):
            case "w:t":
                yield child.text or ""
            case "w:tab" | "w:ptab":
                yield "\t"
            case "w:br" | "w:cr":
                yield "\n"
            case "w:noBreakHyphen":
                yield "-"
            case "w:sym":
                yield SIGNS.get(value(child, "w:char").upper(), "")
            case "w:r":
                if not _hidden(child) and depth < MAX_DEPTH:
                    yield from _said(child, depth + 1)
            case name if name not in SILENT and depth < MAX_DEPTH:
                yield from _said(child, depth + 1)


def _hidden(run: Element) -> bool:
    return on(first(run, "w:rPr/w:vanish"))


def on(switch: Element | None) -> bool:
    """Whether a property of Word is set: it is when it stands there and does not say no."""
    return switch is not None and value(switch) not in ("0", "false", "off")


def blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, a cell or a text box, through the wrappers around them."""
    waiting = [iter(container)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif kind(child) in ("w:p", "w:tbl"):
            yield child
        elif kind(child) in _WRAPPERS and len(waiting) < MAX_DEPTH:
            waiting.append(iter(child))


_WRAPPERS = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"}


@dataclass(slots=True)
class Level:
    """One level of a numbered list."""

    shape: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The numbers that Word prints before paragraphs. It counts as it is asked, from the document's start on."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: Element) -> str:
        """ "1." or "a)" or "-", or "" where the paragraph has no number."""
        number, depth = self._numbered(paragraph)
        known = self.levels.get(self.lists.get(number, ""), {})
        level = known.get(depth)
        if level is None or level.shape == "none":
            return ""
        if level.shape == "bullet":
            return "-"
        counts = self._counts.setdefault(self.lists[number], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _filled(known, level.text, counts)

    def _numbered(self, paragraph: Element) -> tuple[str, int]:
        own = first(paragraph, "w:pPr/w:numPr")
        style = self.styles.get(value(first(paragraph, "w:pPr/w:pStyle")), ("", 0))
        if own is None:
            return style
        number = value(first(own, "w:numId")) or style[0]
        return ("", 0) if number == "0" else (number, whole(value(first(own, "w:ilvl"))))


def _filled(levels: dict[int, Level], pattern: str, counts: dict[int, int]) -> str:
    found = pattern
    for depth in range(9):
        level = levels.get(depth, Level())
        found = found.replace(f"%{depth + 1}", _written(counts.get(depth, level.start), level.shape))
    return found.strip()


def _written(number: int, shape: str) -> str:
    match shape:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 5 + 1)
            return letter.upper() if shape == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman if shape == "upperRoman" else roman.lower()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(number: int) -> str:
    found = ""
    number = number % 400
    for amount, sign in _ROMAN:
        found += sign * (number // amount)
        number %= amount
    return found


def whole(text: str, otherwise: int = 0) -> int:
    """A whole number as XML has it; another where it is none or absurd."""
    try:
        number = int(text.split(".")[0]) if len(text) < 18 else otherwise
    except ValueError:
        return otherwise
    return number


def numbering(part: Element | None, styles: Element | None) -> Numbering:
    """From word/numbering.xml and word/styles.xml."""
    found = Numbering()
    if part is not None:
        for abstract in every(part, "w:abstractNum"):
            key = value(abstract, "w:abstractNumId")
            found.levels[key] = {whole(value(each, "w:ilvl")): _level(each) for each in every(abstract, "w:lvl")}
        for each in every(part, "w:num"):
            _listed(each, found)
    if styles is not None:
        for style in every(styles, "w:style"):
            number = value(first(style, "w:pPr/w:numPr/w:numId"))
            if number and number != "0":
                depth = whole(value(first(style, "w:pPr/w:numPr/w:ilvl")))
                found.styles[value(style, "w:styleId")] = (number, depth)
    return found


def _listed(each: Element, found: Numbering) -> None:
    """A list: its levels are those of its abstract one, but where it overrides a start it counts for itself."""
    number, key = value(each, "w:numId"), value(first(each, "w:abstractNumId"))
    overrides = every(each, "w:lvlOverride")
    if not overrides:
        found.lists[number] = key
        return
    own = f"{key}/{number}"
    levels = dict(found.levels.get(key, {}))
    for override in overrides:
        depth = whole(value(override, "w:ilvl"))
        whole_level = first(override, "w:lvl")
        level = _level(whole_level) if whole_level is not None else levels.get(depth, Level())
        start = value(first(override, "w:startOverride"))
        levels[depth] = Level(level.shape, level.text, whole(start, level.start) if start else level.start)
    found.levels[own], found.lists[number] = levels, own


def _level(element: Element) -> Level:
    shape = value(first(element, "w:numFmt")) or "decimal"
    text = first(element, "w:lvlText")
    return Level(shape, value(text) if text is not None else "%1.", whole(value(first(element, "w:start")), 1))
