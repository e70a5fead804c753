"""What the named shapes of Word are in an SOP: the same five symbols under many names."""

from himpun.sop.intake.formats.plane import Box, ellipse
from himpun.sop.intake.grid import Symbol

# DrawingML preset names (ISO 29500-1, 20.1.10.55). Other charts' symbols for work are work.
NAMED = {
    "flowChartTerminator": Symbol.TERMINATOR,
    "roundRect": Symbol.TERMINATOR,
    "round2SameRect": Symbol.TERMINATOR,
    "round2DiagRect": Symbol.TERMINATOR,
    "round1Rect": Symbol.TERMINATOR,
    "can": Symbol.TERMINATOR,
    "rect": Symbol.PROCESS,
    "flowChartProcess": Symbol.PROCESS,
    "flowChartAlternateProcess": Symbol.PROCESS,
    "flowChartPredefinedProcess": Symbol.PROCESS,
    "flowChartInputOutput": Symbol.PROCESS,
    "flowChartDocument": Symbol.PROCESS,
    "flowChartMultidocument": Symbol.PROCESS,
    "flowChartManualInput": Symbol.PROCESS,
    "flowChartManualOperation": Symbol.PROCESS,
    "flowChartPreparation": Symbol.PROCESS,
    "flowChartInternalStorage": Symbol.PROCESS,
    "flowChartMagneticDisk": Symbol.PROCESS,
    "flowChartOnlineStorage": Symbol.PROCESS,
    "flowChartPunchedTape": Symbol.PROCESS,
    "flowChartPunchedCard": Symbol.PROCESS,
    "parallelogram": Symbol.PROCESS,
    "trapezoid": Symbol.PROCESS,
    "hexagon": Symbol.PROCESS,
    "snip1Rect": Symbol.PROCESS,
    "foldedCorner": Symbol.PROCESS,
    "cube": Symbol.PROCESS,
    "bevel": Symbol.PROCESS,
    "frame": Symbol.PROCESS,
    "flowChartDecision": Symbol.DECISION,
    "diamond": Symbol.DECISION,
    "flowChartConnector": Symbol.CONNECTOR,
    "flowChartOr": Symbol.CONNECTOR,
    "flowChartSummingJunction": Symbol.CONNECTOR,
    "flowChartOffpageConnector": Symbol.OFF_PAGE,
    "homePlate": Symbol.OFF_PAGE,
    "pentagon": Symbol.OFF_PAGE,
}
# VML's numbers for the same (ISO 29500-4, 19.1.2.5 and [MS-ODRAW] MSOSPT).
NUMBERED = {
    1: "rect", 2: "roundRect", 3: "ellipse", 4: "diamond", 7: "parallelogram", 8: "trapezoid", 9: "hexagon",
    13: "rightArrow", 15: "homePlate", 16: "cube", 20: "line", 22: "can", 32: "straightConnector1",
    33: "bentConnector2", 34: "bentConnector3", 35: "bentConnector4", 36: "bentConnector5", 37: "curvedConnector2",
    38: "curvedConnector3", 39: "curvedConnector4", 40: "curvedConnector5", 56: "pentagon", 65: "foldedCorner",
    66: "leftArrow", 67: "downArrow", 68: "upArrow", 69: "leftRightArrow", 70: "upDownArrow", 75: "picture",
    109: "flowChartProcess", 110: "flowChartDecision", 111: "flowChartInputOutput",
    112: "flowChartPredefinedProcess", 113: "flowChartInternalStorage", 114: "flowChartDocument",
    115: "flowChartMultidocument", 116: "flowChartTerminator", 117: "flowChartPreparation",
    118: "flowChartManualInput", 119: "flowChartManualOperation", 120: "flowChartConnector",
    121: "flowChartPunchedCard", 122: "flowChartPunchedTape", 123: "flowChartSummingJunction", 124: "flowChartOr",
    130: "flowChartOnlineStorage", 132: "flowChartMagneticDisk", 176: "flowChartAlternateProcess",
    177: "flowChartOffpageConnector", 202: "textBox",
}  # fmt: skip
LINES = ("line", "straightConnector", "bentConnector", "curvedConnector")
# Block arrows: from where to where across their own box, from 0 to 1.
BLOCK_ARROWS = {
    "rightArrow": ((0.0, 0.5), (1.0, 0.5)),
    "notchedRightArrow": ((0.0, 0.5), (1.0, 0.5)),
    "stripedRightArrow": ((0.0, 0.5), (1.0, 0.5)),
    "leftArrow": ((1.0, 0.5), (0.0, 0.5)),
    "downArrow": ((0.5, 0.0), (0.5, 1.0)),
    "upArrow": ((0.5, 1.0), (0.5, 0.0)),
    "leftRightArrow": ((0.0, 0.5), (1.0, 0.5)),
    "upDownArrow": ((0.5, 0.0), (0.5, 1.0)),
    "bentUpArrow": ((0.0, 1.0), (1.0, 0.0)),
    "bentArrow": ((0.0, 1.0), (1.0, 0.0)),
}
BOTH_WAYS = {"leftRightArrow", "upDownArrow"}
STARTS_AND_ENDS = {"mulai", "start", "selesai", "end", "finish", "stop", "begin"}


def symbol_of(preset: str, box: Box, text: str) -> Symbol | None:
    """The symbol of a preset shape; none for a brace, a star or a cloud, which say nothing in an SOP."""
    if text.strip().strip(".").lower() in STARTS_AND_ENDS and preset != "textBox":
        return Symbol.TERMINATOR
    if preset == "ellipse":
        return ellipse(box)
    return NAMED.get(preset)


def is_line(preset: str) -> bool:
    return preset.startswith(LINES)
