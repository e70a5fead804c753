"""Who of an office can log in, who cannot yet, and when each was last here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from himpun.organisation.models import Account, Holder, Invitation, Office, Person
from himpun.organisation.queries import in_force
from himpun.organisation.sessions import last_seen
from himpun.trail.actor import Actor


class AccountState(Enum):
    """How far a person is with logging in."""

    NONE = "none"
    INVITED = "invited"
    ACTIVE = "active"
    FORGOTTEN = "forgotten"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        match self:
            case AccountState.NONE:
                return "Belum ada akun"
            case AccountState.INVITED:
                return "Kode belum dipakai"
            case AccountState.ACTIVE:
                return "Aktif"
            case AccountState.FORGOTTEN:
                return "Kode kata sandi belum dipakai"
            case AccountState.CLOSED:
                return "Dinonaktifkan"

    @property
    def chip(self) -> str:
        """The mark's look on a page."""
        match self:
            case AccountState.ACTIVE:
                return "done"
            case AccountState.INVITED | AccountState.FORGOTTEN:
                return "wait"
            case AccountState.NONE:
                return "soon"
            case AccountState.CLOSED:
                return ""


@dataclass(frozen=True, slots=True)
class Entrant:
    """A person with the account, the code still open, the posts held, and the last log-in that is known."""

    person: Person
    account: Account | None
    invitation: Invitation | None
    posts: tuple[str, ...]
    seen: datetime | None

    @property
    def state(self) -> AccountState:
        if self.account is None:
            return AccountState.INVITED if self.invitation else AccountState.NONE
        if not self.account.is_active:
            return AccountState.CLOSED
        return AccountState.FORGOTTEN if self.invitation else AccountState.ACTIVE


def entrants(offices: Iterable[int], *, at: datetime, on: date) -> list[Entrant]:
    """Everybody whom these offices employ, by name. Four statements."""
    people = Person.objects.filter(office__in=list(offices)).select_related("office", "account")
    return _entrants(list(people.order_by("name", "pk")), at=at, on=on)


def entrant(person: Person, *, at: datetime, on: date) -> Entrant:
    """The same of one person."""
    return _entrants([person], at=at, on=on)[0]


def _entrants(people: Sequence[Person], *, at: datetime, on: date) -> list[Entrant]:
    keys = [person.pk for person in people]
    accounts = {one.pk: account for one in people if (account := account_of(one)) is not None}
    given = Invitation.objects.filter(person__in=keys, used_at=None, withdrawn_at=None, expires_at__gt=at)
    codes = {one.person_id: one for one in given}
    seen = last_seen(account.pk for account in accounts.values())
    posts: dict[int, list[str]] = {}
    held = Holder.objects.filter(in_force(on), person__in=keys).select_related("post").order_by("post__position", "pk")
    for holder in held:
        posts.setdefault(holder.person_id, []).append(f"{holder.standing} {holder.post.title}".strip())
    return [_entrant(one, accounts.get(one.pk), codes.get(one.pk), posts, seen) for one in people]


def _entrant(
    person: Person,
    account: Account | None,
    code: Invitation | None,
    posts: dict[int, list[str]],
    seen: dict[int, datetime],
) -> Entrant:
    last = seen.get(account.pk) if account else None
    return Entrant(person, account, code, tuple(posts.get(person.pk, ())), last)


def account_of(person: Person) -> Account | None:
    """The person's account; none when there is none."""
    try:
        return person.account
    except Account.DoesNotExist:
        return None


def offices_of(actor: Actor) -> dict[int, Office]:
    """The offices where the actor holds a post or administers. One statement."""
    return {office.pk: office for office in Office.objects.filter(pk__in=actor.offices)}
