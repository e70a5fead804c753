"""Accounts: one per person, a password that no journal holds, and sessions that end at once."""

from datetime import date
from threading import BoundedSemaphore

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.organisation import identity
from himpun.organisation.actions import (
    change_password,
    deactivate_account,
    open_account,
    reactivate_account,
    reset_password,
)
from himpun.organisation.errors import (
    AccountIsClosed,
    NameTaken,
    PasswordTooWeak,
    TooManyAtOnce,
    WrongPassword,
)
from himpun.organisation.identity import actor_for, actor_of, authenticate, check_password
from himpun.organisation.models import Password, Session
from himpun.organisation.sessions import KEPT, WORKING_DAY, SessionStore
from himpun.organisation.tests.people import AT, NEW_YEAR, PASSWORD, SETUP, account_of, district, hold
from himpun.trail.models import Entry

pytestmark = pytest.mark.django_db

NEW = "tiga-perahu-menuju-muara"


def browser_of(username: str) -> SessionStore:
    """A browser that has just logged in, as its cookie will bring it back."""
    account = authenticate(username, PASSWORD)
    assert account is not None
    session = SessionStore()
    session.log_in(account)
    return SessionStore(session.session_key)


def test_name_and_password_open_the_account() -> None:
    here = district()
    account_of(here.halimah)
    opened = authenticate(" halimah ", PASSWORD)
    assert opened is not None
    assert opened.person == here.halimah
    assert authenticate("halimah", PASSWORD + "x") is None
    assert authenticate("siapa-pun", PASSWORD) is None


def test_session_account_person_and_hats_cost_one_statement() -> None:
    here = district()
    hold(here.camat, here.halimah)
    account_of(here.halimah, administers=here.office)
    session = browser_of("halimah")
    with CaptureQueriesContext(connection) as statements:
        actor = actor_of(session, on=NEW_YEAR)
    assert len(statements) == 1
    assert actor is not None
    assert (actor.name, actor.person) == (here.halimah.name, here.halimah.pk)
    assert actor.posts == {here.camat.pk}
    assert actor.administers == {here.office.pk}


def test_a_session_and_an_account_give_the_same_actor() -> None:
    here = district()
    hold(here.camat, here.halimah)
    account = account_of(here.halimah)
    assert actor_of(browser_of("halimah"), on=NEW_YEAR) == actor_for(account, on=NEW_YEAR)


def test_a_changed_password_ends_every_session_at_once() -> None:
    here = district()
    account = account_of(here.halimah)
    office, home = browser_of("halimah"), browser_of("halimah")
    change_password(SETUP, account, old=PASSWORD, new=NEW, at=AT)
    assert actor_of(office, on=NEW_YEAR) is None
    assert actor_of(home, on=NEW_YEAR) is None
    assert authenticate("halimah", PASSWORD) is None
    assert authenticate("halimah", NEW) == account


def test_a_deactivated_account_is_nobodys_at_the_next_click_and_opens_no_more() -> None:
    here = district()
    account = account_of(here.halimah)
    session = browser_of("halimah")
    deactivate_account(SETUP, account, at=AT)
    assert actor_of(session, on=NEW_YEAR) is None
    assert authenticate("halimah", PASSWORD) is None
    reactivate_account(SETUP, account, at=AT)
    assert actor_of(SessionStore(session.session_key), on=NEW_YEAR) is None
    assert authenticate("halimah", PASSWORD) == account


def test_an_account_is_deactivated_once() -> None:
    account = account_of(district().halimah)
    deactivate_account(SETUP, account, at=AT)
    with pytest.raises(AccountIsClosed):
        deactivate_account(SETUP, account, at=AT)


def test_a_revoked_session_does_not_come_back_by_being_saved() -> None:
    account = account_of(district().halimah)
    session = browser_of("halimah")
    session["tab"] = "berkas"
    deactivate_account(SETUP, account, at=AT)
    with pytest.raises(UpdateError):
        session.save()


