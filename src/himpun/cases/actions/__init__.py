"""The verbs of this room: the only code that writes its tables."""

from himpun.cases.actions.acts import (
    archive,
    form_team,
    hand_over,
    initial,
    instruct,
    meet,
    plan,
    publish,
    review,
    send_back,
    sign,
)
from himpun.cases.actions.filing import attach, file_paper
from himpun.cases.actions.flow import finish_task, go_on_without, return_task
from himpun.cases.actions.opening import cancel_case, open_case
from himpun.cases.actions.schedule import open_due_cases

__all__ = [
    "archive",
    "attach",
    "cancel_case",
    "file_paper",
    "finish_task",
    "form_team",
    "go_on_without",
    "hand_over",
    "initial",
    "instruct",
    "meet",
    "open_case",
    "open_due_cases",
    "plan",
    "publish",
    "return_task",
    "review",
    "send_back",
    "sign",
]
