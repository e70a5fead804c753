"""What a person should look at, and what stops nothing."""

from typing import Any

import pytest

from himpun.sop.check import check
from himpun.sop.model import Severity, Sop
from himpun.sop.read import sop_from
from himpun.sop.tests.tables import sop_data, sop_of

TABLE = """
| no | acts     | performers         | activity              | time      |
|----|----------|--------------------|-----------------------|-----------|
| 1  | instruct | camat, sekretaris< | Memberi perintah      | 30 minute |
| 2  | sign     | camat              | Menandatangani hasil  | 1 day     |
"""


def cautions(sop: Sop) -> set[tuple[str, str]]:
    found = check(sop)
    assert all(one.severity is Severity.WARNING for one in found)
    return {(one.code, one.where) for one in found}


def with_step(**changes: Any) -> Sop:
    data = sop_data(TABLE)
    data["steps"][0] |= changes
    return sop_from(data)


def test_a_complete_sop_raises_no_caution() -> None:
    assert cautions(sop_of(TABLE)) == set()


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"duration": None}, "no_duration", "steps/1/duration"),
        ({"requirements": []}, "no_requirements", "steps/1/requirements"),
        ({"outputs": []}, "no_outputs", "steps/1/outputs"),
    ],
)
def test_a_missing_standard_is_named(changes: dict[str, Any], code: str, where: str) -> None:
    assert cautions(with_step(**changes)) == {(code, where)}


@pytest.mark.parametrize(
    ("time", "long"),
    [("450 minute", False), ("480 minute", True), ("7.5 hour", False), ("8 hour", True), ("3 day", False)],
)
def test_more_than_a_working_day_in_minutes_is_asked_about(time: str, long: bool) -> None:
    found = cautions(sop_of(TABLE.replace("30 minute", time)))
    assert found == ({("minutes_beyond_a_day", "steps/1/duration")} if long else set())


@pytest.mark.parametrize("activity", ["Camat memberi perintah", "camat  memberi perintah", "CAMAT, memberi perintah"])
def test_an_activity_that_begins_with_its_performer_is_asked_about(activity: str) -> None:
    assert cautions(with_step(activity=activity)) == {("subject_in_the_verb", "steps/1/activity")}


def test_a_performer_later_in_the_sentence_is_no_subject() -> None:
    assert cautions(with_step(activity="Memberi perintah kepada Sekretaris, lalu Camat menunggu")) == set()


def test_a_sentence_that_signs_without_an_act_that_signs_is_asked_about() -> None:
    assert cautions(with_step(activity="Menandatangani perintah")) == {("sign_only_in_text", "steps/1/activity")}


def test_an_sop_that_nobody_signs_is_asked_about() -> None:
    assert cautions(sop_of(TABLE.replace("sign ", "recap").replace("Menandatangani", "Merekap"))) == {
        ("nobody_signs", "closing")
    }


def test_a_signature_by_a_team_is_asked_about() -> None:
    sop = sop_of(TABLE.replace("| sign     | camat ", "| sign     | tim   "))
    assert cautions(sop) == {("sign_without_signer", "steps/2/performers")}


def test_an_order_to_nobody_is_asked_about() -> None:
    sop = sop_of(TABLE.replace("camat, sekretaris<", "camat"))
    assert cautions(sop) == {("nobody_receives", "steps/1/performers")}


def test_an_order_taken_up_in_the_same_line_needs_no_receiver() -> None:
    step = {
        "acts": ["instruct", "recap"],
        "performers": [{"key": "camat", "acts": [1]}, {"key": "sekretaris", "acts": [2]}],
    }
    assert cautions(with_step(**step)) == set()


def test_a_performer_named_only_in_the_text_is_asked_about() -> None:
    data = sop_data(TABLE)
    data["performers"][1]["column"] = False
    assert cautions(sop_from(data)) == {("performer_only_in_text", "performers/sekretaris")}


def test_a_performer_without_any_part_is_asked_about() -> None:
    data = sop_data(TABLE)
    data["performers"].append({"key": "lurah", "name": "Lurah", "seat": "units"})
    assert cautions(sop_from(data)) == {("performer_without_part", "performers/lurah")}


def test_a_pointing_return_to_a_line_that_fills_nothing_is_asked_about() -> None:
    data = sop_data(TABLE)
    data["steps"][1]["ways"] = [{"when": "no", "to": 1, "points": True}]
    assert cautions(sop_from(data)) == {("points_to_nobody", "steps/2/ways")}
