"""A statement built once answers as the plain queryset does, also for values that look like its own probes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import QuerySet

from himpun.trail.models import Receipt
from himpun.trail.prepared import MOST_PARAMETERS, Prepared, write_row, write_rows

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 6, 2, 30, tzinfo=UTC)


def of_account(account: int, key: str) -> "QuerySet[Receipt]":
    return Receipt.objects.filter(account=account, key__gte=key).order_by("key")


RECEIPTS = Prepared(of_account, int, str)
VALUES: "Prepared[Receipt]" = Prepared(
    lambda account: Receipt.objects.filter(account=account).order_by("key").values_list("key", "at"), int
)


def receipt(account: int, key: str) -> Receipt:
    return Receipt(account=account, key=key, body_hash="0" * 64, result="{}", at=AT + timedelta(seconds=account % 60))


@pytest.mark.parametrize(("account", "key"), [(1, "a"), (1, "b"), (2, ""), (3, "z"), (7_036_854_775_001, "\x1f1")])
def test_it_reads_what_the_plain_queryset_reads(account: int, key: str) -> None:
    write_rows([receipt(1, "a"), receipt(1, "b"), receipt(2, "a"), receipt(7_036_854_775_001, "\x1f1")])
    plain = list(of_account(account, key))
    found = RECEIPTS.all(account, key)
    assert found == plain
    assert [one.__dict__ | {"_state": 0} for one in found] == [one.__dict__ | {"_state": 0} for one in plain]
    assert RECEIPTS.first(account, key) == (plain[0] if plain else None)


def test_plain_values_are_converted_as_djangos_are() -> None:
    write_rows([receipt(1, "a"), receipt(1, "b")])
    asked = Receipt.objects.filter(account=1).order_by("key").values_list("key", "at")
    assert [tuple(row) for row in VALUES.values(1)] == list(asked)


def test_a_row_written_has_its_key_and_reads_back_as_written() -> None:
    row = write_row(receipt(5, "x"))
    assert Receipt.objects.get(pk=row.pk) == row
    assert Receipt.objects.get(pk=row.pk).at == row.at
    row.result = "[]"
    row.save(update_fields=["result"])  # it is a saved row, not a new one
    assert Receipt.objects.count() == 1


def test_more_rows_than_one_statement_takes_are_all_written() -> None:
    many = MOST_PARAMETERS // 5 + 7
    rows = [receipt(9, f"{n:06}") for n in range(many)]
    write_rows(rows)
    assert Receipt.objects.filter(account=9).count() == many
    assert len({row.pk for row in rows}) == many


def test_nothing_to_write_asks_nothing() -> None:
    write_rows([])
    assert not Receipt.objects.exists()
