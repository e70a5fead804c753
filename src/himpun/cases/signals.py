"""News that `cases` sends to the rooms above, inside the transaction of the verb that made it."""

from django.dispatch import Signal

tasks_opened = Signal()
"""Tasks were opened. Sends: case (Case), tasks (list[Task]), actor (Actor), at (datetime)."""

task_ended = Signal()
"""A task was finished, or its decision returned the work. Sends: case, task, actor, at."""

work_returned = Signal()
"""Work was sent back. Sends: case, sent_back (Return), points (list[ReturnPoint]), actor, at."""

units_excused = Signal()
"""The case goes on without units. Sends: case, units (set[int]), why (str), actor, at."""
