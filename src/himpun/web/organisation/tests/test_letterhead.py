"""The kop and its emblem, on pages and on paper."""

import contextlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from himpun.cases.papers import kop_of
from himpun.documents.content import Content, Kop
from himpun.documents.models import Paper
from himpun.files.store import read
from himpun.organisation.emblem import Picture, picture_in
from himpun.organisation.errors import NotAnEmblem
from himpun.web.organisation.tests.scene import Scene, as_read, png, press, scene
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import keep_promises, stage, text_of

pytestmark = pytest.mark.django_db


def send(here: Scene, data: bytes, name: str = "lambang.png") -> Any:
    return press(here.admin, "/kantor/kop", "lambang", lambang=SimpleUploadedFile(name, data))


def test_name_lines_address_and_place_stand_in_the_kop() -> None:
    here = scene()
    typed = {
        "baris": "Sekretariat Daerah\nBagian Organisasi",
        "alamat": "Jl. Dermaga 1",
        "kontak": "",
        "tempat": "Hulu",
    }
    assert press(here.admin, "/kantor/kop", "kop", **typed).status_code == 302
    kop = kop_of(here.office)
    assert (kop.office, kop.address) == ("Sekretariat Daerah\nBagian Organisasi", "Jl. Dermaga 1")
    assert "Bagian Organisasi" in text_of(here.admin.get("/kantor"))
    assert faults(text_of(here.admin.get("/kantor/kop?sudah=kop"))) == []


def test_a_kop_that_was_changed_meanwhile_is_not_undone_by_an_older_page() -> None:
    here = scene()
    read = as_read(text_of(here.admin.get("/kantor/kop")))
    typed = {"baris": here.office.name, "alamat": "Jl. Dermaga 1", "kontak": "", "tempat": "Hulu", "asal": read}
    assert press(here.admin, "/kantor/kop", "kop", **typed).status_code == 302
    answer = press(here.admin, "/kantor/kop", "kop", **typed | {"alamat": "", "kontak": "0511 1234"})
    assert answer.status_code == 422
    assert "Tersimpan sekarang: Jl. Dermaga 1" in text_of(answer)
    assert 'value="0511 1234"' in text_of(answer)
    assert here.office.address == "Jl. Dermaga 1"


def test_too_long_a_kop_is_told_beside_its_field_and_kept_as_typed() -> None:
    here = scene()
    answer = press(here.admin, "/kantor/kop", "kop", baris="a\nb\nc\nd", alamat="x" * 301, kontak="<b>", tempat="")
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'id="salah-baris"' in page
    assert 'id="salah-alamat"' in page
    assert "&lt;b&gt;" in page
    assert here.office.kop_lines == ""


def test_an_emblem_is_shown_and_printed_from_then_on_and_older_papers_keep_theirs() -> None:
    made = stage(act="fill")
    here = Scene(made, made.administrator())
    keep_promises()
    before = Paper.objects.filter(office=here.office).latest("pk")
    assert send(here, png()).status_code == 302
    shown = here.admin.get("/kantor/lambang")
    assert (shown.status_code, shown.headers["Content-Type"], shown.content) == (200, "image/png", png())
    kop = kop_of(here.office)
    drawn = Content(kop, "Uji")
    assert drawn.as_data()["kop"]["emblem"] == here.office.emblem
    assert "emblem" not in Paper.objects.get(pk=before.pk).content["kop"]


def test_a_paper_with_the_emblem_carries_the_picture_in_its_pdf() -> None:
    made = stage(act="instruct")
    task = made.case.tasks.get(state="open")
    made.at(task)
    here = Scene(made, made.administrator())
    send(here, png())
    addressee = next(post.pk for post in made.world.posts.values() if post.pk != task.post_id)
    assert made.post(task, {"addressees": [addressee], "text": "Kumpulkan."}).status_code == 302
    keep_promises()
    paper = Paper.objects.filter(office=here.office).latest("pk")
    assert paper.file is not None
    assert len(PdfReader(BytesIO(read(paper.file))).pages[0].images) == 1


def test_the_emblem_can_be_taken_off_again() -> None:
    here = scene()
    send(here, png())
    assert press(here.admin, "/kantor/kop", "lepas").status_code == 302
    assert kop_of(here.office).emblem == ""
    assert press(here.admin, "/kantor/kop", "lepas").status_code == 422
    assert here.admin.get("/kantor/lambang").status_code == 404


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG atau JPEG"),
        (b"MZ" + b"\0" * 100, "PNG atau JPEG"),
        (b"", "Pilih gambarnya"),
        (png()[:60], "rusak"),
        (png(2001, 20), "piksel"),
        (png(8, 8), "terlalu kecil"),
        (png() + b"\0" * (1024 * 1024), "1 MB"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "rusak"),
    ],
)
def test_what_is_no_picture_for_a_kop_is_refused_beside_the_field(data: bytes, word: str) -> None:
    here = scene()
    answer = send(here, data)
    assert answer.status_code == 422
    assert word in text_of(answer).split('id="salah-lambang"')[1][:200]
    assert here.office.emblem == ""


def test_a_picture_that_cannot_be_drawn_is_refused_before_it_stops_every_paper() -> None:
    here = scene()
    answer = send(here, png(spoilt=True))
    assert answer.status_code == 422
    assert "tidak dapat dicetak" in text_of(answer)


def test_a_jpeg_must_have_a_frame_a_scan_and_an_end() -> None:
    frame = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x40\x00\x50" + b"\0" * 10
    whole = frame + b"\xff\xda\x00\x02data\xff\xd9"
    assert picture_in(whole) == Picture("image/jpeg", 80, 64)
    for cut in (frame, frame + b"\xff\xd9", whole[:-1], whole[:9]):
        with pytest.raises(NotAnEmblem):
            picture_in(cut)


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_whatever_is_sent_is_a_picture_or_refused(data: bytes, head: bytes) -> None:
    with contextlib.suppress(NotAnEmblem):
        assert picture_in(head + data).width > 0


def test_a_content_without_an_emblem_keeps_the_hash_it_had_before_there_were_any() -> None:
    assert "emblem" not in Content(Kop("Pemerintah", "Kantor"), "Uji").as_data()["kop"]
    content = Content(Kop("Pemerintah", "Kantor", emblem="a" * 64), "Uji")
    assert Content.from_data(content.as_data()).kop == content.kop
