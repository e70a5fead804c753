"""Verbs on accounts.

A password is hashed before the transaction: the work of 0.2 s must not hold SQLite's one lock.
"""

from collections.abc import Sequence
from datetime import datetime

from himpun.organisation.account_rules import fit_username, refuse_weak
from himpun.organisation.actions.dated import INSTALLATION
from himpun.organisation.errors import (
    AccountIsClosed,
    LastAdministrator,
    NameTaken,
    OfAnotherOffice,
    WrongPassword,
)
from himpun.organisation.identity import check_password, digest_of, encoded
from himpun.organisation.models import Account, Invitation, Office, Password, Person, Session
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, image, record, verb


def open_account(
    actor: Actor,
    person: Person,
    *,
    username: str,
    password: str,
    administers: Office | None = None,
    at: datetime,
) -> Account:
    """The person's one account. Raises NameNotFit, NameTaken, PasswordTooWeak, TooManyAtOnce."""
    account = Account(username=fit_username(username), person=person, administers=administers)
    stored = strong(password, account)
    return open_with(actor, account, stored=stored, at=at)


@verb
def open_with(actor: Actor, account: Account, *, stored: str, at: datetime) -> Account:
    """The same with a password that is hashed already. Raises NameTaken."""
    if Account.objects.filter(username=account.username).exists():
        raise NameTaken(f"Nama pengguna “{account.username}” sudah dipakai.")
    if Account.objects.filter(person=account.person_id).exists():
        raise NameTaken("Pegawai ini sudah mempunyai akun.")
    account.password_digest = digest_of(stored)
    account.save(force_insert=True)
    Password.objects.create(account=account, encoded=stored)
    _record(actor, account, "organisation.account_opened", [image(account)], at=at)
    return account


def change_password(actor: Actor, account: Account, *, old: str, new: str, at: datetime) -> None:
    """By the person: all sessions end at once. Raises WrongPassword, PasswordTooWeak, TooManyAtOnce."""
    if not check_password(account, old):
        raise WrongPassword("Kata sandi lama tidak cocok.")
    keep_password(actor, account, stored=strong(new, account), kind="organisation.password_changed", at=at)


def reset_password(actor: Actor, account: Account, *, new: str, at: datetime) -> None:
    """By the office's administrator, for who has forgotten it: all sessions end at once.

    Raises PasswordTooWeak.
    """
    keep_password(actor, account, stored=strong(new, account), kind="organisation.password_reset", at=at)


@verb
def keep_password(actor: Actor, account: Account, *, stored: str, kind: str, at: datetime) -> None:
    """Put a hashed password in the place of the old one; every session ends with the old one."""
    account.password_digest = digest_of(stored)
    account.save(update_fields=["password_digest"])
    Password.objects.filter(account=account).update(encoded=stored)
    _revoke(account)
    _record(actor, account, kind, [image(account, "password_digest")], at=at)


@verb
def deactivate_account(actor: Actor, account: Account, *, at: datetime) -> None:
    """The next click of any of its browsers is nobody's, and its open code opens nothing.

    Raises AccountIsClosed when it was so before, LastAdministrator.
    """
    if account.administers_id is not None:
        refuse_last(account, account.administers_id)
    _switch(account, active=False)
    _revoke(account)
    rows = [image(account, "is_active"), *withdraw_codes(account.person, at)]
    _record(actor, account, "organisation.account_deactivated", rows, at=at)


@verb
def reactivate_account(actor: Actor, account: Account, *, at: datetime) -> None:
    """Raises AccountIsClosed when the account is active already."""
    _switch(account, active=True)
    _record(actor, account, "organisation.account_reactivated", [image(account, "is_active")], at=at)


@verb
def make_administrator(actor: Actor, account: Account, office: Office, *, at: datetime) -> None:
    """The account administers the office from the next click on.

    Raises AccountIsClosed, OfAnotherOffice (also when it administers another one: an account has one office).
    """
    if not account.is_active:
        raise AccountIsClosed("Akun ini dinonaktifkan. Aktifkan dahulu.")
    if account.administers_id not in (None, office.pk) or account.person.government_id != office.government_id:
        raise OfAnotherOffice("Akun ini administrator kantor lain.")
    _administer(account, office)
    _record(actor, account, "organisation.administrator_made", [image(account, "administers")], at=at)


@verb
def end_administration(actor: Actor, account: Account, *, at: datetime) -> None:
    """The account administers no office any more; it keeps its posts. Raises LastAdministrator."""
    if account.administers_id is None:
        return
    refuse_last(account, account.administers_id)
    _administer(account, None)
    _record(actor, account, "organisation.administrator_ended", [image(account, "administers")], at=at)


def _administer(account: Account, office: Office | None) -> None:
    account.administers = office
    account.save(update_fields=["administers"])


def refuse_last(account: Account, office: int) -> None:
    """Raises LastAdministrator when nobody else could administer the office."""
    # The office's row lets two administrators who close each other's account pass one by one.
    Office.objects.select_for_update().get(pk=office)
    others = Account.objects.filter(administers=office, is_active=True).exclude(pk=account.pk)
    if account.is_active and not others.exists():
        raise LastAdministrator("Ini satu-satunya administrator kantor. Jadikan orang lain administrator lebih dahulu.")


def _switch(account: Account, *, active: bool) -> None:
    if not Account.objects.filter(pk=account.pk, is_active=not active).update(is_active=active):
        raise AccountIsClosed("Akun ini sudah aktif." if active else "Akun ini sudah dinonaktifkan.")
    account.is_active = active


def _revoke(account: Account) -> None:
    Session.objects.filter(account=account).delete()


def strong(password: str, account: Account) -> str:
    """The password as it is stored, when it is strong enough."""
    refuse_weak(password, account)
    return encoded(password)


def withdraw_codes(person: Person, at: datetime) -> list[RowImage]:
    """End the person's open one-time codes, and say which rows."""
    # The person's row lets two administrators who each make a code pass one by one.
    Person.objects.select_for_update().get(pk=person.pk)
    rows = list(Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None))
    Invitation.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=at)
    for row in rows:
        row.withdrawn_at = at
    return [image(row, "withdrawn_at") for row in rows]


def _record(actor: Actor, account: Account, kind: str, rows: Sequence[RowImage], *, at: datetime) -> None:
    office = account.person.office_id or account.administers_id or INSTALLATION
    record(Fact(office, actor, kind, at, {"account": account.pk}, rows))
