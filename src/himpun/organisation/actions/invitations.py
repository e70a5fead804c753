"""Verbs on one-time codes: made by the administrator, used once by the person.

The code itself is returned to whoever made it and kept nowhere.
"""

from datetime import datetime

from himpun.organisation.account_rules import fit_username
from himpun.organisation.actions.accounts import keep_password, open_with, strong, withdraw_codes
from himpun.organisation.actions.dated import INSTALLATION
from himpun.organisation.codes import digest_of_code, new_code
from himpun.organisation.errors import AccountIsClosed, CodeDoesNotFit, NameTaken, OfAnotherOffice
from himpun.organisation.invitations import REFUSED, VALID, Purpose, open_invitation, people_without_account
from himpun.organisation.models import Account, Invitation, Office, Person
from himpun.trail.actor import Actor
from himpun.trail.chain import instant
from himpun.trail.journal import Fact, image, record, verb

Made = tuple[Invitation, str]
Given = list[tuple[Person, str]]


@verb
def invite(actor: Actor, person: Person, *, at: datetime, administers: Office | None = None) -> Made:
    """A code by which the person opens an account, valid for 14 days; an earlier one opens nothing any more.

    Raises NameTaken when the person has an account, OfAnotherOffice when no office here employs the person.
    """
    if Account.objects.filter(person=person).exists():
        raise NameTaken(f"{person.name} sudah mempunyai akun.")
    return _give(actor, person, purpose=Purpose.ACCOUNT, administers=administers, at=at)


@verb
def invite_all(actor: Actor, office: Office, *, at: datetime) -> Given:
    """A new code for everybody of the office without an account; codes they hold open nothing any more."""
    return [(person, invite(actor, person, at=at)[1]) for person in people_without_account(office.pk)]


@verb
def invite_rest(actor: Actor, office: Office, *, at: datetime) -> Given:
    """A code for whoever has neither an account nor a code that is still valid."""
    invited = set(
        Invitation.objects.filter(office=office, used_at=None, withdrawn_at=None, expires_at__gt=at).values_list(
            "person", flat=True
        )
    )
    people = [person for person in people_without_account(office.pk) if person.pk not in invited]
    return [(person, invite(actor, person, at=at)[1]) for person in people]


@verb
def offer_new_password(actor: Actor, account: Account, *, at: datetime) -> Made:
    """A code by which the person sets a new password. Until it is used, the old one goes on opening the account.

    Raises AccountIsClosed.
    """
    if not account.is_active:
        raise AccountIsClosed("Akun ini dinonaktifkan. Aktifkan dahulu, lalu buat kodenya.")
    return _give(actor, account.person, purpose=Purpose.PASSWORD, administers=None, at=at)


@verb
def withdraw_invitation(actor: Actor, person: Person, *, at: datetime) -> None:
    """The person's open code opens nothing any more. Raises CodeDoesNotFit when there is none."""
    rows = withdraw_codes(person, at)
    if not rows:
        raise CodeDoesNotFit("Tidak ada kode yang masih berlaku untuk pegawai ini.")
    office = person.office_id or INSTALLATION
    record(Fact(office, actor, "organisation.invitation_withdrawn", at, {"person": person.pk}, rows))


def accept_invitation(actor: Actor, code: str, *, username: str, password: str, at: datetime) -> Account:
    """Open the account that the code was made for. The actor is `invitations.invited(code, at=at).actor`.

    Raises CodeDoesNotFit, NameTaken, NameNotFit, PasswordTooWeak, TooManyAtOnce; then the code can be used again.
    """
    account = Account(username=fit_username(username))
    return _accept(actor, code, account=account, stored=strong(password, account), at=at)


@verb
def _accept(actor: Actor, code: str, *, account: Account, stored: str, at: datetime) -> Account:
    invitation = _use(actor, code, purpose=Purpose.ACCOUNT, at=at)
    account.person, account.administers = invitation.person, invitation.administers
    return open_with(actor, account, stored=stored, at=at)


def accept_new_password(actor: Actor, code: str, *, password: str, at: datetime) -> Account:
    """Set the password of the account that the code was made for; every session of it ends.

    Raises CodeDoesNotFit, AccountIsClosed, PasswordTooWeak, TooManyAtOnce; then the code can be used again.
    """
    found = open_invitation(code, at=at, purpose=Purpose.PASSWORD)
    account = Account.objects.select_related("person").get(person=found.person_id)
    return _set(actor, code, account=account, stored=strong(password, account), at=at)


@verb
def _set(actor: Actor, code: str, *, account: Account, stored: str, at: datetime) -> Account:
    _use(actor, code, purpose=Purpose.PASSWORD, at=at)
    # Locked: of a code used and an account deactivated at once, the later sees the earlier.
    if not Account.objects.select_for_update().filter(pk=account.pk, is_active=True).exists():
        raise AccountIsClosed("Akun ini dinonaktifkan. Hubungi administrator kantor Anda.")
    keep_password(actor, account, stored=stored, kind="organisation.password_set_by_code", at=at)
    return account


def _give(actor: Actor, person: Person, *, purpose: Purpose, administers: Office | None, at: datetime) -> Made:
    office = person.office_id or (administers.pk if administers else None)
    if office is None:
        raise OfAnotherOffice("Pegawai ini bukan pegawai kantor yang memakai Himpun.")
    withdrawn = withdraw_codes(person, at)
    code = new_code()
    given = Invitation.objects.create(
        office_id=office,
        person=person,
        administers=administers,
        purpose=purpose,
        code_digest=digest_of_code(code),
        made_at=at,
        expires_at=at + VALID,
    )
    payload = {"person": person.pk, "purpose": str(purpose), "until": instant(given.expires_at)}
    record(Fact(office, actor, "organisation.invitation_given", at, payload, [*withdrawn, image(given)]))
    return given, code


def _use(actor: Actor, code: str, *, purpose: Purpose, at: datetime) -> Invitation:
    """Compare-and-set: of two browsers with the same code, one comes in."""
    found = open_invitation(code, at=at, purpose=purpose)
    if not Invitation.objects.filter(pk=found.pk, used_at=None, withdrawn_at=None).update(used_at=at):
        raise CodeDoesNotFit(REFUSED)
    found.used_at = at
    payload = {"person": found.person_id, "purpose": purpose}
    record(Fact(found.office_id, actor, "organisation.invitation_used", at, payload, [image(found, "used_at")]))
    return found
