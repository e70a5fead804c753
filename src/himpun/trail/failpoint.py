"""Named places at which a test stops the process dead, as a power cut or a killed server would.

`HIMPUN_FAILPOINT=after_commit` ends the process at the first passage of that place, `after_commit:7` at the
seventh. Without the variable a place costs one comparison.
"""

import os

POINTS = (
    "before_begin",
    "after_lock",
    "after_rows",
    "before_journal",
    "after_journal",
    "before_commit",
    "after_commit",
    "before_response",
    "after_temp_write",
    "after_file_fsync",
    "after_rename",
    "before_file_row",
    "during_outbox",
    "during_checkpoint",
)
KILLED = 137
"""Exit status, as a shell reports a process ended by SIGKILL."""

_name, _, _count = os.environ.get("HIMPUN_FAILPOINT", "").partition(":")
_passages_left = int(_count or 1)
if _name and _name not in POINTS:
    raise ValueError(f"HIMPUN_FAILPOINT: no such place: {_name}")


def reach(point: str) -> None:
    """End the process here, without unwinding, flushing or closing anything, if a test has named this place."""
    if point == _name:
        _pass()


def _pass() -> None:
    global _passages_left  # a counter of this process alone
    _passages_left -= 1
    if not _passages_left:
        os._exit(KILLED)
