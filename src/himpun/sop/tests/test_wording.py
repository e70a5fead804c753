"""Two wordings side by side: what went and what came."""

from hypothesis import given
from hypothesis import strategies as st

from himpun.sop.wording import LONGEST, Fate, Span, worded


def test_only_the_word_that_changed_is_marked() -> None:
    before, after = worded("Memeriksa konsep laporan", "Memeriksa konsep rekap")
    assert before == (Span(Fate.STAYED, "Memeriksa konsep "), Span(Fate.WENT, "laporan"))
    assert after[-1] == Span(Fate.CAME, "rekap")


def test_what_was_not_there_came_whole() -> None:
    assert worded("", "Baru") == ((), (Span(Fate.CAME, "Baru"),))


@given(st.text(), st.text())
def test_no_letter_is_lost(old: str, new: str) -> None:
    before, after = worded(old, new)
    assert "".join(one.text for one in before) == old
    assert "".join(one.text for one in after) == new


def test_a_text_too_long_to_compare_is_shown_whole() -> None:
    long = "kata " * LONGEST
    assert worded(long, "lain") == ((Span(Fate.WENT, long),), (Span(Fate.CAME, "lain"),))
