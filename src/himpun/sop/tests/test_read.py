"""Reading an SOP from a file: what is read, and what is written back."""

import json
import unicodedata
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from himpun.lib.worktime import TimeUnit
from himpun.sop.model import (
    Act,
    Approval,
    Dates,
    Duration,
    Finding,
    Join,
    Part,
    Per,
    Performer,
    Role,
    Seat,
    Severity,
    Sop,
    Step,
    Way,
    When,
)
from himpun.sop.read import sop_from, sop_from_json, sop_from_yaml
from himpun.sop.write import as_data, as_json, digest

SMALL = """
format: himpun-sop/1
title: Pengumpulan Data Kinerja
number: 002
government: Pemerintah Kabupaten Contoh
office: Kecamatan Contoh
dates: {made: 2022-01, approved: 2022-01-31}
performers:
  - {key: camat, name: Camat, seat: post}
  - {key: kasi, name: Kasi, seat: units, column: false}
steps:
  - number: 4
    activity: Mengisi data
    acts: [fill, review]
    performers: [{key: kasi, acts: [1]}, {key: camat, acts: [2]}]
    per: {each: units}
    duration: {raw: "1,5 jam", value: 1.5, unit: hour}
    ways: [{when: no, to: 4, points: true}, {when: yes, to: end}]
closing:
  - {acts: [sign], performers: [{key: camat}]}
  - {acts: [archive], performers: [{key: camat}]}
"""


def test_a_yaml_file_is_read_word_for_word() -> None:
    sop = sop_from_yaml(SMALL)
    step = sop.steps[0]
    assert sop.number == "002"
    assert sop.dates == Dates(made="2022-01", approved="2022-01-31")
    assert step.ways == (Way(When.NO, 4, points=True), Way(When.YES, "end"))
    assert step.performers == (Role("kasi", Part.DOES, (1,)), Role("camat", Part.DOES, (2,)))
    assert step.per == Per("units")


def test_a_time_is_an_exact_decimal_however_it_is_written() -> None:
    for written in ("1.5", '"1.5"', '"1.50"'):
        duration = sop_from_yaml(SMALL.replace("value: 1.5", f"value: {written}")).steps[0].duration
        assert duration == Duration("1,5 jam", Decimal("1.5"), TimeUnit.HOUR)


def test_the_closing_goes_on_counting_after_the_last_step() -> None:
    assert [step.number for step in sop_from_yaml(SMALL).lines] == [4, 5, 6]


def test_a_byte_order_mark_and_windows_line_ends_are_read_like_any_file() -> None:
    windows = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert sop_from_yaml(windows) == sop_from_yaml(SMALL)


def test_letters_composed_in_two_ways_are_one_sop() -> None:
    one, other = SMALL.replace("Contoh", "Kat\u00e9"), SMALL.replace("Contoh", "Kate\u0301")
    assert digest(sop_from_yaml(one)) == digest(sop_from_yaml(other))


def test_labels_of_the_identity_page_have_no_order() -> None:
    one = sop_from_yaml(SMALL + "extra: {Risiko: [satu], Kendali: [dua]}")
    other = sop_from_yaml(SMALL + "extra: {Kendali: [dua], Risiko: [satu]}")
    assert one == other
    assert one.extra == (("Kendali", ("dua",)), ("Risiko", ("satu",)))


def test_the_data_begins_with_the_format() -> None:
    assert next(iter(as_data(sop_from_yaml(SMALL)).items())) == ("format", "himpun-sop/1")


def test_the_canonical_text_is_sorted_and_without_spaces() -> None:
    text = as_json(sop_from_yaml(SMALL))
    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_the_digest_stays_the_same_over_time() -> None:
    assert digest(sop_from_yaml(SMALL)) == DIGEST


def test_a_changed_word_changes_the_digest() -> None:
    assert digest(sop_from_yaml(SMALL.replace("Mengisi", "Menulis"))) != DIGEST


DIGEST = "f1237cd6fbfa5027e0cdbf879ff335fce77559759de0042cc6229e66762d48f4"

# Text that people write, with what breaks careless readers; control characters are refused elsewhere.
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
names = words.filter(bool)
lines = st.lists(words, max_size=3).map(tuple)
performer_keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
numbers = st.integers(1, 900)
flags = st.booleans()
partial_dates = st.none() | st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2022", "2022-02"])
durations = st.builds(
    Duration,
    raw=names,
    value=st.decimals("0.0001", "999999", places=4),
    unit=st.sampled_from(TimeUnit),
    working=flags,
    alternative=st.none() | words,
)
roles = st.builds(
    Role,
    key=performer_keys,
    part=st.sampled_from(Part),
    acts=st.lists(st.integers(1, 20), max_size=3, unique=True).map(tuple),
)
pers = st.builds(
    Per,
    each=performer_keys,
    within=st.none() | performer_keys,
    join=st.sampled_from(Join),
    quorum=st.none() | st.integers(1, 99),
)
ways = st.builds(Way, when=st.sampled_from(When), to=numbers | st.just("end"), points=flags)
steps = st.builds(
    Step,
    number=numbers,
    activity=names,
    acts=st.lists(st.sampled_from(Act), min_size=1, max_size=4).map(tuple),
    performers=st.lists(roles, max_size=3).map(tuple),
    per=st.none() | pers,
    requirements=lines,
    outputs=lines,
    note=words,
    duration=st.none() | durations,
    ways=st.lists(ways, max_size=3).map(tuple),
)
findings = st.builds(
    Finding, code=performer_keys, severity=st.sampled_from(Severity), where=words, message=words, reason=words
)


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    table = tuple(draw(st.lists(steps, max_size=3)))
    after = table[-1].number if table else 0
    closing = draw(st.lists(steps, max_size=2))
    return Sop(
        title=draw(names),
        number=draw(words),
        government=draw(names),
        office=draw(names),
        performers=tuple(
            draw(st.lists(st.builds(Performer, performer_keys, names, st.sampled_from(Seat), flags), max_size=3))
        ),
        steps=table,
        closing=tuple(
            replace(line, number=number, duration=None) for number, line in enumerate(closing, start=after + 1)
        ),
        approved_by=draw(st.builds(Approval, words, words, words, words)),
        dates=draw(st.builds(Dates, *[partial_dates] * 5)),
        legal_basis=draw(lines),
        related=draw(lines),
        extra=tuple(sorted(draw(st.dictionaries(names, lines, max_size=3)).items())),
        findings=tuple(draw(st.lists(findings, max_size=2))),
    )


@given(sops())
@settings(deadline=None, max_examples=150)
def test_an_sop_reads_back_as_it_was_written(sop: Sop) -> None:
    assert sop_from(as_data(sop)) == sop
    assert sop_from_json(as_json(sop)) == sop
    assert as_json(sop_from_json(as_json(sop))) == as_json(sop)
