"""Verbs on accounts.

A password is hashed before the transaction: the work of 0.2 s must not hold SQLite's one lock.
"""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from himpun.organisation.actions.dated import INSTALLATION
from himpun.organisation.errors import AccountIsClosed, NameTaken, PasswordTooWeak, WrongPassword
from himpun.organisation.identity import check_password, digest_of, encoded
from himpun.organisation.models import Account, Office, Password, Person, Session
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


def open_account(
    actor: Actor,
    person: Person,
    *,
    username: str,
    password: str,
    administers: Office | None = None,
    at: datetime,
) -> Account:
    """The person's one account. Raises NameTaken, PasswordTooWeak, TooManyAtOnce."""
    account = Account(username=username.strip(), person=person, administers=administers)
    stored = _strong(password, account)
    return _open(actor, account, stored=stored, at=at)


@verb
def _open(actor: Actor, account: Account, *, stored: str, at: datetime) -> Account:
    if Account.objects.filter(username=account.username).exists():
        raise NameTaken(f"Nama pengguna “{account.username}” sudah dipakai.")
    if Account.objects.filter(person=account.person_id).exists():
        raise NameTaken("Pegawai ini sudah mempunyai akun.")
    account.password_digest = digest_of(stored)
    account.save(force_insert=True)
    Password.objects.create(account=account, encoded=stored)
    record(_of_account(account, actor, "organisation.account_opened", at, ()))
    return account


def change_password(actor: Actor, account: Account, *, old: str, new: str, at: datetime) -> None:
    """By the person: all sessions end at once. Raises WrongPassword, PasswordTooWeak, TooManyAtOnce."""
    if not check_password(account, old):
        raise WrongPassword("Kata sandi lama tidak cocok.")
    _keep(actor, account, stored=_strong(new, account), kind="organisation.password_changed", at=at)


def reset_password(actor: Actor, account: Account, *, new: str, at: datetime) -> None:
    """By the office's administrator, for who has forgotten it: all sessions end at once.

    Raises PasswordTooWeak.
    """
    _keep(actor, account, stored=_strong(new, account), kind="organisation.password_reset", at=at)


@verb
def _keep(actor: Actor, account: Account, *, stored: str, kind: str, at: datetime) -> None:
    account.password_digest = digest_of(stored)
    account.save(update_fields=["password_digest"])
    Password.objects.filter(account=account).update(encoded=stored)
    _revoke(account)
    record(_of_account(account, actor, kind, at, ("password_digest",)))


@verb
def deactivate_account(actor: Actor, account: Account, *, at: datetime) -> None:
    """The next click of any of its browsers is nobody's. Raises AccountIsClosed when it was so before."""
    _switch(account, active=False)
    _revoke(account)
    record(_of_account(account, actor, "organisation.account_deactivated", at, ("is_active",)))


@verb
def reactivate_account(actor: Actor, account: Account, *, at: datetime) -> None:
    """Raises AccountIsClosed when the account is active already."""
    _switch(account, active=True)
    record(_of_account(account, actor, "organisation.account_reactivated", at, ("is_active",)))


def _switch(account: Account, *, active: bool) -> None:
    if not Account.objects.filter(pk=account.pk, is_active=not active).update(is_active=active):
        raise AccountIsClosed("Akun ini sudah aktif." if active else "Akun ini sudah dinonaktifkan.")
    account.is_active = active


def _revoke(account: Account) -> None:
    Session.objects.filter(account=account).delete()


def _strong(password: str, account: Account) -> str:
    """The password as it is stored, when it is strong enough."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise PasswordTooWeak(" ".join(weak.messages)) from None
    return encoded(password)


def _of_account(account: Account, actor: Actor, kind: str, at: datetime, fields: tuple[str, ...]) -> Fact:
    office = account.person.office_id or account.administers_id or INSTALLATION
    return Fact(office, actor, kind, at, {"account": account.pk}, [image(account, *fields)])
