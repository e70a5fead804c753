"""Times as offices write them."""

from decimal import Decimal

import pytest

from himpun.lib.worktime import TimeUnit
from himpun.sop.intake.durations import is_time, read_time


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("15 menit", "15", TimeUnit.MINUTE),
        ("1Hari", "1", TimeUnit.DAY),
        ("2 Jam Kerja", "2", TimeUnit.HOUR),
        ("30 mnt", "30", TimeUnit.MINUTE),
        ("5'", "5", TimeUnit.MINUTE),
        ("1,5 jam", "1.5", TimeUnit.HOUR),
        ("1.440 menit", "1440", TimeUnit.MINUTE),
        ("1/2 hari", "0.5", TimeUnit.DAY),
        ("setengah jam", "0.5", TimeUnit.HOUR),
        ("3 (tiga) hari kerja", "3", TimeUnit.DAY),
        ("± 2 jam", "2", TimeUnit.HOUR),
        ("maksimal 2 minggu", "2", TimeUnit.WEEK),
        ("1 bulan", "1", TimeUnit.MONTH),
        ("1½ jam", "1.5", TimeUnit.HOUR),
        ("2½ hari", "2.5", TimeUnit.DAY),
        ("1 1/2 jam", "1.5", TimeUnit.HOUR),
        ("satu setengah jam", "1.5", TimeUnit.HOUR),
        ("dua puluh lima menit", "25", TimeUnit.MINUTE),
        ("7 HK", "7", TimeUnit.DAY),
        ("1 jam 30 menit", "90", TimeUnit.MINUTE),
        ("1 (satu) jam, 30 (tiga puluh) menit", "90", TimeUnit.MINUTE),
    ],
)
def test_a_time_is_its_number_and_its_unit(written: str, value: str, unit: TimeUnit) -> None:
    read = read_time(written, None).duration
    assert read
    assert (read.value, read.unit, read.raw) == (Decimal(value), unit, written)
    assert is_time(written)


def test_a_bare_number_takes_the_unit_of_its_heading() -> None:
    read = read_time("480", TimeUnit.MINUTE)
    assert read.duration
    assert (read.duration.value, read.duration.unit, read.oddity) == (Decimal(480), TimeUnit.MINUTE, "")


def test_a_bare_number_without_a_unit_anywhere_is_no_time() -> None:
    assert read_time("480", None).oddity == "no_unit"
    assert read_time("480", None).duration is None


def test_the_cell_overrules_its_heading_and_says_so() -> None:
    read = read_time("15 menit", TimeUnit.DAY)
    assert read.duration
    assert (read.duration.unit, read.oddity) == (TimeUnit.MINUTE, "clash")


@pytest.mark.parametrize(
    ("written", "second"), [("120 Menit / 3 Hari", "3 Hari"), ("16 Menit (hari 1)", "hari 1"), ("1-2 hari", "1 hari")]
)
def test_a_second_reading_is_kept(written: str, second: str) -> None:
    read = read_time(written, None).duration
    assert read
    assert read.alternative == second


@pytest.mark.parametrize(
    ("written", "value"), [("30 s/d 60 menit", 60), ("5-10 menit", 10), ("1 jam - 2 jam", 2), ("1 s.d. 3 hari", 3)]
)
def test_a_span_is_read_as_its_longer_end_and_says_so(written: str, value: int) -> None:
    read = read_time(written, None)
    assert read.duration
    assert (read.duration.value, read.oddity) == (Decimal(value), "span")


@pytest.mark.parametrize(("written", "value"), [("30 menit\n1 jam", 90), ("a. 1 hari\nb. 2 hari", 3)])
def test_times_below_each_other_are_added_and_said(written: str, value: int) -> None:
    read = read_time(written, None)
    assert read.duration
    assert (read.duration.value, read.oddity) == (Decimal(value), "summed")


def test_days_and_hours_have_no_exact_sum() -> None:
    read = read_time("1 hr 2 jam", None)
    assert read.duration
    assert (read.duration.value, read.duration.unit) == (Decimal(1), TimeUnit.DAY)
    assert (read.duration.alternative, read.oddity) == ("2 hari", "mixed")


@pytest.mark.parametrize("written", ["10 menit per berkas", "3 x 15 menit", "3 hari kerja setelah diterima"])
def test_words_that_a_time_does_not_hold_are_said(written: str) -> None:
    assert read_time(written, None).oddity == "beside"


@pytest.mark.parametrize("written", ["", "-", "segera", "0 menit", "sesuai jadwal"])
def test_what_states_no_time_gives_none(written: str) -> None:
    assert read_time(written, TimeUnit.DAY).duration is None


@pytest.mark.parametrize("text", ["Rekap bulanan", "Laporan 3 bulan terakhir tahun lalu", "Disposisi", "2024"])
def test_a_paper_is_no_time(text: str) -> None:
    assert not is_time(text)
