"""Every verb of the register, by what it is about."""

from himpun.procedures.actions.drafting import (
    adapt_draft,
    approve_draft,
    begin_draft,
    correct_draft,
    drop_draft,
    learn_alias,
    place_in_register,
    record_paper_approval,
    return_draft,
    submit_draft,
)
from himpun.procedures.actions.register import (
    Seating,
    cast,
    cast_performers,
    note_opening,
    publish_edition,
    publish_from_catalogue,
    retire_procedure,
    schedule_procedure,
    withdraw_edition,
)

__all__ = [
    "Seating",
    "adapt_draft",
    "approve_draft",
    "begin_draft",
    "cast",
    "cast_performers",
    "correct_draft",
    "drop_draft",
    "learn_alias",
    "note_opening",
    "place_in_register",
    "publish_edition",
    "publish_from_catalogue",
    "record_paper_approval",
    "retire_procedure",
    "return_draft",
    "schedule_procedure",
    "submit_draft",
    "withdraw_edition",
]
