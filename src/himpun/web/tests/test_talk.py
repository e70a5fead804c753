"""Percakapan and Disposisi on the pages of a case."""

import pytest
from django.test import Client

from himpun.cases.models import Case, Delivery, Remark
from himpun.cases.story import unheard_by
from himpun.performance.tests.world import open_tasks, the_task
from himpun.web.tests.stage import NOW, Stage, stage, text_of

pytestmark = pytest.mark.django_db


def two(made: Stage) -> tuple[Client, Client]:
    first, second, *_ = made.world.people
    return made.browser(first), made.browser(second)


def talk(made: Stage) -> str:
    return f"/berkas/{made.case.pk}/percakapan"


def test_a_word_is_written_with_name_and_capacity_and_read_by_all() -> None:
    made = stage()
    writer, reader = two(made)
    form = {"putusan": "tulis", "catatan": "Data <b>menyusul</b> https://contoh.go.id", "langkah": "2"}
    assert {writer.post(talk(made), form)["Location"] for _ in range(2)} == {talk(made)}
    assert Remark.objects.count() == 1, "the second press says nothing twice"
    page = text_of(reader.get(talk(made)))
    said = Remark.objects.get()
    assert said.by.name in page
    assert said.capacity in page
    assert "tentang langkah 2" in page
    assert "&lt;b&gt;menyusul" in page
    assert 'href="https://contoh' not in page, "links are not made of what people write"


@pytest.mark.parametrize("odd", [{"catatan": ""}, {"catatan": "a" * 2001}, {"catatan": "Ya", "langkah": "x"}])
def test_a_word_that_cannot_be_is_refused_with_all_kept(odd: dict[str, str]) -> None:
    made = stage()
    refused = two(made)[0].post(talk(made), {"putusan": "tulis"} | odd)
    assert refused.status_code == 422
    assert 'class="wrong"' in text_of(refused)
    assert f">{odd['catatan']}</textarea>" in text_of(refused)
    assert not Remark.objects.exists()


def test_only_ones_own_word_is_taken_back() -> None:
    made = stage()
    writer, reader = two(made)
    writer.post(talk(made), {"putusan": "tulis", "catatan": "Salah tulis"})
    said = Remark.objects.get()
    assert f"tarik-{said.pk}" not in text_of(reader.get(talk(made)))
    refused = reader.post(talk(made), {"putusan": f"tarik-{said.pk}"})
    assert refused.status_code == 422
    assert "Hanya penulisnya" in text_of(refused)
    assert "<textarea" in text_of(refused), "on the page itself"
    assert {writer.post(talk(made), {"putusan": f"tarik-{said.pk}"}).status_code for _ in range(2)} == {302}
    page = text_of(reader.get(talk(made)))
    assert "Salah tulis" not in page
    assert "Catatan ditarik" in page


def test_a_closed_case_is_only_read() -> None:
    made = stage()
    Case.objects.filter(pk=made.case.pk).update(finished_at=NOW)
    writer, _ = two(made)
    assert "<textarea" not in text_of(writer.get(talk(made)))
    assert writer.post(talk(made), {"putusan": "tulis", "catatan": "Masih"}).status_code == 409


def test_another_cases_word_is_not_here() -> None:
    made, other = stage(), stage("simpang-empat-2025")
    two(other)[0].post(talk(other), {"putusan": "tulis", "catatan": "Milik kami"})
    said = Remark.objects.get()
    assert two(made)[0].post(talk(made), {"putusan": f"tarik-{said.pk}"}).status_code == 404


def sent() -> tuple[Stage, Delivery, str]:
    """A disposition from the page, to the second person of the office."""
    made = stage("tatah-makmur-2021", act="instruct")
    task = the_task(made.case, "instruct")
    to = next(post for post in made.world.people if post != task.post_id)
    made.post(task, {"text": "Segera dikumpulkan", "addressees": [to]})
    return made, Delivery.objects.get(), f"/berkas/{made.case.pk}/disposisi"


