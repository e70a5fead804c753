"""The request as a workbook: what is asked, what may be written, and that its block fits the sheet on the screen."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from himpun.lib.dates import long_time
from himpun.performance.layout import Asked, AskedSheet, Layout
from himpun.performance.models import Sheet, SheetLine
from himpun.performance.scoring import Meaning
from himpun.performance.tests.world import open_tasks
from himpun.web.cases.request_workbook import FILLED, IDENTITY, Head, request_workbook
from himpun.web.tests.stage import Stage, stage

pytestmark = pytest.mark.django_db

HEADS = ["No.", "Indikator", "Satuan", "Periode", "Target", "Periode lalu", "Tahun lalu", *FILLED, "Data dukung"]


def line(name: str, **more: Any) -> Asked:
    meaning = Meaning().as_data()
    given: dict[str, Any] = {"code": "IK-1", "measure": "%", "needs_evidence": False, "target": "95", **more}
    return Asked(1, "2026-TW2", name=name, meaning=meaning, **given)


def written(*sheets: AskedSheet, office: str = "Kecamatan Sungai Jernih") -> bytes:
    head = Head(office, "Pengumpulan data", {(7, 0): "Selasa, 7 Juli 2026 pukul 16.00 WITA"})
    return request_workbook(head, Layout(41, "2026-TW2", sheets), sheets)


def asked(*lines: Asked, name: str = "Seksi Pelayanan", unit: int = 7) -> AskedSheet:
    return AskedSheet(unit, name, 0, "", 3, lines)


def rows_of(body: bytes, at: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(at).to_python(skip_empty_area=False)


def table_of(rows: list[list[Any]]) -> list[list[Any]]:
    return rows[next(at for at, row in enumerate(rows) if row[0] == "No.") :]


def test_it_says_who_asks_whom_for_what_and_until_when() -> None:
    one = line("Surat tepat waktu", previous="93.1", last_year="90", needs_evidence=True)
    rows = rows_of(written(asked(one, line("Suhu", target="2", target_upper="8"))))
    said = {row[0]: row[2] for row in rows[:6]}
    assert said["Perangkat daerah"] == "Kecamatan Sungai Jernih"
    assert (said["Periode"], said["Unit"]) == ("Triwulan II 2026", "Seksi Pelayanan")
    assert said["Batas waktu"] == "Selasa, 7 Juli 2026 pukul 16.00 WITA"
    head, first, second = table_of(rows)
    assert head == HEADS
    assert first == [1, "IK-1 Surat tepat waktu", "%", "Triwulan II 2026", 95, 93.1, 90, "", "", "wajib"]
    assert (second[4], second[5]) == ("2 – 8", "")


def test_only_the_two_columns_that_are_pasted_may_be_written_into() -> None:
    body = written(asked(line("Surat tepat waktu"), line("Suhu")))
    with ZipFile(BytesIO(body)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        looks = parts.read("xl/styles.xml").decode()
    assert "<sheetProtection " in page
    unlocked = [at for at, one in enumerate(_styles(looks)) if 'locked="0"' in one]
    open_cells = {
        cell for cell, style in re.findall(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"', page) if int(style) in unlocked
    }
    top = len(rows_of(body)) - 1
    assert open_cells == {f"{column}{row}" for column in "HI" for row in (top, top + 1)}
    assert page.count("<dataValidation ") == 2
    assert f'sqref="H{top}:H{top + 1}"' in page


def _styles(looks: str) -> list[str]:
    cells = looks.split("<cellXfs", 1)[1].split("</cellXfs>", 1)[0]
    return cells.split("<xf ")[1:]


def test_which_request_it_belongs_to_stands_on_a_hidden_sheet() -> None:
    sheet = asked(line("Surat tepat waktu"))
    body = written(sheet)
    book = CalamineWorkbook.from_filelike(BytesIO(body))
    hidden = next(one for one in book.sheets_metadata if one.name == IDENTITY)
    assert "VeryHidden" in str(hidden.visible)
    (_, keys) = book.get_sheet_by_name(IDENTITY).to_python()
    assert keys == ["41", "2026-TW2", "7", "0", Layout(41, "2026-TW2", (sheet,)).sheet_digest(sheet)]


@pytest.mark.parametrize("hostile", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2", "https://contoh.go.id", "{=1}"])
def test_what_people_wrote_is_text_and_never_a_formula(hostile: str) -> None:
    body = written(asked(line(hostile, code="", measure=hostile), name=hostile), office=hostile)
    with ZipFile(BytesIO(body)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<f[ >]", page)
    assert "<hyperlink" not in page
    rows = rows_of(body)
    assert {row[0]: row[2] for row in rows[:6]}["Perangkat daerah"] == hostile
    assert table_of(rows)[1][2] == hostile


def test_units_whose_names_begin_alike_have_a_worksheet_each() -> None:
    long = "Seksi Pemberdayaan Masyarakat dan Desa: [Utara]"
    body = written(*(asked(line("x"), name=long, unit=n) for n in range(3)), asked(name="identitas", unit=9))
    names = CalamineWorkbook.from_filelike(BytesIO(body)).sheet_names
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert all(len(name) <= 31 for name in names)


def test_a_figure_that_a_spreadsheet_would_round_is_written_out() -> None:
    (_, row) = table_of(rows_of(written(asked(line("x", target="123456789012345678.25")))))
    assert row[4] == "123.456.789.012.345.678,25"


def addressed(made: Stage, post: int, query: str = "") -> Any:
    return made.browser(post).get(f"/berkas/{made.case.pk}/format{query}")


def test_a_unit_finds_it_on_the_page_of_its_sheet() -> None:
    made = stage("batui-selatan", act="fill")
    task = open_tasks(made.case)[0]
    sheet = Sheet.objects.get(task=task.pk)
    link = f"/berkas/{made.case.pk}/format?unit={sheet.unit_id}"
    assert link in made.get(task).content.decode()
    answer = addressed(made, task.post_id or 0, f"?unit={sheet.unit_id}")
    assert 'filename="format-2026-TW2-' in answer["Content-Disposition"]
    rows = rows_of(answer.content)
    names = [f"{one.code} {one.name}".strip() for one in SheetLine.objects.filter(sheet=sheet)]
    assert [row[1] for row in table_of(rows)[1:]] == names
    assert task.due_at is not None
    assert {row[0]: row[2] for row in rows[:6]}["Batas waktu"] == long_time(task.due_at, made.case.office.zone)


def test_who_prepares_the_request_takes_all_units_along() -> None:
    made = stage("batui-selatan", act="distribute")
    (task,) = open_tasks(made.case)
    assert f'/berkas/{made.case.pk}/format"' in made.get(task).content.decode()
    answer = addressed(made, task.post_id or 0)
    assert len(CalamineWorkbook.from_filelike(BytesIO(answer.content)).sheet_names) == 4 + 1
    papers = made.browser(task.post_id or 0).get(f"/berkas/{made.case.pk}/dokumen").content.decode()
    assert papers.count("/format?unit=") == 4


@pytest.mark.parametrize("query", ["?unit=0", "?unit=x", "?unit=999999", "?unit=", f"?unit={2**70}"])
def test_a_unit_that_is_not_asked_has_none(query: str) -> None:
    made = stage("batui-selatan", act="distribute")
    (task,) = open_tasks(made.case)
    assert addressed(made, task.post_id or 0, query).status_code == 404
