"""What the papers of figures say: whose they are, of which day, and until when something is asked."""

import pytest

from himpun.cases.clock import due_of
from himpun.cases.models import Case, Task
from himpun.cases.seating import seating_of
from himpun.documents.drawing import waits_for_signature
from himpun.documents.models import Paper
from himpun.lib.dates import long_time, plain_date
from himpun.organisation.models import Post
from himpun.performance.models import Sheet, Submission
from himpun.performance.papers import day_of
from himpun.performance.tests.world import LATER, World, do, open_tasks, opened, promise, run_to, world

pytestmark = pytest.mark.django_db


def played(key: str = "batui-selatan", until: str = "sign") -> tuple[World, Case]:
    made = world(key)
    for name in made.units:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    run_to(made, case, act=until)
    return made, case


def papers(case: Case, kind: str) -> list[Paper]:
    return list(Paper.objects.filter(filed__case=case, kind=kind, replaced_at=None).order_by("subject"))


def test_a_sheet_that_nobody_signs_is_complete_as_its_unit_sent_it() -> None:
    _, case = played()
    sent = {f"berkas/{case.pk}/isian/{one.sheet_id}": one for one in Submission.objects.select_related("sheet")}
    found = papers(case, "sheet")
    assert len(found) == len(sent) > 1
    for paper in found:
        one, block = sent[paper.subject], paper.content["signer"]
        assert not waits_for_signature(paper.paper_kind, paper.content)
        assert paper.content["dated"] == paper.dated.isoformat() == day_of(case, one.sent_at).isoformat()
        assert (block["name"], block["capacity"]) == (one.sent_by, one.capacity.upper())
        assert block["given"].startswith(f"Dikirim secara elektronik\n{plain_date(paper.dated)} pukul ")


def test_a_sheet_that_is_signed_waits_for_it_undated() -> None:
    made, case = played("simpang-empat-2025", until="review")
    do(made, open_tasks(case)[0], at=LATER)
    found = papers(case, "sheet")
    assert found
    assert all(waits_for_signature(paper.paper_kind, paper.content) for paper in found)


def test_a_recap_is_dated_and_bears_the_block_of_whoever_made_it() -> None:
    made, case = played(until="recap")
    task = open_tasks(case)[0]
    do(made, task, at=LATER)
    (recap,) = papers(case, "recap")
    maker, content = made.doer(task), recap.content
    assert content["dated"] == day_of(case, LATER).isoformat()
    assert (content["signer"]["lead"], content["signer"]["name"]) == ("Dibuat oleh,", maker.name)
    assert content["initials"] == []


def test_who_analyses_a_recap_has_not_made_it() -> None:
    made, case = played("tebing-tinggi-dinas-2022", until="analyse")
    task = open_tasks(case)[0]
    before = papers(case, "recap")
    do(made, task, at=LATER)
    (analysis,) = papers(case, "analysis")
    assert analysis.content["signer"]["name"] == made.doer(task).name
    assert analysis.content["dated"] == day_of(case, LATER).isoformat()
    assert [paper.pk for paper in papers(case, "recap")] == [paper.pk for paper in before]


def test_a_note_goes_to_the_head_of_the_unit_and_says_until_when() -> None:
    """Between the request and the sheets lies a meeting: its standard time comes first."""
    _, case = played(until="meet")
    made = Task.objects.get(case=case, act="distribute")
    assert made.ended_at is not None
    meeting = due_of(case, seating_of(case).sop, made.line + 1, since=made.ended_at)
    assert meeting is not None
    due = due_of(case, seating_of(case).sop, made.line + 2, since=meeting.at)
    assert due is not None
    notes = {paper.subject: paper.content for paper in papers(case, "request_note")}
    for sheet in Sheet.objects.filter(case=case):
        content = notes[f"berkas/{case.pk}/isian/{sheet.pk}"]
        assert content["addressee"] == [Post.objects.get(pk=sheet.post).title]
        assert [name for name, _ in content["heads"]] == ["Dari", "Sifat", "Lampiran", "Hal"]
        assert f"paling lambat {long_time(due.at, case.office.zone)}" in content["blocks"][0]["texts"][0]
        assert sheet.unit_name in content["blocks"][1]["caption"]
        assert content["blocks"][-1]["texts"][0].startswith("Demikian disampaikan")


def test_a_request_within_the_line_that_fills_it_in_is_due_with_that_line() -> None:
    _, case = played("tebing-tinggi-2022", until="fill")
    fills = Task.objects.filter(case=case, act="fill")
    notes = papers(case, "request_note")
    assert notes
    for paper in notes:
        said = paper.content["blocks"][0]["texts"][0]
        assert {long_time(task.due_at, case.office.zone) in said for task in fills if task.due_at} == {True}
