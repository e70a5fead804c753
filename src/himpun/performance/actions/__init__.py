"""The verbs of this room: the only code that writes its tables."""

from himpun.performance.actions.accepting import accept
from himpun.performance.actions.drafts import SavedCell, save_cell, save_draft
from himpun.performance.actions.evidence import attach_evidence, remove_evidence
from himpun.performance.actions.indicators import (
    IndicatorDraft,
    Promise,
    define_indicator,
    end_indicator,
    name_evidence,
    promise_all,
    set_meaning,
    set_target,
    set_targets,
)
from himpun.performance.actions.opening import open_collection, open_collection_for_letter, open_due_cases
from himpun.performance.actions.recaps import analyse, gather_sheets, make_recap
from himpun.performance.actions.requests import distribute_request, prepare_request
from himpun.performance.actions.sheets import Sent, recommend, revise_sheets, submit_sheet

__all__ = [
    "IndicatorDraft",
    "Promise",
    "SavedCell",
    "Sent",
    "accept",
    "analyse",
    "attach_evidence",
    "define_indicator",
    "distribute_request",
    "end_indicator",
    "gather_sheets",
    "make_recap",
    "name_evidence",
    "open_collection",
    "open_collection_for_letter",
    "open_due_cases",
    "prepare_request",
    "promise_all",
    "recommend",
    "remove_evidence",
    "revise_sheets",
    "save_cell",
    "save_draft",
    "set_meaning",
    "set_target",
    "set_targets",
    "submit_sheet",
]
