"""What of the organisation the journal explains: every column of these tables equals its replay.

Passwords, sessions and attempts are not among them: no journal holds a password (an account's `password_digest`
guards it), and a log-in changes nothing of the office. Of a one-time code the journal holds the HMAC, so that a
code planted by hand is found.
"""

from typing import Final

from django.db.models import Model

from himpun.organisation.models import (
    Account,
    Government,
    Holder,
    Holiday,
    Invitation,
    Office,
    OfficeHours,
    Oversight,
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
    Oversight,
    Account,
    Invitation,
    Holiday,
    OfficeHours,
)
