"""What a user name and a password must be, asked before anything is kept."""

import re
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from himpun.organisation.errors import NameNotFit, PasswordTooWeak
from himpun.organisation.models import Account

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{0,59}")


def fit_username(username: str) -> str:
    """The name as it is kept: small letters, so that a phone's capital does not lock its owner out.

    Raises NameNotFit.
    """
    name = username.strip().lower()
    if not _NAME.fullmatch(name):
        raise NameNotFit("Nama pengguna: huruf, angka, titik, atau tanda hubung, tanpa spasi, paling panjang 60.")
    return name


def refuse_weak(password: str, account: Account) -> None:
    """Raises PasswordTooWeak, with every reason."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise PasswordTooWeak(" ".join(weak.messages)) from None