def test_a_session_lives_through_a_working_day_and_not_longer() -> None:
    account_of(district().halimah)
    session = browser_of("halimah")
    row = Session.objects.get()
    assert session.get_expiry_age() == WORKING_DAY == 12 * 3600
    Session.objects.update(expires=row.expires - WORKING_DAY - 1)
    assert actor_of(SessionStore(session.session_key), on=NEW_YEAR) is None
    SessionStore.clear_expired()
    assert Session.objects.exists(), "it still tells when somebody was last here"
    Session.objects.update(expires=row.expires - WORKING_DAY - 1 - KEPT)
    SessionStore.clear_expired()
    assert not Session.objects.exists()


def test_logging_in_takes_a_new_key_and_drops_the_old_one() -> None:
    account = account_of(district().halimah)
    session = SessionStore()
    session["before"] = 1
    session.create()
    fixed = session.session_key
    session.log_in(account)
    assert session.session_key != fixed
    assert actor_of(SessionStore(fixed), on=NEW_YEAR) is None


def test_logging_out_ends_the_session() -> None:
    account_of(district().halimah)
    session = browser_of("halimah")
    key = session.session_key
    session.flush()
    assert session.known is None
    assert actor_of(SessionStore(key), on=NEW_YEAR) is None


def test_the_database_holds_no_key_that_a_cookie_could_carry() -> None:
    account_of(district().halimah)
    session = browser_of("halimah")
    assert session.session_key is not None
    stored = Session.objects.get()
    assert session.session_key not in (stored.key_hash, stored.data)
    assert actor_of(SessionStore(stored.key_hash), on=NEW_YEAR) is None


def test_hats_follow_the_calendar_within_one_session() -> None:
    here = district()
    hold(here.camat, here.halimah, starts=date(2026, 2, 1))
    account_of(here.halimah)
    session = browser_of("halimah")
    days = [actor_of(session, on=day) for day in (date(2026, 1, 31), date(2026, 2, 1))]
    assert [len(actor.hats) for actor in days if actor] == [0, 1]


def test_no_journal_entry_holds_the_password_or_its_hash() -> None:
    account = account_of(district().halimah)
    change_password(SETUP, account, old=PASSWORD, new=NEW, at=AT)
    stored = Password.objects.get().encoded
    told = "".join(f"{entry.body}{entry.personal}" for entry in Entry.objects.all())
    assert account.password_digest in told
    assert stored not in told
    assert NEW not in told


def test_a_password_exchanged_in_the_database_by_hand_opens_nothing() -> None:
    here = district()
    account = account_of(here.halimah)
    other = account_of(here.rusdi, "rusdi")
    stolen = Password.objects.get(account=other).encoded
    Password.objects.filter(account=account).update(encoded=stolen)
    assert not check_password(account, PASSWORD)


def test_a_weak_password_is_refused_before_anything_is_written() -> None:
    here = district()
    for weak in ("pendek", "password1234"):
        with pytest.raises(PasswordTooWeak):
            open_account(SETUP, here.halimah, username="h", password=weak, at=AT)
    assert not Password.objects.exists()


def test_the_old_password_must_fit_to_change_it_but_not_to_reset_it() -> None:
    account = account_of(district().halimah)
    with pytest.raises(WrongPassword):
        change_password(SETUP, account, old="bukan-kata-sandinya", new=NEW, at=AT)
    reset_password(SETUP, account, new=NEW, at=AT)
    assert check_password(account, NEW)


def test_a_person_has_one_account_and_a_name_belongs_to_one() -> None:
    here = district()
    account_of(here.halimah)
    with pytest.raises(NameTaken):
        account_of(here.halimah, "halimah2")
    with pytest.raises(NameTaken):
        account_of(here.rusdi, "halimah")


def test_who_finds_no_turn_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    account = account_of(district().halimah)
    taken = BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(identity, "_turns", taken)
    monkeypatch.setattr(identity, "PATIENCE", 0.01)
    with pytest.raises(TooManyAtOnce):
        check_password(account, PASSWORD)
