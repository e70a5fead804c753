"""Whoever changes history or state behind the verbs' back is noticed, and where is said.

The attacks are made with bare SQL, the triggers taken off: what somebody with the database file in hand can do.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, models
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from himpun.trail.chain import Content, canonical, link
from himpun.trail.erasure import erase_personal_parts
from himpun.trail.errors import InsideAVerb, NotPersonal
from himpun.trail.findings import Code, Verdict
from himpun.trail.heads import (
    Head,
    head_from_paper,
    heads_file,
    keys_folder,
    printed_head,
    read_heads,
    sign_head,
    sign_heads,
)
from himpun.trail.journal import Fact, gone, image, record, verb, writing
from himpun.trail.models import Entry, Receipt, SignedHead, Stream
from himpun.trail.state import _is_told
from himpun.trail.tests.people import CLERK, NEIGHBOUR, NOW, OFFICE
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db

EXPLAINED = (Receipt,)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.HIMPUN_DATA = tmp_path
    return tmp_path


@verb
def write(key: str, *, office: int = OFFICE, at: datetime = NOW) -> Receipt:
    row = Receipt.objects.create(account=1, key=key, body_hash="a" * 64, result='{"n": 1}', at=at)
    record(Fact(office, CLERK, "written", at, {"key": key}, [image(row)]))
    return row


@verb
def rewrite(row: Receipt, result: str) -> None:
    Receipt.objects.filter(pk=row.pk).update(result=result)
    row.result = result
    record(Fact(OFFICE, CLERK, "rewritten", NOW, {}, [image(row, "result")]))


@verb
def remove(row: Receipt) -> None:
    record(Fact(OFFICE, CLERK, "removed", NOW, {}, [gone(row)]))
    row.delete()


@pytest.fixture
def history() -> None:
    """Ten entries here, three next door, a head signed at six."""
    rows = [write(f"k-{n}") for n in range(6)]
    sign_head(OFFICE, at=NOW)
    rewrite(rows[0], '{"n": 2}')
    remove(rows[1])
    write("k-8")
    write("k-9")
    for n in range(3):
        write(f"next-{n}", office=NEIGHBOUR)


def sql(statement: str) -> None:
    """Do what only the owner of the file can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE trail_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS an_entry_is_never_changed")
            cursor.execute("DROP TRIGGER IF EXISTS an_entry_is_never_removed")
        cursor.execute(statement)


def codes(verdict: Verdict) -> set[Code]:
    return {finding.code for finding in verdict.findings}


@pytest.mark.usefixtures("history")
def test_an_untouched_history_is_sound() -> None:
    verdict = verify(EXPLAINED)
    assert verdict.findings == ()
    assert verdict.entries == 13
    assert verdict.streams[OFFICE].seq == 10
    assert verdict.streams[OFFICE].witnessed == (6,)


def test_an_empty_journal_is_sound() -> None:
    assert verify(EXPLAINED).sound


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("attack", "code", "seq"),
    [
        ("UPDATE trail_entry SET kind = 'x' WHERE office_id = 7 AND seq = 4", Code.ENTRY_EDITED, 4),
        ("UPDATE trail_entry SET account = 99 WHERE office_id = 7 AND seq = 4", Code.ENTRY_EDITED, 4),
        ("UPDATE trail_entry SET capacity = 'Camat' WHERE office_id = 7 AND seq = 4", Code.ENTRY_EDITED, 4),
        (
            "UPDATE trail_entry SET body = replace(body, 'k-3', 'k-0') WHERE office_id = 7 AND seq = 4",
            Code.ENTRY_EDITED,
            4,
        ),
        ("UPDATE trail_entry SET personal = '{}' WHERE office_id = 7 AND seq = 4", Code.PERSONAL_EDITED, 4),
        (
            "UPDATE trail_entry SET personal = NULL, salt = NULL WHERE office_id = 7 AND seq = 4",
            Code.PERSONAL_LOST,
            4,
        ),
        ("DELETE FROM trail_entry WHERE office_id = 7 AND seq = 4", Code.ENTRY_MISSING, 4),
        ("DELETE FROM trail_entry WHERE office_id = 7 AND seq = 1", Code.ENTRY_MISSING, 1),
        ("DELETE FROM trail_entry WHERE office_id = 7 AND seq > 8", Code.TAIL_CUT, 9),
        ("DELETE FROM trail_entry WHERE office_id = 7", Code.TAIL_CUT, 1),
        ("DELETE FROM trail_stream WHERE office_id = 7", Code.STREAM_MOVED, 10),
        ("UPDATE trail_entry SET office_id = 8, seq = 4 WHERE office_id = 7 AND seq = 10", Code.TAIL_CUT, 10),
    ],
)
def test_each_attack_on_the_journal_is_named_with_its_number(attack: str, code: Code, seq: int) -> None:
    sql(attack)
    verdict = verify(EXPLAINED)
    assert (code, OFFICE, seq) in {(f.code, f.office, f.seq) for f in verdict.findings}
    assert verdict.first_bad(OFFICE) == seq


