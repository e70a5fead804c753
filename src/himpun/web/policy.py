"""Who may open which page, and how. A page that is not on a room's map is nobody's.

What is behind a page (this case, that task) is asked again by `access`, in the query itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from himpun.trail.actor import Actor


class Policy(Enum):
    """From everybody to the few."""

    PUBLIC = "public"  # also without a log-in
    MEMBER = "member"  # anybody who is logged in; `access` narrows to the offices of their posts
    SEAT = "seat"  # the holder of the task's seat, asked by `access.task_for`
    ADMINISTRATOR = "administrator"  # who administers an office

    def admits(self, actor: Actor) -> bool:
        match self:
            case Policy.ADMINISTRATOR:
                return bool(actor.administers)
            case _:
                return True


READ: Final = ("GET", "HEAD")
WRITE: Final = ("POST",)
BOTH: Final = READ + WRITE


@dataclass(frozen=True, slots=True)
class Page:
    """An address, what answers there, its name, who may open it, and by which methods; others are answered 405."""

    address: str
    view: Callable[..., Any]
    name: str
    policy: Policy = Policy.MEMBER
    methods: tuple[str, ...] = READ
