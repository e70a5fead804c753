"""Fresh proof of identity: a signature is not given by whoever finds the screen open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from himpun.documents.errors import ProofMissing
from himpun.organisation.attempts import Tried, trying
from himpun.organisation.errors import WrongPassword
from himpun.organisation.identity import check_password
from himpun.organisation.models import Account
from himpun.trail.actor import Actor

FRESH_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Proof:
    """That this account has proven who it is, how, and when."""

    account: int
    way: str
    at: datetime

    def holds(self, actor: Actor, at: datetime) -> bool:
        """Whether it is this actor's own, and not older than five minutes nor from the future."""
        return self.account == actor.account and timedelta(0) <= at - self.at <= FRESH_FOR


def prove(actor: Actor, password: str, *, at: datetime) -> Proof:
    """Check the account's password now. Raises ProofMissing when it is wrong or the account is closed, TooManyTries."""
    known = actor.account or 0
    account = Account.objects.filter(pk=known, is_active=True).first()
    try:
        with trying(Tried.proof(known), at=at):
            if account is None or not check_password(account, password):
                raise WrongPassword
    except WrongPassword:
        raise ProofMissing("Kata sandi tidak cocok. Ketik ulang kata sandi akun Anda.") from None
    return Proof(known, "password", at)