@pytest.mark.usefixtures("history")
def test_an_inserted_entry_is_found() -> None:
    names = [f.attname for f in Entry._meta.concrete_fields if f.attname not in ("id", "seq")]
    columns = ", ".join(names)
    sql(
        f"INSERT INTO trail_entry (seq, {columns}) SELECT 11, {columns}"
        " FROM trail_entry WHERE office_id = 7 AND seq = 3"
    )
    verdict = verify(EXPLAINED)
    assert {Code.ENTRY_UNLINKED, Code.STREAM_MOVED} <= codes(verdict)


@pytest.mark.usefixtures("history")
def test_two_swapped_entries_are_found() -> None:
    sql("UPDATE trail_entry SET seq = 99 WHERE office_id = 7 AND seq = 4")
    sql("UPDATE trail_entry SET seq = 4 WHERE office_id = 7 AND seq = 5")
    sql("UPDATE trail_entry SET seq = 5 WHERE office_id = 7 AND seq = 99")
    assert verify(EXPLAINED).first_bad(OFFICE) == 4


@pytest.mark.usefixtures("history")
def test_an_edited_entry_with_a_recomputed_hash_no_longer_carries_the_next_one() -> None:
    forge(4, kind="forged")
    verdict = verify(EXPLAINED)
    assert verdict.first_bad(OFFICE) == 5
    assert Code.ENTRY_UNLINKED in codes(verdict)


@pytest.mark.usefixtures("history")
def test_two_links_bent_to_fit_each_other_fit_no_content() -> None:
    for column, seq in (("hash", 4), ("prev", 5)):
        sql(f"UPDATE trail_entry SET {column} = '{'0' * 64}' WHERE office_id = 7 AND seq = {seq}")
    verdict = verify(EXPLAINED)
    assert codes(verdict) == {Code.ENTRY_EDITED}
    assert verdict.first_bad(OFFICE) == 4


@pytest.mark.usefixtures("history")
def test_a_history_written_anew_to_its_end_contradicts_the_signed_head() -> None:
    rewrite_from(4)
    verdict = verify(EXPLAINED)
    assert codes(verdict) == {Code.HEAD_CONTRADICTED}
    assert verdict.first_bad(OFFICE) == 6
    assert verdict.last_good_head(OFFICE) == 0


@pytest.mark.usefixtures("history")
def test_without_any_kept_head_a_history_written_anew_goes_unseen() -> None:
    """The honest limit, and the control that the head is what sees it."""
    SignedHead.objects.all().delete()
    heads_file().unlink()
    rewrite_from(4)
    assert verify(EXPLAINED).sound


@pytest.mark.usefixtures("history")
def test_a_tail_cut_clean_behind_a_signed_head_is_found_with_the_last_good_head() -> None:
    sign_head(OFFICE, at=NOW)
    cut_clean(after=8)
    verdict = verify(EXPLAINED)
    assert codes(verdict) == {Code.TAIL_CUT}
    assert verdict.first_bad(OFFICE) == 9
    assert verdict.last_good_head(OFFICE) == 6


@pytest.mark.usefixtures("history")
def test_cutting_the_signed_heads_in_the_database_too_does_not_hide_it() -> None:
    sign_head(OFFICE, at=NOW)
    cut_clean(after=8)
    SignedHead.objects.filter(seq__gt=8).delete()
    assert codes(verify(EXPLAINED)) == {Code.TAIL_CUT}


@pytest.mark.usefixtures("history")
def test_a_printed_paper_is_a_witness() -> None:
    paper = printed_head(OFFICE)
    cut_clean(after=8)
    SignedHead.objects.all().delete()
    heads_file().unlink()
    assert verify(EXPLAINED).sound
    verdict = verify(EXPLAINED, heads=[head_from_paper(OFFICE, f"Lembar 1 dari 4 | {paper}")])
    assert codes(verdict) == {Code.TAIL_CUT}


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE trail_signedhead SET hash = '" + "0" * 64 + "'",
        "UPDATE trail_signedhead SET signature = '" + "0" * 128 + "'",
        "UPDATE trail_signedhead SET seq = 5",
        "UPDATE trail_signedhead SET office_id = 8",
        "UPDATE trail_signedhead SET key_id = 'ffffffffffffffff'",
        "UPDATE trail_signedhead SET signature = 'not hex at all'",
    ],
)
def test_a_forged_head_is_found(attack: str) -> None:
    sql(attack)
    assert Code.HEAD_FORGED in codes(verify(EXPLAINED))


