"""The other likely answers to a guess: each corrects the SOP in one press, and leaves no new fault behind."""

from dataclasses import replace
from decimal import Decimal

import pytest

from himpun.lib.worktime import TimeUnit
from himpun.sop.catalogue import keys, load
from himpun.sop.check import check
from himpun.sop.choices import alike, certain, choices_for, may_stand
from himpun.sop.edit import CannotEdit, confirmed, line, with_new_step, with_performer_named
from himpun.sop.model import Act, Duration, Finding, Part, Per, Performer, Role, Seat, Severity, Sop, Step, Way, When
from himpun.sop.reassign import called, done_by, named_as, taken_out, with_fan_out, with_names, without_act

GUESS = Severity.GUESS


def minutes(value: int) -> Duration:
    return Duration(f"{value} menit", Decimal(value), TimeUnit.MINUTE)


SOP = Sop(
    "Pengumpulan Data Kinerja",
    "",
    "Kabupaten Banua Raya",
    "Kecamatan Air Bening",
    (
        Performer("camat", "Camat", Seat.POST),
        Performer("sekcam", "Sekretaris Camat", Seat.POST),
        Performer("kasi", "Kepala Seksi", Seat.UNITS),
        Performer("seksi", "Seksi", Seat.UNITS, column=False),
    ),
    (
        Step(1, "Memerintahkan pengumpulan", (Act.INSTRUCT,), (Role("camat"), Role("sekcam", Part.RECEIVES))),
        Step(2, "Mengisi data", (Act.FILL,), (Role("kasi"),), Per("units"), duration=minutes(60)),
        Step(
            3,
            "Menghimpun dan merekap",
            (Act.GATHER, Act.RECAP),
            (Role("sekcam", acts=(1,)), Role("camat", acts=(2,))),
            duration=Duration("2 Hari / 90 menit", Decimal(2), TimeUnit.DAY, alternative="90 menit"),
        ),
        Step(4, "Memeriksa", (Act.REVIEW,), (Role("camat"),), ways=(Way(When.NO, 3), Way(When.NO, 2, points=True))),
    ),
    (Step(5, "Mengarsipkan", (Act.ARCHIVE,), (Role("sekcam"),)),),
)


def asked(code: str, where: str, message: str = "", reason: str = "Karena begitu. (mungkin, 0,7)") -> Finding:
    return Finding(code, GUESS, where, message, reason)


def with_question(finding: Finding) -> Sop:
    return replace(SOP, findings=(finding,))


def answered(finding: Finding, label: str) -> Sop:
    sop = with_question(finding)
    return next(one.sop for one in choices_for(sop, finding) if one.label == label)


def labels(finding: Finding) -> list[str]:
    return [one.label for one in choices_for(with_question(finding), finding)]


def test_a_guessed_doer_has_the_others_of_the_sop_as_answers_those_of_the_line_first() -> None:
    finding = asked("performer_guessed", "steps/1/performers")
    assert labels(finding) == ["Sekretaris Camat", "Kepala Seksi", "Seksi"]
    first = line(answered(finding, "Sekretaris Camat"), 1)
    assert first.performers == (Role("sekcam"),)


def test_a_line_given_to_units_is_done_by_each_and_back_by_a_post_once() -> None:
    finding = asked("performer_guessed", "steps/1/performers")
    sop = answered(finding, "Kepala Seksi")
    assert line(sop, 1).per == Per("units")
    assert line(done_by(sop, 1, "camat"), 1).per is None


def test_of_two_doers_either_alone_is_an_answer() -> None:
    assert labels(asked("performer_guessed", "steps/3/performers"))[:2] == ["Hanya Sekretaris Camat", "Hanya Camat"]


def test_of_a_doer_and_one_who_joins_either_alone_is_an_answer() -> None:
    finding = asked("performer_guessed", "steps/1/performers")
    joined = replace(line(SOP, 1), performers=(Role("camat"), Role("kasi", Part.JOINS)))
    sop = replace(SOP, steps=(joined, *SOP.steps[1:]), findings=(finding,))
    first, second, *_ = choices_for(sop, finding)
    assert (first.label, second.label) == ("Hanya Camat", "Hanya Kepala Seksi")
    assert line(first.sop, 1).performers == (Role("camat"),)
    assert line(second.sop, 1).performers == (Role("kasi"),)


