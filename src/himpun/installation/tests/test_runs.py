"""Copies asked for on a page, and the proof that they restore: one at a time, and told whatever happens to them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from himpun.files.store import put
from himpun.installation.access import copy_for
from himpun.installation.actions import ask_for_copy, ask_for_proof, begin_run
from himpun.installation.backup.errors import NotSound
from himpun.installation.backup.progress import Stage, stage_of, teller
from himpun.installation.backup.proving import refuse_other_history
from himpun.installation.backup.shelf import KEPT, clear, copies, name_at, progress_file, running_lock, shelf
from himpun.installation.errors import NoCopy, NotAllOffices, RunUnderWay
from himpun.installation.fold import EXPLAINED
from himpun.installation.locks import held, is_held
from himpun.installation.models import Deed, Outcome, Run
from himpun.installation.outbox import handlers
from himpun.installation.queries import Standing, proof_state, shelf_now, something_waits
from himpun.organisation.errors import NotHere
from himpun.organisation.identity import actor_for
from himpun.organisation.tests.people import NEW_YEAR, account_of, district
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb
from himpun.trail.models import Entry, Stream
from himpun.trail.outbox import LEASE, keep
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 4, 6, 1, 30, tzinfo=UTC)
OFFICE = 7
CLERK = Actor(name="Rahmi Lestari, S.AP")


@verb
def keep_paper(text: bytes) -> None:
    stored = put(OFFICE, b"%PDF-1.7 " + text, name="laporan.pdf", media_type="application/pdf", at=NOW)
    record(Fact(OFFICE, CLERK, "kept", NOW, {}, [image(stored)]))


@pytest.fixture(autouse=True)
def _an_installation(tmp_path: Path, settings: Settings) -> None:
    settings.HIMPUN_DATA = tmp_path / "office"
    settings.HIMPUN_DATA.mkdir()
    keep_paper(b"satu")


def work(at: datetime = NOW) -> None:
    keep(handlers(lambda: at), at=at)


def copy(at: datetime = NOW) -> Run:
    run = ask_for_copy(CLERK, at=at)
    work(at)
    run.refresh_from_db()
    return run


def test_a_copy_is_made_beside_the_pages_and_the_journal_tells_it() -> None:
    asked = ask_for_copy(CLERK, at=NOW)
    assert (shelf_now().running, something_waits(), copies()) == (asked, True, [])
    work()
    assert not something_waits()
    (made,) = copies()
    run = Run.objects.get()
    assert (run.outcome, run.file, run.size) == (Outcome.DONE, made.name, made.size)
    assert run.entries == Entry.objects.count() - 1, "all but its own end"
    kinds = list(Entry.objects.filter(office_id=0).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["installation.copy_asked", "installation.copy_begun", "installation.copy_done"]
    assert verify(EXPLAINED).findings == ()


def test_a_proof_restores_the_newest_copy_and_holds_it_to_the_journal() -> None:
    assert proof_state(at=NOW).standing is Standing.NEVER
    made = copy()
    keep_paper(b"dua")
    ask_for_proof(CLERK, at=NOW)
    work()
    run = Run.objects.get(deed=Deed.PROOF)
    assert (run.outcome, run.said) == (Outcome.DONE, "")
    assert (run.file, run.entries, run.heads) == (made.file, made.entries, made.heads)
    assert {path.name for path in shelf().iterdir()} == {made.file, "running.lock", "progress.json"}
    assert proof_state(at=NOW + timedelta(days=90)).asks is False
    later = proof_state(at=NOW + timedelta(days=91))
    assert later.standing is Standing.OLD
    assert "6 April 2026" in later.text


def test_a_copy_with_one_bit_flipped_proves_nothing() -> None:
    made = copy()
    path = shelf() / made.file
    with ZipFile(path) as archive:
        largest = max(archive.infolist(), key=lambda part: part.compress_size)
    whole = bytearray(path.read_bytes())
    whole[largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2] ^= 1
    path.write_bytes(whole)
    ask_for_proof(CLERK, at=NOW)
    work()
    run = Run.objects.get(deed=Deed.PROOF)
    assert run.outcome == Outcome.FAILED
    assert "rusak" in run.said
    assert proof_state(at=NOW).standing is Standing.NEVER


def test_a_copy_of_another_history_proves_nothing() -> None:
    streams = ((OFFICE, 1, "0" * 64),)
    with pytest.raises(NotSound, match="kantor 7: entri 1"):
        refuse_other_history(streams)
    head = Stream.objects.get(office_id=OFFICE)
    refuse_other_history(((OFFICE, head.seq, head.head),))


def test_there_is_never_a_second_run() -> None:
    ask_for_copy(CLERK, at=NOW)
    with pytest.raises(RunUnderWay):
        ask_for_copy(CLERK, at=NOW)


def test_without_a_copy_there_is_nothing_to_prove() -> None:
    with pytest.raises(NoCopy):
        ask_for_proof(CLERK, at=NOW)


def begun() -> Run:
    """A run whose process has died in the middle."""
    run = ask_for_copy(CLERK, at=NOW)
    begin_run(Actor.schedule(), run.pk, at=NOW)
    return run


def test_a_run_whose_process_died_is_told_as_such_and_can_be_started_again() -> None:
    dead = begun()
    (shelf() / ".himpun-backup-abc").mkdir(parents=True)
    (shelf() / ".himpun-backup-abc" / "stage").write_bytes(b"half")
    now = shelf_now()
    assert (now.running, now.died) == (None, dead)
    again = ask_for_copy(CLERK, at=NOW + timedelta(minutes=1))
    dead.refresh_from_db()
    assert dead.outcome == Outcome.DIED
    work(NOW + LEASE)
    again.refresh_from_db()
    assert again.outcome == Outcome.DONE
    assert not (shelf() / ".himpun-backup-abc").exists()


def test_a_dead_run_is_ended_by_the_next_keeper_and_not_begun_twice() -> None:
    dead = begun()
    work()
    dead.refresh_from_db()
    assert (dead.outcome, copies()) == (Outcome.DIED, [])


def test_while_somebody_is_at_work_the_run_lives_and_nobody_else_begins_it() -> None:
    run = begun()
    with held(running_lock()) as mine:
        assert mine
        assert shelf_now().running == run
        with pytest.raises(RunUnderWay):
            ask_for_copy(CLERK, at=NOW)
        work()
    run.refresh_from_db()
    assert run.ended_at is None


def test_a_full_disk_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("himpun.installation.backup.errors.shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    assert "Ruang disk tidak cukup" in copy().said


def test_seven_copies_stay_and_the_proven_one() -> None:
    shelf().mkdir(parents=True)
    names = [name_at(NOW + timedelta(days=day)) for day in range(12)]
    for name in [*names, "milik-orang.zip"]:
        (shelf() / name).write_bytes(b"x")
    clear(proven=[names[0]])
    assert [one.name for one in copies()] == [*sorted(names[-KEPT:], reverse=True), names[0]]
    assert (shelf() / "milik-orang.zip").exists(), "what we did not make is not ours to take away"


def test_only_who_administers_every_office_takes_a_copy_away() -> None:
    here = district()
    admin = actor_for(account_of(here.halimah, administers=here.office), on=NEW_YEAR)
    made = copy()
    with pytest.raises(NotAllOffices):
        copy_for(admin, made.file)
    everywhere = Actor("Rahmi", administers=frozenset({here.office.pk, here.neighbour.pk}))
    assert copy_for(everywhere, made.file).read_bytes()[:2] == b"PK"
    for name in ("", "../office/himpun.sqlite3", "running.lock", "/etc/passwd"):
        with pytest.raises(NotHere):
            copy_for(everywhere, name)


def test_how_far_a_run_is_can_be_read_without_the_database() -> None:
    shelf().mkdir(parents=True)
    teller(progress_file(), 4)(Stage.PACKING)
    assert stage_of(progress_file(), 4) is Stage.PACKING
    assert stage_of(progress_file(), 5) is None
    progress_file().write_text("[")
    assert stage_of(progress_file(), 4) is None
    assert [stage.place for stage in Stage] == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5), (1, 3), (2, 3), (3, 3)]


def test_a_lock_is_held_by_one_and_let_go_of() -> None:
    path = running_lock()
    assert not is_held(path)
    with held(path) as mine:
        assert mine
        assert is_held(path)
        with held(path) as second:
            assert not second
    assert not is_held(path)
