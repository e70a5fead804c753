"""What of the organisation the journal explains: every column of these tables equals its replay.

Passwords and sessions are not among them: no journal holds a password (an account's `password_digest` guards
it), and a log-in changes nothing of the office.
"""

from typing import Final

from django.db.models import Model

from himpun.organisation.models import (
    Account,
    Government,
    Holder,
    Holiday,
    Office,
    OfficeHours,
    Person,
    Post,
    Unit,
)

EXPLAINED: Final[tuple[type[Model], ...]] = (
    Government,
    Office,
    Unit,
    Post,
    Person,
    Holder,
    Account,
    Holiday,
    OfficeHours,
)