def test_a_name_that_was_learned_is_the_offices_own_from_the_start() -> None:
    renamed = called(SOP, {"SEKRETARIS CAMAT": "Sekretaris"})
    assert renamed.performer("sekretaris").name == "Sekretaris"
    assert line(renamed, 5).performers == (Role("sekretaris"),)
    one = called(SOP, {"Seksi": "Kepala Seksi"})
    assert [each.name for each in one.performers] == ["Camat", "Sekretaris Camat", "Kepala Seksi"]
    assert called(SOP, {"Staf": "Camat", "camat": "Camat"}) == SOP
    # The reader had made the key of the name that is meant.
    assert called(SOP, {"Camat": "Kasi"}).performers[0] == Performer("kasi_2", "Kasi", Seat.POST)
    assert called(SOP, {"Kepala Seksi": "Kasi"}).performers[2] == Performer("kasi", "Kasi", Seat.UNITS)


def test_a_column_of_units_may_be_one_post_and_its_lines_follow() -> None:
    finding = asked("performer_guessed", "performers/kasi")
    assert labels(finding) == ["Satu jabatan", "Beberapa jabatan"]
    sop = answered(finding, "Satu jabatan")
    assert (sop.performer("kasi").seat, line(sop, 2).per) == (Seat.POST, None)


def test_a_name_without_a_column_is_another_performer_or_takes_no_part() -> None:
    finding = asked("performer_guessed", "performers/seksi")
    assert labels(finding) == ["Sama dengan Kepala Seksi", "Sama dengan Sekretaris Camat", "Tidak ikut"]
    assert "seksi" not in {one.key for one in answered(finding, "Tidak ikut").performers}


def test_a_performer_who_is_needed_cannot_be_left_out() -> None:
    with pytest.raises(CannotEdit):
        taken_out(SOP, "kasi")


def test_an_act_that_was_read_in_can_be_taken_out_and_its_doer_with_it() -> None:
    finding = asked("acts_guessed", "steps/3/acts", "Langkah 3 dibaca juga sebagai merekap.")
    assert labels(finding) == ["Tanpa merekap"]
    third = line(answered(finding, "Tanpa merekap"), 3)
    assert (third.acts, third.performers) == ((Act.GATHER,), (Role("sekcam"),))


def test_a_line_that_decides_no_more_sends_nothing_back() -> None:
    both = replace(line(SOP, 4), acts=(Act.REVIEW, Act.ARCHIVE))
    sop = replace(SOP, steps=(*SOP.steps[:3], both))
    assert line(without_act(sop, 4, 1), 4).ways == ()


def test_a_single_guessed_act_may_be_one_that_is_like_it() -> None:
    finding = asked("acts_guessed", "steps/2/acts", "Tindakan langkah 2 diduga (mengisi data).")
    assert labels(finding) == ["Menghimpun", "Merekap"]


def test_a_guessed_return_may_lead_to_one_place_only_or_to_the_lines_before() -> None:
    finding = asked("way_guessed", "steps/4/ways")
    assert labels(finding) == ["Hanya ke langkah 3", "Hanya ke langkah 2", "Ke langkah 1"]
    assert line(answered(finding, "Hanya ke langkah 2"), 4).ways == (Way(When.NO, 2, points=True),)
    assert line(answered(finding, "Ke langkah 1"), 4).ways == (Way(When.NO, 1),)


def test_a_time_with_two_readings_has_the_second_as_an_answer() -> None:
    finding = asked("duration_guessed", "steps/3/duration")
    assert labels(finding)[0] == "90 menit"
    time = line(answered(finding, "90 menit"), 3).duration
    assert time is not None
    assert (time.value, time.unit) == (Decimal(90), TimeUnit.MINUTE)


def test_a_number_without_a_unit_is_answered_with_the_units_of_the_table() -> None:
    finding = Finding(
        "duration_without_unit", Severity.WARNING, "steps/1/duration", "Waktu langkah 1 “15” tanpa satuan."
    )
    assert labels(finding)[:2] == ["15 menit", "15 hari"]