@pytest.mark.usefixtures("history")
def test_a_head_of_an_unknown_key_proves_nothing() -> None:
    for path in keys_folder().glob("trail-*.pub"):
        path.unlink()
    assert codes(verify(EXPLAINED)) == {Code.HEAD_FORGED}


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("attack", "code"),
    [
        ("UPDATE trail_receipt SET result = '{\"n\": 3}' WHERE key = 'k-0'", Code.ROW_DIFFERS),
        ("UPDATE trail_receipt SET result = '{\"n\": 1}' WHERE key = 'k-0'", Code.ROW_DIFFERS),
        ("DELETE FROM trail_receipt WHERE key = 'k-0'", Code.ROW_MISSING),
        (
            """INSERT INTO trail_receipt (account, key, body_hash, result, at)
               SELECT 2, key, body_hash, result, at FROM trail_receipt WHERE key = 'k-8'""",
            Code.ROW_UNEXPLAINED,
        ),
    ],
)
def test_a_row_that_no_verb_wrote_so_is_found(attack: str, code: Code) -> None:
    sql(attack)
    assert codes(verify(EXPLAINED)) == {code}


@pytest.mark.usefixtures("history")
def test_two_rows_with_their_contents_swapped_are_found() -> None:
    sql("UPDATE trail_receipt SET account = 5 - account, key = key || '-' WHERE key IN ('k-8', 'k-9')")
    assert len(verify(EXPLAINED).findings) == 2


@pytest.mark.usefixtures("history")
def test_a_column_that_no_entry_explains_is_found() -> None:
    with writing():
        row = Receipt.objects.create(account=1, key="new", body_hash="", result="{}", at=NOW)
        record(Fact(OFFICE, CLERK, "half told", NOW, {}, [image(row, "key")]))
    (finding,) = verify(EXPLAINED).findings
    assert finding.code == Code.ROW_DIFFERS
    assert "body_hash" in finding.message


def test_of_two_offices_entries_about_one_row_the_later_one_holds() -> None:
    row = write("shared", office=NEIGHBOUR)
    rewrite(row, '{"n": 7}')
    assert verify(EXPLAINED).sound


def test_an_erased_personal_part_leaves_the_chain_and_the_replay_sound() -> None:
    with writing():
        row = Receipt.objects.create(account=1, key="k", body_hash="secret", result="{}", at=NOW)
        personal = {"rows": [image(row, "body_hash")]}
        rest = image(row, "account", "key", "result", "at")
        record(Fact(OFFICE, CLERK, "written", NOW, {}, [rest], personal=personal))
    assert "secret" not in Entry.objects.get().body
    assert verify(EXPLAINED).sound
    Receipt.objects.update(body_hash="")
    assert codes(verify(EXPLAINED)) == {Code.ROW_DIFFERS}
    erase_personal_parts(CLERK, OFFICE, seqs=[1], why="permintaan yang bersangkutan", at=NOW)
    assert Entry.objects.get(seq=1).personal is None
    assert verify(EXPLAINED).sound


def test_what_is_erased_cannot_be_erased_again() -> None:
    write("k")
    erase_personal_parts(CLERK, OFFICE, seqs=[1], why="x", at=NOW)
    with pytest.raises(NotPersonal):
        erase_personal_parts(CLERK, OFFICE, seqs=[1], why="x", at=NOW)


def test_a_head_is_not_signed_over_what_may_still_come_to_nothing() -> None:
    with pytest.raises(InsideAVerb), writing():
        sign_head(OFFICE, at=NOW)


def test_heads_are_signed_where_something_happened_since() -> None:
    write("here")
    write("there", office=NEIGHBOUR)
    assert len(sign_heads(at=NOW)) == 2
    assert sign_heads(at=NOW) == []
    write("here again")
    assert [head.seq for head in sign_heads(at=NOW + timedelta(days=1))] == [2]


def test_the_copy_of_the_heads_survives_a_torn_last_line(data: Path) -> None:
    write("one")
    sign_head(OFFICE, at=NOW)
    with heads_file().open("a", encoding="utf-8") as file:
        file.write('{"office": 7, "se')
    write("two")
    sign_head(OFFICE, at=NOW)
    assert [head.seq for head in read_heads(heads_file())] == [1, 2]


WRONG_TYPES = '{"office": 7, "seq": "a", "hash": "", "at": "", "key_id": "", "signature": ""}'


