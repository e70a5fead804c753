"""What is done to a paper: drawn up, initialled, signed, sealed, archived."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from himpun.documents.actions import (
    Draft,
    Place,
    archive_paper,
    draw_up,
    file_wet_copy,
    initial_paper,
    sign_paper,
    void_initials,
)
from himpun.documents.errors import (
    AlreadyArchived,
    ContentChanged,
    NoCapacity,
    NotSigned,
    PaperIsSigned,
    PaperReplaced,
    ProofMissing,
)
from himpun.documents.fold import EXPLAINED
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Initial, Paper
from himpun.documents.proof import FRESH_FOR, Proof, prove
from himpun.documents.seal import verify as seal_of
from himpun.documents.tests.samples import SAMPLES
from himpun.documents.work import HANDLERS
from himpun.files.store import put, read
from himpun.organisation.actions import appoint_acting, open_account, register_person
from himpun.organisation.drafts import Mandate
from himpun.organisation.errors import TooManyTries
from himpun.organisation.identity import actor_for
from himpun.organisation.models import Standing
from himpun.organisation.tests.people import PASSWORD, SETUP, District, account_of, district, hold
from himpun.trail.actor import Actor
from himpun.trail.journal import writing
from himpun.trail.outbox import keep
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 10, 6, 2, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


class Desk:
    """A report of the district's office on the camat's desk: Halimah is camat, Rusdi kasi."""

    def __init__(self, town: District) -> None:
        self.town = town
        hold(town.camat, town.halimah)
        hold(town.kasi, town.rusdi)
        self.camat = self._sits(account_of(town.halimah), town.camat.pk)
        self.kasi = self._sits(account_of(town.rusdi, "rusdi"), town.kasi.pk)

    def _sits(self, account: object, post: int) -> Actor:
        actor = actor_for(account, on=AT.date()).wearing(post)  # type: ignore[arg-type]
        assert actor is not None
        return actor

    def report(self, title: str = "Laporan Data Kinerja", kind: PaperKind = PaperKind.REPORT) -> Paper:
        content = replace(SAMPLES[kind], title=title, number="", dated=None)
        return draw_up(self.kasi, Draft(self.town.office, kind, "berkas/1", content), at=AT)

    def proof(self, at: datetime = LATER) -> Proof:
        return prove(self.camat, PASSWORD, at=at)

    def sign(self, paper: Paper) -> None:
        sign_paper(self.camat, paper, read=paper.content_hash, proof=self.proof(), at=LATER)


@pytest.fixture
def desk(settings: Settings, tmp_path: Path) -> Desk:
    settings.HIMPUN_DATA = tmp_path  # keys and heads of its own: heads of another test's office would be missed here
    return Desk(district())


def test_the_same_content_again_is_the_same_paper(desk: Desk) -> None:
    assert desk.report() == desk.report()


def test_a_changed_content_is_the_next_revision_and_voids_the_initials(desk: Desk) -> None:
    first = desk.report()
    initial_paper(desk.kasi, first, read=first.content_hash, at=LATER)
    second = desk.report("Laporan Data Kinerja, diperbaiki")
    assert (second.revision, Paper.objects.get(pk=first.pk).replaced_at is not None) == (2, True)
    void = Initial.objects.get(paper=first)
    assert (void.read_hash, bool(void.void_at)) == (first.content_hash, True)


def test_an_initial_is_bound_to_what_was_read(desk: Desk) -> None:
    paper = desk.report()
    with pytest.raises(ContentChanged):
        initial_paper(desk.kasi, paper, read="0" * 64, at=LATER)


def test_a_replaced_paper_takes_no_initial(desk: Desk) -> None:
    paper = desk.report()
    desk.report("Lain")
    with pytest.raises(PaperReplaced):
        initial_paper(desk.kasi, paper, read=paper.content_hash, at=LATER)


def test_an_initial_pressed_twice_is_one(desk: Desk) -> None:
    paper = desk.report()
    first, second = (initial_paper(desk.kasi, paper, read=paper.content_hash, at=LATER) for _ in range(2))
    assert first == second


def test_a_paper_sent_back_loses_its_initials(desk: Desk) -> None:
    paper = desk.report()
    initial_paper(desk.kasi, paper, read=paper.content_hash, at=LATER)
    assert [i.void_why for i in void_initials(desk.kasi, paper, why="Angka keliru", at=LATER)] == ["Angka keliru"]


def test_a_signature_takes_the_next_number_of_its_series(desk: Desk) -> None:
    paper = desk.report()
    assert paper.number is None
    desk.sign(paper)
    assert Paper.objects.get(pk=paper.pk).number == f"000.8.6.3/001/{desk.town.office.code}/2026"


def test_a_letter_goes_out_under_a_number_and_keeps_it_when_corrected(desk: Desk) -> None:
    first = desk.report(kind=PaperKind.REQUEST_NOTE)
    second = desk.report("Nota Dinas, diperbaiki", kind=PaperKind.REQUEST_NOTE)
    assert first.number is not None
    assert first.number == second.number


def test_whoever_guesses_the_password_at_an_open_screen_must_wait(desk: Desk) -> None:
    for _ in range(5):
        with pytest.raises(ProofMissing):
            prove(desk.camat, "bukan kata sandinya", at=LATER)
    with pytest.raises(TooManyTries):
        prove(desk.camat, PASSWORD, at=LATER)
    assert prove(desk.camat, PASSWORD, at=LATER + timedelta(minutes=1)).account == desk.camat.account


def test_a_signature_needs_identity_freshly_proven(desk: Desk) -> None:
    paper = desk.report()
    with pytest.raises(ProofMissing):
        prove(desk.camat, "bukan kata sandinya", at=LATER)
    stale = desk.proof(LATER - FRESH_FOR - timedelta(seconds=1))
    with pytest.raises(ProofMissing):
        sign_paper(desk.camat, paper, read=paper.content_hash, proof=stale, at=LATER)


def test_nobody_signs_with_anothers_proof(desk: Desk) -> None:
    paper = desk.report()
    with pytest.raises(ProofMissing):
        sign_paper(desk.kasi, paper, read=paper.content_hash, proof=desk.proof(), at=LATER)


def test_an_administrator_without_a_post_has_no_capacity_to_sign(desk: Desk) -> None:
    paper = desk.report()
    bare = replace(desk.camat, hat=None, hats=())
    with pytest.raises(NoCapacity):
        sign_paper(bare, paper, read=paper.content_hash, proof=desk.proof(), at=LATER)


def test_an_acting_head_signs_as_plh(desk: Desk) -> None:
    deputy = register_person(SETUP, desk.town.office, name="Siti Aminah, S.E.", at=AT)
    mandate = Mandate(Standing.PLH, date(2026, 10, 1), date(2026, 10, 31), "800/1/2026")
    appoint_acting(SETUP, desk.town.camat, person=deputy, mandate=mandate, at=AT)
    account = open_account(SETUP, deputy, username="siti", password=PASSWORD, at=AT)
    actor = desk._sits(account, desk.town.camat.pk)
    paper = desk.report()
    proof = prove(actor, PASSWORD, at=LATER)
    signature = sign_paper(actor, paper, read=paper.content_hash, proof=proof, at=LATER)
    assert signature.block["capacity"].startswith("Plh. ")


def test_a_signed_paper_is_sealed_after_the_commit_and_verifies(desk: Desk) -> None:
    paper = desk.report()
    desk.sign(paper)
    assert Paper.objects.get(pk=paper.pk).final_file is None
    assert keep(HANDLERS, at=LATER).failed == 0
    final = Paper.objects.get(pk=paper.pk).final_file
    assert final is not None
    state = seal_of(read(final))
    assert (state.valid, state.covers_all) == (True, True)


def test_a_changed_byte_or_anything_appended_breaks_the_seal(desk: Desk) -> None:
    paper = desk.report()
    desk.sign(paper)
    keep(HANDLERS, at=LATER)
    final = Paper.objects.get(pk=paper.pk).final_file
    assert final is not None
    good = read(final)
    middle = len(good) // 3
    assert not seal_of(good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :]).valid
    assert not seal_of(good + b"\n% ditambahkan\n").valid
    assert not seal_of(b"bukan pdf").valid


def test_sealing_again_changes_nothing(desk: Desk) -> None:
    paper = desk.report()
    desk.sign(paper)
    keep(HANDLERS, at=LATER)
    first = Paper.objects.get(pk=paper.pk).final_file_id
    HANDLERS["documents.seal"]({"paper": paper.pk}, LATER)
    assert Paper.objects.get(pk=paper.pk).final_file_id == first


def test_a_signed_paper_takes_no_other_signature_nor_initial(desk: Desk) -> None:
    paper = desk.report()
    desk.sign(paper)
    with pytest.raises(PaperIsSigned):
        initial_paper(desk.kasi, paper, read=paper.content_hash, at=LATER)


def test_a_print_signed_by_hand_is_kept_as_the_final_copy(desk: Desk) -> None:
    paper = desk.report()
    with writing():
        scan = put(paper.office_id, b"%PDF-1.7 pindaian", name="pindai.pdf", media_type="application/pdf", at=LATER)
        file_wet_copy(desk.camat, paper, read=paper.content_hash, scan=scan, at=LATER)
    assert Paper.objects.get(pk=paper.pk).final_file_id == scan.pk


def test_only_what_is_signed_can_be_archived_and_only_once(desk: Desk) -> None:
    paper = desk.report()
    with pytest.raises(NotSigned):
        archive_paper(desk.camat, paper, place=Place(rack="2"), at=LATER)
    desk.sign(paper)
    keep(HANDLERS, at=LATER)
    paper.refresh_from_db()
    assert archive_paper(desk.camat, paper, place=Place(rack="2"), at=LATER).item == 1
    with pytest.raises(AlreadyArchived):
        archive_paper(desk.camat, paper, place=Place(rack="3"), at=LATER)


def test_the_journal_explains_every_paper(desk: Desk) -> None:
    paper = desk.report()
    initial_paper(desk.kasi, paper, read=paper.content_hash, at=LATER)
    desk.sign(paper)
    keep(HANDLERS, at=LATER)
    assert verify(EXPLAINED).findings == ()
