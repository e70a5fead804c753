"""Every verb of the organisation, by what it is about."""

from himpun.organisation.actions.accounts import (
    change_password,
    deactivate_account,
    open_account,
    reactivate_account,
    reset_password,
)
from himpun.organisation.actions.calendars import (
    cancel_holidays,
    move_to_zone,
    set_holidays,
    set_hours,
    set_ramadan_hours,
)
from himpun.organisation.actions.offices import (
    add_post,
    add_unit,
    change_letterhead,
    end_post,
    end_unit,
    found_government,
    found_office,
)
from himpun.organisation.actions.people import (
    appoint,
    appoint_acting,
    correct_person,
    end_holding,
    register_person,
)

__all__ = [
    "add_post",
    "add_unit",
    "appoint",
    "appoint_acting",
    "cancel_holidays",
    "change_letterhead",
    "change_password",
    "correct_person",
    "deactivate_account",
    "end_holding",
    "end_post",
    "end_unit",
    "found_government",
    "found_office",
    "move_to_zone",
    "open_account",
    "reactivate_account",
    "register_person",
    "reset_password",
    "set_holidays",
    "set_hours",
    "set_ramadan_hours",
]
