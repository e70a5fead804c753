"""One-time codes: shown once, used once, and never known to the journal."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from himpun.organisation.actions import (
    accept_invitation,
    accept_new_password,
    deactivate_account,
    end_administration,
    invite,
    invite_all,
    invite_rest,
    make_administrator,
    offer_new_password,
    register_person,
    withdraw_invitation,
)
from himpun.organisation.codes import LETTERS, digest_of_code, new_code
from himpun.organisation.errors import (
    AccountIsClosed,
    CodeDoesNotFit,
    LastAdministrator,
    NameNotFit,
    NameTaken,
    OfAnotherOffice,
    PasswordTooWeak,
)
from himpun.organisation.identity import authenticate
from himpun.organisation.invitations import VALID, Purpose, invited, open_invitation, proposed_username
from himpun.organisation.models import Account, Invitation, Session
from himpun.organisation.roll import AccountState, entrants
from himpun.organisation.sessions import SessionStore
from himpun.organisation.tests.people import AT, NEW_YEAR, PASSWORD, SETUP, account_of, district, hold
from himpun.trail.models import Entry

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=3)
NEW = "tiga-perahu-menuju-muara"


def opens(code: str, username: str = "halimah", password: str = PASSWORD) -> Account:
    return accept_invitation(SETUP, code, username=username, password=password, at=LATER)


def test_a_code_opens_one_account_once() -> None:
    here = district()
    _, code = invite(SETUP, here.halimah, at=AT)
    account = opens(code, username=" Halimah.R ")
    assert (account.person, account.username) == (here.halimah, "halimah.r")
    assert authenticate("HALIMAH.R", PASSWORD) == account
    with pytest.raises(CodeDoesNotFit):
        opens(code, username="lain")


def test_a_code_has_sixty_bits_of_letters_that_cannot_be_confused() -> None:
    assert len(LETTERS) == 32 == len(set(LETTERS))
    assert not set("IO01") & set(LETTERS)
    assert len({new_code() for _ in range(1000)}) == 1000
    assert all(len(code) == 14 and code[4] == code[9] == "-" for code in (new_code() for _ in range(50)))


@pytest.mark.parametrize("typed", ["k7qm-4trx-9pwd", " K7QM 4TRX 9PWD ", "K7QM4TRX9PWD", "k7qm–4trx–9pwd"])
def test_a_code_may_be_typed_in_any_manner(typed: str) -> None:
    assert digest_of_code(typed) == digest_of_code("K7QM-4TRX-9PWD")


def test_an_l_read_as_a_one_or_an_i_is_still_an_l() -> None:
    assert digest_of_code("1iL2-2222-2222") == digest_of_code("LLL2-2222-2222")


@pytest.mark.parametrize("typed", ["", "-", "K7QM", "' OR 1=1 --", "x" * 5000, "<script>", "кодкодкодкод"])
def test_what_is_no_code_is_refused_in_the_same_words(typed: str) -> None:
    here = district()
    _, code = invite(SETUP, here.halimah, at=AT)
    opens(code)
    said = set()
    for tried in (typed, code):
        with pytest.raises(CodeDoesNotFit) as refused:
            open_invitation(tried, at=LATER)
        said.add(str(refused.value))
    assert len(said) == 1


def test_a_code_of_a_fortnight_ago_opens_nothing() -> None:
    here = district()
    _, code = invite(SETUP, here.halimah, at=AT)
    assert open_invitation(code, at=AT + VALID - timedelta(seconds=1))
    with pytest.raises(CodeDoesNotFit):
        open_invitation(code, at=AT + VALID)


def test_a_new_code_takes_the_place_of_the_old() -> None:
    here = district()
    _, lost = invite(SETUP, here.halimah, at=AT)
    _, code = invite(SETUP, here.halimah, at=LATER)
    with pytest.raises(CodeDoesNotFit):
        opens(lost)
    assert opens(code)


def test_the_database_keeps_a_person_from_two_open_codes() -> None:
    here = district()
    made, _ = invite(SETUP, here.halimah, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            office=here.office,
            person=here.halimah,
            purpose=Purpose.ACCOUNT,
            code_digest="0" * 64,
            made_at=AT,
            expires_at=made.expires_at,
        )


def test_a_withdrawn_code_opens_nothing() -> None:
    here = district()
    _, code = invite(SETUP, here.halimah, at=AT)
    withdraw_invitation(SETUP, here.halimah, at=AT)
    with pytest.raises(CodeDoesNotFit):
        opens(code)
    with pytest.raises(CodeDoesNotFit):
        withdraw_invitation(SETUP, here.halimah, at=AT)


def test_a_refused_name_or_password_leaves_the_code_as_it_was() -> None:
    here = district()
    account_of(here.rusdi, username="rusdi")
    _, code = invite(SETUP, here.halimah, at=AT)
    with pytest.raises(NameTaken):
        opens(code, username="rusdi")
    with pytest.raises(NameNotFit):
        opens(code, username="halimah rantau")
    with pytest.raises(PasswordTooWeak):
        opens(code, password="pendek")
    assert opens(code)


def test_who_has_an_account_is_not_invited_to_another() -> None:
    here = district()
    account_of(here.halimah)
    with pytest.raises(NameTaken):
        invite(SETUP, here.halimah, at=AT)


def test_everybody_without_an_account_is_invited_at_one_press() -> None:
    here = district()
    account_of(here.halimah)
    register_person(SETUP, here.neighbour, name="Tetangga Jauh", at=AT)
    first = invite_all(SETUP, here.office, at=AT)
    assert [person for person, _ in first] == [here.rusdi]
    newcomer = register_person(SETUP, here.office, name="Jamal Tepi", at=AT)
    assert [person for person, _ in invite_rest(SETUP, here.office, at=LATER)] == [newcomer]
    assert opens(first[0][1], username="rusdi"), "the code that was handed out before still opens"


def test_the_first_administrator_is_invited_too() -> None:
    here = district()
    _, code = invite(SETUP, here.halimah, administers=here.office, at=AT)
    assert opens(code).administers == here.office


def test_whoever_holds_a_code_sees_name_posts_and_a_name_to_log_in_with() -> None:
    here = district()
    hold(here.camat, here.halimah)
    _, code = invite(SETUP, here.halimah, at=AT)
    found = invited(code, at=LATER, on=NEW_YEAR)
    assert [hat.capacity for hat in found.posts] == ["Camat Sungai Jernih"]
    assert (found.person, found.username, found.purpose) == (here.halimah, "halimah.rantau", Purpose.ACCOUNT)
    assert (found.actor.person, found.actor.capacity, found.actor.offices) == (
        here.halimah.pk,
        "Pemegang kode",
        frozenset(),
    )


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("Drs. H. Bahrul Ilmi, M.M.", "bahrul.ilmi"),
        ("Nuraini", "nuraini"),
        ("Ir. Siti Zulaikha Noor", "siti.zulaikha"),
        ("Émile Déwi", "emile.dewi"),
        ("海", "pegawai"),
    ],
)
def test_a_user_name_is_proposed_from_the_name_without_titles(name: str, proposed: str) -> None:
    assert proposed_username(name) == proposed


def test_a_taken_user_name_gets_a_number() -> None:
    here = district()
    account_of(here.rusdi, username="halimah.rantau")
    assert proposed_username("Halimah Rantau, S.Sos.") == "halimah.rantau2"


def test_a_forgotten_password_is_set_anew_by_the_person_and_ends_every_session() -> None:
    here = district()
    account = account_of(here.halimah)
    SessionStore().log_in(account)
    _, code = offer_new_password(SETUP, account, at=AT)
    assert authenticate("halimah", PASSWORD) == account, "until the code is used"
    assert Session.objects.count() == 1
    accept_new_password(SETUP, code, password=NEW, at=LATER)
    assert authenticate("halimah", PASSWORD) is None
    assert authenticate("halimah", NEW) == account
    assert not Session.objects.exists()
    with pytest.raises(CodeDoesNotFit):
        accept_new_password(SETUP, code, password=PASSWORD, at=LATER)


def test_a_code_for_a_password_opens_no_account_and_the_other_way_round() -> None:
    here = district()
    _, one = offer_new_password(SETUP, account_of(here.halimah), at=AT)
    _, other = invite(SETUP, here.rusdi, at=AT)
    with pytest.raises(CodeDoesNotFit):
        opens(one, username="x")
    with pytest.raises(CodeDoesNotFit):
        accept_new_password(SETUP, other, password=NEW, at=LATER)


def test_a_closed_account_is_offered_no_password_and_its_code_opens_nothing() -> None:
    here = district()
    account = account_of(here.halimah)
    _, code = offer_new_password(SETUP, account, at=AT)
    deactivate_account(SETUP, account, at=AT)
    with pytest.raises(CodeDoesNotFit):
        accept_new_password(SETUP, code, password=NEW, at=LATER)
    with pytest.raises(AccountIsClosed):
        offer_new_password(SETUP, account, at=AT)


def test_the_journal_holds_neither_code_nor_password() -> None:
    here = district()
    _, code = invite(SETUP, here.halimah, at=AT)
    opens(code)
    kept = " ".join(entry.body + (entry.personal or "") for entry in Entry.objects.all())
    assert "organisation.invitation_used" in set(Entry.objects.values_list("kind", flat=True))
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert PASSWORD not in kept


def test_the_last_administrator_stays() -> None:
    here = district()
    only = account_of(here.halimah, administers=here.office)
    with pytest.raises(LastAdministrator):
        deactivate_account(SETUP, only, at=AT)
    with pytest.raises(LastAdministrator):
        end_administration(SETUP, only, at=AT)
    second = account_of(here.rusdi, username="rusdi")
    make_administrator(SETUP, second, here.office, at=AT)
    end_administration(SETUP, only, at=AT)
    assert list(Account.objects.filter(administers=here.office)) == [second]


def test_an_account_administers_one_office() -> None:
    here = district()
    account = account_of(here.halimah, administers=here.office)
    with pytest.raises(OfAnotherOffice):
        make_administrator(SETUP, account, here.neighbour, at=AT)


def test_the_roll_tells_how_far_everybody_is() -> None:
    here = district()
    hold(here.camat, here.halimah)
    account = account_of(here.halimah)
    SessionStore().log_in(account)
    invite(SETUP, here.rusdi, at=AT)
    register_person(SETUP, here.office, name="Jamal Tepi", at=AT)
    told = {row.person.name.split()[0]: row for row in entrants([here.office.pk], at=LATER, on=NEW_YEAR)}
    assert {name: row.state for name, row in told.items()} == {
        "Halimah": AccountState.ACTIVE,
        "Rusdi": AccountState.INVITED,
        "Jamal": AccountState.NONE,
    }
    assert told["Halimah"].posts == ("Camat Sungai Jernih",)
    assert told["Halimah"].seen is not None
    expired = entrants([here.office.pk], at=AT + VALID, on=date(2026, 2, 1))
    assert {row.state for row in expired} == {AccountState.ACTIVE, AccountState.NONE}