@pytest.mark.parametrize("line", ["", "{}", "[]", '{"office": 7}', "null", '"x"', WRONG_TYPES])
def test_a_line_that_is_no_head_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Head.from_line(line)


MUTATIONS: dict[str, Callable[[int], str]] = {
    "drop": lambda n: f"DELETE FROM trail_entry WHERE office_id = 7 AND seq = {n}",
    "renumber": lambda n: f"UPDATE trail_entry SET seq = seq + 100 WHERE office_id = 7 AND seq = {n}",
    "kind": lambda n: f"UPDATE trail_entry SET kind = kind || 'x' WHERE office_id = 7 AND seq = {n}",
    "version": lambda n: f"UPDATE trail_entry SET version = version + 1 WHERE office_id = 7 AND seq = {n}",
    "person": lambda n: f"UPDATE trail_entry SET person = NULL WHERE office_id = 7 AND seq = {n}",
    "body": lambda n: f"UPDATE trail_entry SET body = body || ' ' WHERE office_id = 7 AND seq = {n}",
    "commitment": lambda n: f"UPDATE trail_entry SET commitment = content WHERE office_id = 7 AND seq = {n}",
    "content": lambda n: f"UPDATE trail_entry SET content = commitment WHERE office_id = 7 AND seq = {n}",
    "prev": lambda n: f"UPDATE trail_entry SET prev = content WHERE office_id = 7 AND seq = {n}",
    "hash": lambda n: f"UPDATE trail_entry SET hash = content WHERE office_id = 7 AND seq = {n}",
    "neighbour": lambda n: f"UPDATE trail_entry SET office_id = 9 WHERE office_id = 7 AND seq = {n}",
    "order": lambda n: f"UPDATE trail_entry SET id = id + 1000 WHERE office_id = 7 AND seq = {n} AND seq < 10",
}


@pytest.mark.usefixtures("history")
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(MUTATIONS)), seq=st.integers(1, 9))
def test_no_single_change_of_any_entry_goes_unseen(name: str, seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before_the_attack")
    sql(MUTATIONS[name](seq))
    verdict = verify(EXPLAINED)
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK TO SAVEPOINT before_the_attack")
    assert not verdict.sound


def forge(seq: int, *, kind: str | None = None, prev: str | None = None) -> str:
    """Change an entry and compute its hashes anew, as somebody who knows the format would.

    Returns the new hash.
    """
    entry = Entry.objects.get(office_id=OFFICE, seq=seq)
    kind, prev = kind or entry.kind, prev or entry.prev
    content = Content(
        entry.account,
        entry.person,
        entry.capacity,
        kind,
        entry.version,
        entry.at,
        entry.body,
        entry.commitment,
    ).hash
    digest = link(prev, seq, content)
    sql(
        f"UPDATE trail_entry SET kind = '{kind}', content = '{content}', prev = '{prev}', hash = '{digest}'"
        f" WHERE office_id = {OFFICE} AND seq = {seq}"
    )
    return digest


def rewrite_from(seq: int) -> None:
    last = Stream.objects.get(office_id=OFFICE).seq
    digest = forge(seq, kind="forged")
    for following in range(seq + 1, last + 1):
        digest = forge(following, prev=digest)
    Stream.objects.filter(office_id=OFFICE).update(head=digest)


def cut_clean(*, after: int) -> None:
    """Cut the tail, set the head back and undo what the cut entries wrote: a chain and a state in perfect accord."""
    sql(f"DELETE FROM trail_entry WHERE office_id = {OFFICE} AND seq > {after}")
    head = Entry.objects.get(office_id=OFFICE, seq=after).hash
    Stream.objects.filter(office_id=OFFICE).update(seq=after, head=head)
    Receipt.objects.filter(key__in=["k-8", "k-9"]).delete()


def test_canonical_text_is_one_for_equal_values() -> None:
    assert canonical({"b": 1, "a": NOW}) == canonical({"a": NOW, "b": 1})
    assert canonical({"a": NOW}) == '{"a":"2026-04-06T01:30:00.000000+00:00"}'


def test_a_column_that_is_younger_than_a_rows_entries_holds_its_default() -> None:
    column: models.CharField[str, str] = models.CharField(max_length=9, default="")
    column.set_attributes_from_name("grown")
    bare: models.CharField[str, str] = models.CharField(max_length=9)
    bare.set_attributes_from_name("bare")
    assert _is_told(column, {}, "")
    assert not _is_told(column, {}, "lain"), "what no migration wrote is still an alarm"
    assert not _is_told(bare, {}, ""), "a column without a default was there from the first"
