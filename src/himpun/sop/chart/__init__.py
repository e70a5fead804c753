"""The chart of an SOP: the procedure table of PermenPANRB 35/2012 with its lanes and five symbols, as SVG."""

from himpun.sop.chart.draw import draw, pages
from himpun.sop.chart.state import ChartState, LineState, LineStatus
from himpun.sop.chart.words import text_alternative

__all__ = ["ChartState", "LineState", "LineStatus", "draw", "pages", "text_alternative"]
