"""The verbs of this room: the only code that writes its tables."""

from himpun.performance.actions.evidence import attach_evidence, remove_evidence
from himpun.performance.actions.indicators import (
    IndicatorDraft,
    define_indicator,
    end_indicator,
    set_meaning,
    set_target,
    set_targets,
)
from himpun.performance.actions.recaps import analyse, gather_sheets, make_recap
from himpun.performance.actions.requests import distribute_request, prepare_request
from himpun.performance.actions.sheets import Sent, recommend, revise_sheets, save_draft, submit_sheet

__all__ = [
    "IndicatorDraft",
    "Sent",
    "analyse",
    "attach_evidence",
    "define_indicator",
    "distribute_request",
    "end_indicator",
    "gather_sheets",
    "make_recap",
    "prepare_request",
    "recommend",
    "remove_evidence",
    "revise_sheets",
    "save_draft",
    "set_meaning",
    "set_target",
    "set_targets",
    "submit_sheet",
]