@pytest.mark.parametrize(
    ("time", "days"),
    [
        (minutes(960), "2 hari kerja"),
        (minutes(451), "1 hari kerja"),
        (Duration("16 jam", Decimal(16), TimeUnit.HOUR), "2 hari kerja"),
        (Duration("8 jam", Decimal(8), TimeUnit.HOUR), "1 hari kerja"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.raw,
)
def test_minutes_and_hours_longer_than_a_day_may_be_days(time: Duration, days: str) -> None:
    long = replace(line(SOP, 2), duration=time)
    sop = replace(SOP, steps=(SOP.steps[0], long, *SOP.steps[2:]))
    finding = next(one for one in check(sop) if one.code == "minutes_beyond_a_day")
    (choice,) = choices_for(sop, finding)
    assert choice.label == days
    assert finding not in check(choice.sop)


def test_an_added_closing_may_be_left_out_with_whoever_was_added_for_it() -> None:
    finding = asked("closing_added", "closing/5")
    assert labels(finding)[0] == "Tidak perlu"
    sop = answered(finding, "Tidak perlu")
    assert sop.closing == ()
    assert "seksi" not in {one.key for one in sop.performers}


def test_an_answer_is_not_asked_again() -> None:
    for finding in (asked("way_guessed", "steps/4/ways"), asked("performer_guessed", "performers/kasi")):
        assert all(finding not in one.sop.findings for one in choices_for(with_question(finding), finding))


def test_what_asks_nothing_that_one_press_answers_offers_nothing() -> None:
    assert labels(asked("total_left_out", "steps")) == []
    assert labels(asked("performer_guessed", "performers/nobody")) == []


def test_a_line_that_shows_nobody_is_no_yes() -> None:
    nobody = replace(SOP, steps=(replace(SOP.steps[0], performers=()), *SOP.steps[1:]))
    finding = asked("performer_guessed", "steps/1/performers")
    assert not may_stand(nobody, finding)
    assert may_stand(SOP, finding)


def test_guesses_of_one_class_share_kind_and_reason() -> None:
    ways = tuple(asked("way_guessed", f"steps/{n}/ways", f"Ke langkah {n}.") for n in (3, 4))
    other = asked("way_guessed", "steps/4/ways", reason="Tertulis. (yakin, 0,9)")
    sop = replace(SOP, findings=(*ways, other))
    assert alike(sop, ways[0]) == ways
    assert [certain(one) for one in sop.findings] == [False, False, True]


def test_two_parts_that_become_one_performers_do_what_either_did() -> None:
    sop = with_performer_named(SOP, "sekcam", into="camat")
    assert line(sop, 3).performers == (Role("camat", acts=(1, 2)),)


def test_a_performer_that_is_really_units_is_asked_unit_by_unit() -> None:
    assert line(named_as(SOP, "camat", into="kasi"), 1).per == Per("units")


def test_pasted_names_take_the_seat_that_they_mean_and_stand_once() -> None:
    sop = with_names(replace(SOP, performers=()), ("Camat", "Kepala Seksi", "Tim Penyusun", "camat", "2 Orang Saksi"))
    assert [one.seat for one in sop.performers] == [Seat.POST, Seat.UNITS, Seat.TEAM, Seat.POST]
    assert all(one.key[0].isalpha() for one in sop.performers)


@pytest.mark.parametrize("key", keys())
def test_the_fan_out_of_the_catalogue_is_the_one_its_seats_have(key: str) -> None:
    sop = load(key)
    assert [with_fan_out(sop, step).per for step in sop.lines] == [step.per for step in sop.lines]


@pytest.mark.parametrize("key", keys())
def test_no_answer_in_the_catalogue_brings_an_error(key: str) -> None:
    sop = load(key)
    for finding in (*sop.findings, *check(sop)):
        for one in choices_for(sop, finding):
            assert [f for f in check(one.sop) if f.severity is Severity.ERROR] == [], (finding, one.label)


def test_what_a_finding_says_of_lines_follows_their_numbers() -> None:
    finding = asked("way_guessed", "steps/4/ways", "Yang belum benar kembali ke langkah 3.")
    sop = replace(SOP, findings=(finding,))
    moved = taken_first(sop)
    assert moved.findings[0].where == "steps/5/ways"
    assert moved.findings[0].message == "Yang belum benar kembali ke langkah 4."
    assert confirmed(moved, moved.findings[0]).findings == ()


def taken_first(sop: Sop) -> Sop:
    return with_new_step(sop, Step(0, "Menerima surat", (Act.INSTRUCT,), (Role("camat"),)), after=0)
