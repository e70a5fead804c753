"""Later changes of an office: names, order, mutations, many people at once, the emblem."""

import struct
import zlib
from datetime import date

import pytest

from himpun.files.models import StoredFile
from himpun.organisation import actions
from himpun.organisation.drafts import LetterheadDraft, PersonDraft, PlaceDraft
from himpun.organisation.errors import (
    HeadsNoUnit,
    NameTaken,
    NotAnEmblem,
    NotANip,
    NotHeldThen,
    OfAnotherOffice,
    PostIsHeld,
)
from himpun.organisation.fold import EXPLAINED
from himpun.organisation.history import changes_of
from himpun.organisation.models import Holder, Office, Person, Post, Unit
from himpun.organisation.queries import holder_of
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, district, hold, office_of, post_in
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db

JULY = date(2026, 7, 1)


def picture() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"\0" + b"\xff" * 20)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 20, 20, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_whoever_takes_over_ends_the_one_before_in_the_same_act() -> None:
    here = district()
    old = hold(here.camat, here.halimah)
    actions.replace_holder(SETUP, here.camat, here.rusdi, starts=JULY, order="821/9", at=AT)
    before, after = holder_of(here.camat, on=date(2026, 6, 30)), holder_of(here.camat, on=JULY)
    assert before == old
    assert after is not None
    assert after.person == here.rusdi
    kinds = [one.kind for one in changes_of(here.office.pk, skip=0, take=2)]
    assert kinds == ["post_filled", "holding_ended"]


def test_a_takeover_that_fails_leaves_the_one_before() -> None:
    here = district()
    old = hold(here.camat, here.halimah)
    government = actions.found_government(SETUP, "Kabupaten Seberang", at=AT)
    stranger = actions.register_person(SETUP, office_of(government, "Kecamatan Seberang"), name="Orang Asing", at=AT)
    with pytest.raises(OfAnotherOffice):
        actions.replace_holder(SETUP, here.camat, stranger, starts=JULY, order="821/9", at=AT)
    assert Holder.objects.get(pk=old.pk).ends is None


def test_nobody_is_replaced_where_nobody_was() -> None:
    here = district()
    with pytest.raises(NotHeldThen):
        actions.replace_holder(SETUP, here.camat, here.rusdi, starts=JULY, order="821/9", at=AT)
    hold(here.camat, here.halimah, starts=JULY)
    with pytest.raises(NotHeldThen):
        actions.replace_holder(SETUP, here.camat, here.rusdi, starts=JULY, order="821/9", at=AT)


def test_somebody_who_is_to_come_is_not_overrun_by_a_takeover() -> None:
    here = district()
    first = hold(here.camat, here.halimah)
    actions.end_holding(SETUP, first, ends=date(2026, 8, 31), at=AT)
    hold(here.camat, here.rusdi, starts=date(2026, 9, 1))
    with pytest.raises(PostIsHeld):
        actions.replace_holder(SETUP, here.camat, here.rusdi, starts=JULY, order="821/9", at=AT)
    assert Holder.objects.get(pk=first.pk).ends == date(2026, 8, 31)


def test_many_people_are_registered_all_or_none() -> None:
    here = district()
    before = Person.objects.count()
    good = PersonDraft("Siti Maryam", "198002022005012003", "Penata, III/c")
    for bad in (PersonDraft("Rahmat", "123"), PersonDraft("Rahmat", here.halimah.nip)):
        with pytest.raises((NotANip, NameTaken)):
            actions.register_people(SETUP, here.office, [good, bad], at=AT)
    assert Person.objects.count() == before
    made = actions.register_people(SETUP, here.office, [good, PersonDraft("Rahmat")], at=AT)
    assert [one.name for one in made] == ["Siti Maryam", "Rahmat"]


def test_a_living_name_is_not_given_twice() -> None:
    here = district()
    other = actions.add_unit(SETUP, here.office, name="Seksi Umum", starts=NEW_YEAR, at=AT)
    with pytest.raises(NameTaken):
        actions.rename_unit(SETUP, other, name=here.seksi.name, at=AT)
    with pytest.raises(NameTaken):
        actions.rename_post(SETUP, here.kasi, title=here.camat.title, at=AT)
    actions.rename_unit(SETUP, other, name="Seksi Umum", at=AT)


