"""The chart of an SOP: the procedure table of PermenPANRB 35/2012 with its lanes and five symbols, as SVG."""

from himpun.sop.chart.draw import draw, pages
from himpun.sop.chart.layout import Shape, shape_of
from himpun.sop.chart.state import ChartState, LineState, LineStatus, Share
from himpun.sop.chart.symbols import glyph
from himpun.sop.chart.words import text_alternative

__all__ = [
    "ChartState",
    "LineState",
    "LineStatus",
    "Shape",
    "Share",
    "draw",
    "glyph",
    "pages",
    "shape_of",
    "text_alternative",
]
