"""Receipts: a repeated request has one effect and gets the answer it got the first time.

with writing():
    earlier = once(actor, key, body, at=now)
    if earlier is not None:
        return earlier
    result = {"sheet": submit_sheet(...).pk}
    answer(actor, key, result)
    return result
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from himpun.trail.actor import Actor
from himpun.trail.chain import canonical
from himpun.trail.errors import KeyUsedForAnotherBody
from himpun.trail.models import Receipt
from himpun.trail.page import page_of

Result = dict[str, Any]

KEPT_FOR = timedelta(days=30)


def once(
    actor: Actor, key: str, body: bytes | Mapping[str, Any], *, at: datetime, result: Result | None = None
) -> Result | None:
    """The answer given earlier under this key, or none: then the key is taken in the transaction under way.

    Give `result` when the answer is known beforehand, else say it with `answer`. Of two requests at the
    same moment the second waits here for the first to commit. Raises KeyUsedForAnotherBody, and NotInAVerb
    outside a transaction with a journal.
    """
    page_of(key)
    digest = _digest(body)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trail_receipt (account, key, body_hash, result, at) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (account, key) DO NOTHING",
            [
                _account(actor),
                key,
                digest,
                canonical(result or {}),
                connection.ops.adapt_datetimefield_value(at),
            ],
        )
        if cursor.rowcount:
            return None
    earlier = Receipt.objects.get(account=_account(actor), key=key)
    if earlier.body_hash != digest:
        raise KeyUsedForAnotherBody(key)
    found: Result = json.loads(earlier.result)
    return found


def take(actor: Actor, *, at: datetime) -> None:
    """Keep that the actor's request has its effect in the transaction under way; nothing without a mark.

    A mark tells the whole of a request: whoever asks the same again is told of the first, anything else is refused.
    """
    if actor.request:
        once(actor, actor.request, actor.request.encode(), at=at)


def was_taken(actor: Actor) -> bool:
    """Whether this very request of the actor's has had its effect already."""
    key = actor.request
    return bool(key) and Receipt.objects.filter(account=_account(actor), key=key).exists()


def answer(actor: Actor, key: str, result: Result) -> None:
    """Say what the request under this key came to, in the transaction that took the key."""
    page_of(key)
    Receipt.objects.filter(account=_account(actor), key=key).update(result=canonical(result))


def forget_receipts(*, at: datetime) -> int:
    """Drop receipts so old that no browser repeats their request. Returns how many."""
    return Receipt.objects.filter(at__lt=at - KEPT_FOR).delete()[0]


def _account(actor: Actor) -> int:
    return actor.account or 0


def _digest(body: bytes | Mapping[str, Any]) -> str:
    data = body if isinstance(body, bytes) else canonical(body).encode()
    return hashlib.sha256(data).hexdigest()