def test_those_numbered_stand_first_and_the_others_as_before() -> None:
    here = district()
    last = actions.add_unit(SETUP, here.office, name="Seksi Umum", starts=NEW_YEAR, position=9, at=AT)
    actions.order_units(SETUP, here.office, [last.pk], at=AT)
    assert [unit.pk for unit in Unit.objects.filter(office=here.office)] == [last.pk, here.seksi.pk]
    third = post_in(here.office, "Sekretaris", position=3)
    actions.order_posts(SETUP, here.office, [third.pk, here.kasi.pk], at=AT)
    assert [post.pk for post in Post.objects.filter(office=here.office)] == [third.pk, here.kasi.pk, here.camat.pk]


def test_an_emblem_is_kept_by_its_hash_and_taken_off_again() -> None:
    here = district()
    actions.set_emblem(SETUP, here.office, data=picture(), name="../lambang.png", at=AT)
    stored = StoredFile.objects.get(office_id=here.office.pk)
    assert (Office.objects.get(pk=here.office.pk).emblem, stored.name) == (stored.sha256, "lambang.png")
    actions.remove_emblem(SETUP, here.office, at=AT)
    with pytest.raises(NotAnEmblem):
        actions.remove_emblem(SETUP, here.office, at=AT)
    with pytest.raises(NotAnEmblem):
        actions.set_emblem(SETUP, here.office, data=b"<svg/>", name="lambang.svg", at=AT)


def test_the_journal_explains_every_later_change() -> None:
    here = district()
    hold(here.camat, here.halimah)
    actions.change_kop(SETUP, here.office, LetterheadDraft("Kecamatan\nHulu", "Jl. 1", "", "Hulu"), at=AT)
    actions.set_emblem(SETUP, here.office, data=picture(), name="lambang.png", at=AT)
    actions.rename_unit(SETUP, here.seksi, name="Seksi Umum", at=AT)
    actions.rename_post(SETUP, here.kasi, title="Kepala Seksi Umum", at=AT)
    actions.order_units(SETUP, here.office, [here.seksi.pk], at=AT)
    actions.order_posts(SETUP, here.office, [here.kasi.pk], at=AT)
    actions.replace_holder(SETUP, here.camat, here.rusdi, starts=JULY, order="821/9", at=AT)
    actions.register_people(SETUP, here.office, [PersonDraft("Rahmat")], at=AT)
    actions.set_ramadan_hours(SETUP, here.office, starts=JULY, ends=JULY, at=AT)
    actions.withdraw_hours(SETUP, here.office, starts=JULY, at=AT)
    assert verify(EXPLAINED).findings == ()
    Unit.objects.filter(pk=here.seksi.pk).update(name="Diubah tangan")
    assert [finding.code for finding in verify(EXPLAINED).findings] == ["row_differs"]


def test_a_post_is_placed_in_a_unit_which_it_heads_and_taken_out_again() -> None:
    here = district()
    bare = post_in(here.office, "Kepala Seksi Umum", position=3)
    actions.place_post(SETUP, bare, place=PlaceDraft(here.seksi, True), at=AT)
    kept = Post.objects.get(pk=bare.pk)
    assert (kept.unit_id, kept.heads_unit) == (here.seksi.pk, True)
    actions.place_post(SETUP, bare, place=PlaceDraft(None, False), at=AT)
    kept = Post.objects.get(pk=bare.pk)
    assert (kept.unit_id, kept.heads_unit) == (None, False)
    assert verify(EXPLAINED).findings == ()


def test_a_post_is_not_placed_in_a_unit_of_another_office() -> None:
    here = district()
    foreign = actions.add_unit(SETUP, here.neighbour, name="Seksi Seberang", starts=NEW_YEAR, at=AT)
    with pytest.raises(OfAnotherOffice):
        actions.place_post(SETUP, here.kasi, place=PlaceDraft(foreign, True), at=AT)
    assert Post.objects.get(pk=here.kasi.pk).unit_id != foreign.pk


def test_neither_the_offices_head_nor_a_post_without_a_unit_heads_a_unit() -> None:
    here = district()
    head = Post.objects.get(office=here.office, heads_office=True)
    with pytest.raises(HeadsNoUnit):
        actions.place_post(SETUP, head, place=PlaceDraft(here.seksi, True), at=AT)
    with pytest.raises(HeadsNoUnit):
        actions.place_post(SETUP, here.kasi, place=PlaceDraft(None, True), at=AT)
    assert not Post.objects.get(pk=head.pk).heads_unit
