"""`himpun trail verify`: a sound installation ends with 0, and whatever was changed behind the verbs is named."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from himpun.cases.actions import open_case
from himpun.cases.models import Case, Origin, Task
from himpun.cli.main import main
from himpun.files.models import StoredFile
from himpun.installation.rehearsal.clock import StageClock
from himpun.installation.rehearsal.director import PASSWORD, play, promise_figures, stage_for
from himpun.installation.rehearsal.player import Player
from himpun.installation.rehearsal.stage import cast_procedure
from himpun.lib.periods import Period
from himpun.organisation.calendars import calendar_of
from himpun.performance.models import Figure
from himpun.sop.catalogue import load
from himpun.trail.actor import Actor
from himpun.trail.heads import printed_head, sign_heads
from himpun.trail.models import Entry, SignedHead

pytestmark = pytest.mark.django_db

KEY = "tatah-makmur-2021"
FOUNDED = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
JULY = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path, settings: Settings) -> Case:
    """A case whose units have sent their figures, in an installation of its own."""
    settings.HIMPUN_DATA = tmp_path
    sop = load(KEY)
    stage = stage_for(sop, at=FOUNDED)
    procedure = cast_procedure(stage, KEY, sop)
    promise_figures(stage, procedure, sop, years=range(2026, 2027))
    made = open_case(Actor.schedule(), procedure, Period.parse("2026-TW2"), origin=Origin.SCHEDULE, at=JULY)
    clock = StageClock(JULY, calendar_of(stage.office.pk))
    play(made, Player(PASSWORD), clock, say=lambda line: None, until=lambda case: Figure.objects.exists())
    sign_heads(at=JULY)
    return made


def changed(statement: str, values: Sequence[str | int | None] = ()) -> None:
    """What somebody does who has the database, and neither the verbs nor the triggers in the way."""
    with connection.cursor() as cursor:
        if "trail_entry" in statement:
            for off in _TRIGGERS_OFF[connection.vendor]:
                cursor.execute(off)
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


_TRIGGERS_OFF = {
    "sqlite": ("DROP TRIGGER an_entry_is_never_changed", "DROP TRIGGER an_entry_is_never_removed"),
    "postgresql": ("ALTER TABLE trail_entry DISABLE TRIGGER USER",),
}


def verify(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    """The exit code, and the findings without their explanation: "[code] place"."""
    code = main(["trail", "verify", *more])
    said = capsys.readouterr()
    assert said.out.rstrip().endswith("TIDAK UTUH" if code else "utuh")
    return code, [line.split(": ")[0] for line in said.err.splitlines()]


def test_a_sound_installation_ends_with_0_and_says_its_head(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trail", "verify"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    last = Entry.objects.filter(office_id=case.office_id).latest("seq")
    assert f"{Entry.objects.count()} entri" in said.out
    assert last.seq > 100


def test_an_edited_figure_is_named_with_its_row(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    figure = Figure.objects.filter(answer="value").latest("pk")
    changed("UPDATE performance_figure SET value = value + 1 WHERE id = %s", [figure.pk])
    assert verify(capsys) == (1, [f"[row_differs] performance_figure {figure.pk}"])


def test_a_task_given_to_another_post_is_named(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    task = Task.objects.filter(case=case, state="open").latest("pk")
    other = Task.objects.filter(case=case).exclude(post=task.post_id).exclude(post=None).latest("pk")
    changed("UPDATE cases_task SET post_id = %s WHERE id = %s", [other.post_id, task.pk])
    assert verify(capsys) == (1, [f"[row_differs] cases_task {task.pk}"])


def test_a_removed_row_and_one_that_no_verb_wrote_are_named(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    figure = Figure.objects.latest("pk")
    changed("DELETE FROM performance_figure WHERE id = %s", [figure.pk])
    columns = "office_id, line_id, submission_id, answer, value, reason, obstacle"
    copied = f"INSERT INTO performance_figure (id, {columns}) SELECT %s, {columns.replace('line_id', '%s')} "
    free = Figure.objects.earliest("pk")
    changed(f"{copied} FROM performance_figure WHERE id = %s", [987654, figure.line_id, free.pk])
    code, found = verify(capsys)
    assert code == 1
    assert f"[row_missing] performance_figure {figure.pk}" in found
    assert "[row_unexplained] performance_figure 987654" in found


def test_an_edited_entry_is_named_with_its_number(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    changed("UPDATE trail_entry SET capacity = 'Camat' WHERE office_id = %s AND seq = 40", [case.office_id])
    assert verify(capsys) == (1, [f"[entry_edited] kantor {case.office_id}, entri 40"])


def test_a_removed_entry_is_named_with_its_number(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    changed("DELETE FROM trail_entry WHERE office_id = %s AND seq = 40", [case.office_id])
    code, found = verify(capsys)
    assert code == 1
    assert f"[entry_missing] kantor {case.office_id}, entri 40" in found


def test_a_tail_cut_behind_a_signed_head_is_named(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    last, before = Entry.objects.filter(office_id=case.office_id).order_by("-seq")[:2]
    changed("DELETE FROM trail_entry WHERE id = %s", [last.pk])
    changed(
        "UPDATE trail_stream SET seq = %s, head = %s WHERE office_id = %s", [before.seq, before.hash, case.office_id]
    )
    code, found = verify(capsys)
    assert code == 1
    assert f"[tail_cut] kantor {case.office_id}, entri {last.seq}" in found


def test_it_says_up_to_where_the_history_is_proven(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    office, kept = case.office_id, Entry.objects.get(office_id=case.office_id, seq=30)
    assert SignedHead.objects.filter(office_id=office).earliest("seq").seq > 40
    changed("UPDATE trail_entry SET capacity = 'Camat' WHERE office_id = %s AND seq = 40", [office])
    main(["trail", "verify"])
    assert f"kantor {office}: tidak ada kepala jurnal yang membuktikan" in capsys.readouterr().out
    main(["trail", "verify", "--head", f"Jurnal 30 · {kept.hash[:16]}"])
    assert f"kantor {office}: riwayat terbukti sampai entri 30," in capsys.readouterr().out


def test_a_paper_kept_outside_is_held_to_the_journal(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    paper = f"Lembar 1 dari 4 | {printed_head(case.office_id)}"
    assert verify(capsys, "--head", paper) == (0, [])
    seq = Entry.objects.filter(office_id=case.office_id).latest("seq").seq
    assert verify(capsys, "--head", f"Jurnal {seq} {'0' * 16}") == (
        1,
        [f"[head_contradicted] kantor {case.office_id}, entri {seq}"],
    )
    assert verify(capsys, "--head", paper, "--head", f"Jurnal {seq + 5} - {'a' * 16}") == (
        1,
        [f"[tail_cut] kantor {case.office_id}, entri {seq + 1}"],
    )


@pytest.mark.parametrize("more", [("--head", "Jurnal 12"), ("--head", f"Jurnal 1 · {'a' * 16}", "--office", "Lain")])
def test_what_is_no_head_or_of_no_office_here_is_refused_with_the_reason(
    case: Case, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trail", "verify", *more]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert ("Bukan kepala jurnal" in said.err) or (case.office.name in said.err)


def test_a_swapped_file_is_named(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = StoredFile.objects.latest("pk")
    (kept,) = tmp_path.rglob(f"*{file.sha256}*")
    kept.chmod(0o600)
    kept.write_bytes(b"%PDF-1.7 something else")
    assert verify(capsys) == (1, [f"[file_damaged] files_storedfile {file.pk}"])
