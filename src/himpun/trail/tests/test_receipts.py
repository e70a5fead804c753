"""A repeated request has one effect and the first answer."""

import pytest

from himpun.trail.errors import KeyUsedForAnotherBody, NotInAVerb
from himpun.trail.journal import verb, writing
from himpun.trail.models import Receipt
from himpun.trail.receipts import KEPT_FOR, answer, forget_receipts, once
from himpun.trail.tests.people import CLERK, NOW, STRANGER

pytestmark = pytest.mark.django_db

BODY = {"sheet": 5, "values": ["12,5"]}


def submit(key: str = "k-1", body: dict[str, object] = BODY) -> dict[str, object]:
    with writing():
        earlier = once(CLERK, key, body, at=NOW)
        if earlier is not None:
            return {**earlier, "again": True}
        answer(CLERK, key, {"receipt": 41})
        return {"receipt": 41}


def test_the_second_press_gets_the_first_receipt() -> None:
    assert submit() == {"receipt": 41}
    assert submit() == {"receipt": 41, "again": True}


def test_another_content_under_the_same_key_is_refused() -> None:
    submit()
    with pytest.raises(KeyUsedForAnotherBody):
        submit(body={**BODY, "values": ["13,5"]})


def test_a_key_belongs_to_one_account() -> None:
    submit()
    with writing():
        assert once(STRANGER, "k-1", BODY, at=NOW) is None


def test_an_answer_known_beforehand_needs_no_second_statement() -> None:
    with writing():
        assert once(CLERK, "k-2", b"body", at=NOW, result={"to": "/meja"}) is None
    with writing():
        assert once(CLERK, "k-2", b"body", at=NOW) == {"to": "/meja"}


def test_a_failed_request_leaves_its_key_free() -> None:
    @verb
    def fail() -> None:
        once(CLERK, "k-1", BODY, at=NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert submit() == {"receipt": 41}


def test_outside_a_transaction_no_key_is_taken() -> None:
    with pytest.raises(NotInAVerb):
        once(CLERK, "k-1", BODY, at=NOW)


def test_old_receipts_are_forgotten_and_fresh_ones_kept() -> None:
    submit("old")
    assert forget_receipts(at=NOW + KEPT_FOR) == 0
    assert forget_receipts(at=NOW + KEPT_FOR * 2) == 1
    assert not Receipt.objects.exists()
