"""What is recorded stands in the journal, in order, or the change is not kept either."""

import contextlib
import json
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from himpun.trail.errors import ClockSetBack, NotInAVerb, TornPage
from himpun.trail.journal import PATIENCE, Fact, gone, image, record, verb
from himpun.trail.models import Entry, Receipt, Stream
from himpun.trail.tests.people import CLERK, NEIGHBOUR, NOW, OFFICE

pytestmark = pytest.mark.django_db


def said(kind: str, *, office: int = OFFICE) -> Fact:
    return Fact(office, CLERK, kind, NOW, {"about": kind})


@verb
def say(*kinds: str, office: int = OFFICE) -> None:
    for kind in kinds:
        record(said(kind, office=office))


def test_entries_are_numbered_and_each_follows_the_one_before() -> None:
    say("first", "second")
    say("third")
    entries = list(Entry.objects.order_by("seq"))
    assert [(e.seq, e.kind) for e in entries] == [(1, "first"), (2, "second"), (3, "third")]
    assert [e.prev for e in entries[1:]] == [e.hash for e in entries[:2]]
    assert Stream.objects.get(office_id=OFFICE).head == entries[2].hash


def test_each_office_has_its_own_stream() -> None:
    @verb
    def both() -> None:
        record(said("here"))
        record(said("there", office=NEIGHBOUR))

    both()
    say("here again")
    assert list(Entry.objects.filter(office_id=NEIGHBOUR).order_by("seq").values_list("seq", flat=True)) == [1]
    assert list(Entry.objects.filter(office_id=OFFICE).order_by("seq").values_list("seq", flat=True)) == [1, 2]


def test_an_entry_says_who_did_it_in_which_capacity_and_when() -> None:
    say("first")
    entry = Entry.objects.get()
    assert (entry.account, entry.person, entry.capacity) == (11, 21, "Kasubag Perencanaan")
    assert entry.at == NOW
    assert json.loads(entry.personal or "")["actor"] == CLERK.name


def test_the_name_of_the_actor_stands_only_in_the_erasable_part() -> None:
    say("first")
    assert CLERK.name not in Entry.objects.get().body


def test_inner_verbs_share_the_transaction_and_the_statement_of_the_outer_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    @verb
    def outer() -> None:
        say("inner one")
        say("inner two")

    say("so that the stream exists")
    statements = 2 if transaction.get_connection().vendor == "postgresql" else 3
    with django_assert_num_queries(2 + statements):  # savepoint and release around, within this test's transaction
        outer()


@verb
def say_at(at: datetime, office: int = OFFICE) -> None:
    record(Fact(office, CLERK, "said", at, {}))


def test_a_clock_that_was_set_back_writes_nothing() -> None:
    say_at(NOW)
    with pytest.raises(ClockSetBack):
        say_at(NOW - PATIENCE - timedelta(seconds=1))
    assert Entry.objects.count() == 1
    say_at(NOW + timedelta(days=400))
    with pytest.raises(ClockSetBack):
        say_at(NOW)


def test_a_slow_request_may_end_after_a_quicker_one_that_began_later() -> None:
    say_at(NOW)
    say_at(NOW - PATIENCE)
    assert Entry.objects.count() == 2


def test_another_offices_clock_is_its_own() -> None:
    say_at(NOW + timedelta(days=400), NEIGHBOUR)
    say_at(NOW)
    assert Entry.objects.count() == 2


def test_a_fact_outside_a_verb_is_refused() -> None:
    with pytest.raises(NotInAVerb):
        record(said("homeless"))


def test_when_the_verb_fails_neither_the_change_nor_the_fact_is_kept() -> None:
    @verb
    def fail() -> None:
        Receipt.objects.create(account=1, key="k", body_hash="", result="{}", at=NOW)
        record(said("never happened"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Receipt.objects.exists()
    assert not Entry.objects.exists()


def test_swallowing_the_failure_of_an_inner_verb_keeps_nothing() -> None:
    @verb
    def fail() -> None:
        raise RuntimeError

    @verb
    def careless() -> None:
        record(said("half"))
        with contextlib.suppress(RuntimeError):
            fail()

    with pytest.raises(TornPage):
        careless()
    assert not Entry.objects.exists()


def test_after_a_failure_the_next_verb_starts_with_an_empty_page() -> None:
    @verb
    def fail() -> None:
        record(said("lost"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    say("kept")
    assert list(Entry.objects.values_list("kind", flat=True)) == ["kept"]


def test_an_image_holds_all_columns_or_the_named_ones() -> None:
    row = Receipt(pk=3, account=1, key="k", body_hash="h", result="{}", at=NOW)
    assert image(row)[2] == {"account": 1, "key": "k", "body_hash": "h", "result": "{}", "at": NOW}
    assert image(row, "result") == ("trail_receipt", 3, {"result": "{}"})
    assert gone(row) == ("trail_receipt", 3, {})


def test_a_name_that_is_no_column_is_refused() -> None:
    with pytest.raises(Exception, match="no field named 'resutl'"):
        image(Receipt(), "resutl")


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(kind="other"),
        lambda: Entry.objects.update(personal="{}"),
        lambda: Entry.objects.update(at=timezone.now(), personal=None, salt=None),
        lambda: Entry.objects.all().delete(),
    ],
)
def test_the_database_aborts_changing_or_removing_an_entry(change) -> None:  # type: ignore[no-untyped-def]
    say("first")
    with pytest.raises(DatabaseError), transaction.atomic():
        change()
    assert Entry.objects.get().kind == "first"


def test_the_database_lets_the_personal_part_be_erased() -> None:
    say("first")
    assert Entry.objects.update(personal=None, salt=None) == 1
