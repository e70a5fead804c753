"""News that `cases` sends to the rooms above, inside the transaction of the verb that made it."""

from django.dispatch import Signal

tasks_opened = Signal()
"""Tasks were opened. Sends: case (Case), tasks (list[Task]), actor (Actor), at (datetime)."""
