"""The guide calls buttons and tabs as the pages do."""

import re
from pathlib import Path

import himpun
from himpun.web.cases.act_pages import ACTS
from himpun.web.refusals import TITLES

ROOT = Path(himpun.__file__).parent
GUIDE = ROOT.parent.parent / "docs" / "panduan.md"


def words_of_the_guide() -> set[str]:
    """What the guide sets in italics: the words on the screen."""
    text = GUIDE.read_text(encoding="utf-8")
    return {" ".join(one.split()) for one in re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", text)}


def test_every_word_of_the_screen_in_the_guide_is_on_a_screen() -> None:
    pages = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "web" / "templates").rglob("*.html"))
    shown = re.sub(r"\s+", " ", pages) + " ".join(page.button for page in ACTS.values()) + " ".join(TITLES.values())
    words = words_of_the_guide()
    assert len(words) > 15
    assert sorted(one for one in words if one not in shown) == []


def test_every_button_of_an_act_is_explained_by_the_guide_or_by_itself() -> None:
    text = GUIDE.read_text(encoding="utf-8").replace("\n  ", " ")
    wanted = {"Tetapkan format", "Kirim permintaan ke unit", "Kirim isian", "Terima dan himpun", "Tanda tangani"}
    assert wanted <= {page.button for page in ACTS.values()}
    assert sorted(one for one in wanted if one not in text) == []