def test_whom_it_reached_is_told_and_marks_it_as_read() -> None:
    made, delivery, address = sent()
    browser = made.browser(delivery.post_id)
    assert "<b>Untuk Anda:</b>" in text_of(browser.get(f"/berkas/{made.case.pk}"))
    page = text_of(browser.get(address))
    assert "belum dibaca" in page
    assert "Segera dikumpulkan" in page
    assert {browser.post(address, {"putusan": f"baca-{delivery.pk}"}).status_code for _ in range(2)} == {302}
    assert "belum dibaca" not in text_of(browser.get(address))
    assert "<b>Untuk Anda:</b>" not in text_of(browser.get(f"/berkas/{made.case.pk}"))


def test_after_the_end_of_the_case_it_can_be_marked_as_read_but_not_passed_on() -> None:
    made, delivery, address = sent()
    Case.objects.filter(pk=made.case.pk).update(finished_at=NOW)
    browser = made.browser(delivery.post_id)
    page = text_of(browser.get(address))
    assert f'value="baca-{delivery.pk}"' in page
    assert "?teruskan=" not in page
    assert browser.post(address, {"putusan": f"baca-{delivery.pk}"}).status_code == 302
    assert "<b>Untuk Anda:</b>" not in text_of(browser.get(f"/berkas/{made.case.pk}"))


def test_it_is_passed_on_and_the_chain_is_shown() -> None:
    made, delivery, address = sent()
    browser = made.browser(delivery.post_id)
    task = delivery.task
    third = next(post for post in made.world.people if post not in (delivery.post_id, task.post_id))
    assert f'value="teruskan-{delivery.pk}"' in text_of(browser.get(f"{address}?teruskan={delivery.pk}"))
    refused = browser.post(address, {"putusan": f"teruskan-{delivery.pk}", "text": "Bantu saya"})
    assert refused.status_code == 422
    assert 'id="salah-addressees"' in text_of(refused)
    assert ">Bantu saya</textarea>" in text_of(refused)
    form = {"putusan": f"teruskan-{delivery.pk}", "text": "Bantu saya", "addressees": [third]}
    assert browser.post(address, form).status_code == 302
    page = text_of(browser.get(address))
    assert 'class="deep1"' in page
    assert "meneruskan disposisi langkah" in text_of(browser.get(f"/berkas/{made.case.pk}/riwayat"))


def test_nobody_marks_or_passes_on_what_reached_another() -> None:
    made, delivery, address = sent()
    stranger = next(post for post in made.world.people if post != delivery.post_id)
    for wish in ("baca", "teruskan"):
        form = {"putusan": f"{wish}-{delivery.pk}", "text": "Ya", "addressees": [delivery.post_id]}
        assert made.browser(stranger).post(address, form).status_code == 422
    assert made.browser(stranger).post(address, {"putusan": "baca-999999"}).status_code == 404
    assert Delivery.objects.get().read_at is None


def test_a_new_word_lies_on_the_desks_of_those_who_have_a_part_until_they_open_it() -> None:
    made = stage(act="fill")
    mine, other, *_ = open_tasks(made.case)
    reader, writer = made.at(mine), made.at(other)
    writer.post(talk(made), {"putusan": "tulis", "catatan": "Angka penduduk kapan?"})
    assert "Angka penduduk kapan?" in text_of(reader.get("/"))
    assert "Angka penduduk kapan?" not in text_of(writer.get("/")), "one's own word is no news"
    assert ">1</span></a>" in text_of(reader.get(f"/berkas/{made.case.pk}")).split("/percakapan")[1]
    reader.get(talk(made))
    assert "Angka penduduk kapan?" not in text_of(reader.get("/"))
    writer.post(talk(made), {"putusan": "tulis", "catatan": "Sudah ada."})
    page = text_of(reader.get("/"))
    assert "Sudah ada." in page
    assert f'href="{talk(made)}"' in page


def test_whoever_has_no_part_is_told_nothing_and_what_was_taken_back_is_no_news() -> None:
    made = stage()
    first = the_task(made.case, "instruct")
    writer = made.at(first)
    stranger = made.administrator()
    writer.post(talk(made), {"putusan": "tulis", "catatan": "Mulai hari ini."})
    assert "Mulai hari ini." not in text_of(stranger.get("/"))
    said = Remark.objects.get()
    writer.post(talk(made), {"putusan": f"tarik-{said.pk}"})
    assert not unheard_by(made.world.doer(first)).exists()
