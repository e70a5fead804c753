"""The verbs of this room: the only code that writes its tables."""

from himpun.cases.actions.acts import (
    archive,
    form_team,
    hand_over,
    initial,
    instruct,
    invite,
    meet,
    plan,
    publish,
    review,
    send_back,
    sign,
    sign_by_hand,
)
from himpun.cases.actions.delivering import mark_read, pass_on
from himpun.cases.actions.filing import attach, file_paper
from himpun.cases.actions.flow import finish_task, go_on_without, let_deadlines_pass, pass_deadline, return_task
from himpun.cases.actions.opening import cancel_case, open_case, open_for_letter
from himpun.cases.actions.talking import hear, remark, withdraw_remark

__all__ = [
    "archive",
    "attach",
    "cancel_case",
    "file_paper",
    "finish_task",
    "form_team",
    "go_on_without",
    "hand_over",
    "hear",
    "initial",
    "instruct",
    "invite",
    "let_deadlines_pass",
    "mark_read",
    "meet",
    "open_case",
    "open_for_letter",
    "pass_deadline",
    "pass_on",
    "plan",
    "publish",
    "remark",
    "return_task",
    "review",
    "send_back",
    "sign",
    "sign_by_hand",
    "withdraw_remark",
]
