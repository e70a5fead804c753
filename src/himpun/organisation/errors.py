"""What the organisation refuses, each with a stable code and a sentence for the person."""

from typing import ClassVar


class OrganisationError(Exception):
    """One family: `code` for programs, the text (Indonesian) for people: what is wrong and what to do."""

    code: ClassVar[str] = "organisation"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.code)


class NotHere(OrganisationError):
    """No such thing where this actor may look; another office's things are not told apart from none (404)."""

    code = "not_here"


class OfAnotherOffice(OrganisationError):
    """Two things that belong together lie in two offices."""

    code = "of_another_office"


class NameTaken(OrganisationError):
    """A living thing of this kind already has the name."""

    code = "name_taken"


class PostIsHeld(OrganisationError):
    """Somebody already holds the post with this standing on some of those days."""

    code = "post_is_held"


class NotHeldThen(OrganisationError):
    """The holding, post or unit has ended before, or would end before it starts."""

    code = "not_held_then"


class MandateIsOpenEnded(OrganisationError):
    """A Plh. acts for a time: without a last day it would be a Plt. (UU 30/2014 article 14)."""

    code = "mandate_is_open_ended"


class HeadsNoUnit(OrganisationError):
    """The post cannot head a unit: it lies in none, or heads the whole office."""

    code = "heads_no_unit"


class NotANip(OrganisationError):
    """Not a NIP: 18 digits that begin with a birth date."""

    code = "not_a_nip"


class PasswordTooWeak(OrganisationError):
    """The new password is refused; the text lists why."""

    code = "password_too_weak"


class WrongPassword(OrganisationError):
    """The password given is not the account's."""

    code = "wrong_password"


class AccountIsClosed(OrganisationError):
    """The account is deactivated (or, to be opened again, active)."""

    code = "account_is_closed"


class CodeDoesNotFit(OrganisationError):
    """A one-time code that is wrong, used, replaced or too old: told in the same words, so that nobody can search."""

    code = "code_does_not_fit"


class NameNotFit(OrganisationError):
    """A user name that cannot be typed or told apart."""

    code = "name_not_fit"


class LastAdministrator(OrganisationError):
    """Without this account nobody would administer the office."""

    code = "last_administrator"


class TooManyTries(OrganisationError):
    """Too many wrong passwords or codes lately: `wait` seconds until the next try (429)."""

    code = "too_many_tries"

    def __init__(self, message: str, *, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


class TooManyAtOnce(OrganisationError):
    """More people log in at this moment than the machine can check; try again in a minute (503)."""

    code = "too_many_at_once"


class NotACalendar(OrganisationError):
    """Working hours or holidays that cannot be: the text says which and why."""

    code = "not_a_calendar"


class NotAnEmblem(OrganisationError):
    """Not a picture that can stand in the head of a letter: the text says why."""

    code = "not_an_emblem"
