"""Documents made to harm, sent to the page that reads SOPs: a draft or a plain word, and nothing left behind."""

import json
import re
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from himpun.files.models import StoredFile
from himpun.files.store import files_folder
from himpun.installation.explained import EXPLAINED
from himpun.procedures.drafts import text_of
from himpun.procedures.models import DraftEdition
from himpun.sop.intake.formats.tests.papers import p, pdf, ruled, said
from himpun.trail.models import Entry
from himpun.trail.verify import verify
from himpun.web.tests.markup import faults, read
from himpun.web.tests.stage import Stage, stage
from tests.hostile import papers
from tests.hostile.papers import OLE, PASTED, entities, field, ours, related, sound, ways, word

pytestmark = pytest.mark.django_db

DRAFT = "a draft"
BROKEN = "rusak atau bukan dokumen yang dikenal"
LARGE = "terlalu besar untuk sebuah SOP"
LISTENING = "http://127.0.0.1:{port}/x"
SECRET = "rahasia-di-berkas-lain"


@pytest.fixture(autouse=True)
def _passing_files_lie_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is left behind can be seen."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def made() -> Stage:
    return stage()


@pytest.fixture
def browser(made: Stage) -> Client:
    return made.administrator()


def sent(browser: Client, data: bytes, name: str = "sop.docx") -> Any:
    return browser.post("/sop/baca", {"berkas": SimpleUploadedFile(name, data, "application/octet-stream")})


def traces() -> tuple[object, ...]:
    """All that a document could leave: rows, files, what lies in the folder of passing files."""
    kept = sorted(str(path) for path in files_folder().glob("**/*") if path.is_file())
    passing = sorted(path.name for path in Path(tempfile.gettempdir()).glob("*"))
    return DraftEdition.objects.count(), StoredFile.objects.count(), Entry.objects.count(), kept, passing


def told(answer: Any) -> str:
    """The plain message beside the file."""
    page = read(answer.content.decode())
    return " ".join(one.text.strip() for one in page.all("span") if "wrong" in one.attributes.get("class", ""))


def meets(browser: Client, data: bytes, name: str, expected: str) -> None:
    """A draft that opens, or a refusal in these words; by the reader's own judgement, not at the end of its time."""
    before = traces()
    answer = sent(browser, data, name)
    if expected == DRAFT:
        assert answer.status_code == 302, told(answer)
        page = browser.get(f"/sop/konsep/{DraftEdition.objects.latest('pk').pk}")
        assert page.status_code == 200
        assert faults(page.content.decode()) == []
        return
    assert answer.status_code == 422
    assert expected in told(answer)
    assert "Traceback" not in answer.content.decode()
    assert traces() == before
    assert browser.get("/sop/baca").status_code == 200


PACKED = {
    "H1 four gigabytes of blanks": (papers.bomb(3_900_000_000), LARGE),
    "H1 a bomb within the limit of one part": (papers.bomb(20_000_000), LARGE),
    "H2 a zip in a zip in a zip": (papers.nested(30), BROKEN),
    "H2 zips beside the SOP": (sound(word_embeddings_a__zip=papers.nested(30)), DRAFT),
    "H3 entries that lie in one another": (papers.overlapping(1500), LARGE),
    "H3 a few entries that lie in one another": (papers.overlapping(9), LARGE),
    "H4 a size that lies": (papers.bomb(40_000_000, says=900), BROKEN),
    "H4 a size that lies much": (papers.bomb(2_000_000_000, says=900_000), ""),
    "H5 a hundred thousand entries": (papers.many_entries(100_000), LARGE),
    "H6 names that lead elsewhere": (papers.wandering(), DRAFT),
    "H7 two main parts": (papers.two_main_parts(), BROKEN),
}


@pytest.mark.parametrize(("data", "expected"), PACKED.values(), ids=PACKED)
def test_a_package_made_to_harm(data: bytes, expected: str, browser: Client) -> None:
    meets(browser, data, "sop.docx", expected)
    assert not Path("/tmp/himpun-luar").exists()


SPELLED = {
    "H10 a billion laughs": (entities(papers.laughs(), "&a11;"), BROKEN),
    "H10 laughs in two bytes a letter": (entities(papers.laughs(), "&a11;", coding="UTF-16"), ""),
    "H10 entities of parameters": (entities('<!ENTITY % a "x"><!ENTITY % b "%a;%a;">%b;', ""), BROKEN),
    "H11 one long entity, often": (entities(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 50_000), BROKEN),
    "H11 the same in two bytes a letter": (
        entities(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 50_000, coding="UTF-16"),
        "",
    ),
    "H12 a document type behind many blanks": (
        word(b"<?xml version='1.0'?>" + b" " * 5000 + b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        BROKEN,
    ),
}


@pytest.mark.parametrize(("data", "expected"), SPELLED.values(), ids=SPELLED)
def test_entities_are_never_expanded(data: bytes, expected: str, browser: Client) -> None:
    meets(browser, data, "sop.docx", expected)


@pytest.fixture
def port() -> Iterator[int]:
    """A listener whom nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server.getsockname()[1]
        with pytest.raises(TimeoutError):
            server.accept()


def abroad(address: str) -> dict[str, bytes]:
    """H8, H9, H12, H13: documents that ask for something elsewhere."""
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}" parse="text"/>'
    image = f'<w:r><w:drawing><a:blip r:link="rId9"/></w:drawing></w:r><w:altChunk r:id="rId9"/>{include}'
    svg = f'<svg xmlns:xlink="x"><image href="{address}"/><use xlink:href="{address}#a"/></svg>'
    html = f'<!DOCTYPE html SYSTEM "{address}"><base href="{address}"><link rel=stylesheet href="{address}">'
    relations = {
        kind: sound(p("x", image), **{f"word_{place}_rels": b""}, word__rels_document__xml__rels=related(kind, address))
        for kind, place in (("attachedTemplate", "a"), ("image", "b"), ("oleObject", "c"), ("aFChunk", "d"))
    }
    return {
        "entity.docx": entities(f'<!ENTITY a SYSTEM "{address}">', "&a;"),
        "entity16.docx": entities(f'<!ENTITY a SYSTEM "{address}">', "&a;", coding="UTF-16"),
        "parameter.docx": entities(f'<!ENTITY % a SYSTEM "{address}">%a;', ""),
        "type.docx": word(f'<?xml version="1.0"?><!DOCTYPE a SYSTEM "{address}"><a/>'.encode()),
        "include.docx": sound(p("x", include)),
        "settings.docx": sound(
            word_settings__xml=b"<a/>", word__rels_settings__xml__rels=related("attachedTemplate", address)
        ),
        "page.html": f"{html}{svg}<iframe src='{address}'></iframe><img src='{address}'><p>{PASTED}".encode(),
        "page.pdf": pdf(said(40, 300, "SOP"), objects=(f"<</Type/XObject/Subtype/Form/F({address})>>".encode(),)),
        **{f"{kind}.docx": data for kind, data in relations.items()},
    }


def test_no_document_makes_the_server_call_anybody(port: int, browser: Client) -> None:
    for name, data in abroad(LISTENING.format(port=port)).items():
        assert sent(browser, data, name).status_code in {302, 422}, name


def test_no_document_brings_another_file_of_the_server(tmp_path: Path, browser: Client) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text(SECRET)
    for address in (secret.as_uri(), str(secret), rf"\\localhost{secret}"):
        asking = abroad(address)
        for name in asking if address.startswith("file:") else ("entity.docx", "include.docx", "page.html"):
            data = asking[name]
            answer = sent(browser, data, name)
            assert answer.status_code in {302, 422}, name
            assert SECRET not in answer.content.decode()
    assert not [one for one in DraftEdition.objects.all() if SECRET in json.dumps([one.sop, one.shown])]


ACTIVE = {
    "H14 macros under another name": sound(word_vbaProject__bin=OLE + b"Attribute VB_Name", word_vbaData__xml=b"<a/>"),
    "H15 a packed program": sound(
        p("x", '<w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="rId9"/></w:object>'),
        word_embeddings_oleObject1__bin=OLE + b"MZ calc.exe",
        word__rels_document__xml__rels=related("oleObject", "embeddings/oleObject1.bin", ""),
    ),
    "H15 ActiveX": sound(p("x", '<w:control r:id="rId9"/>'), word_activeX_activeX1__bin=OLE),
    "H16 DDE": sound(field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"')),
    "H16 an included picture": sound(field("INCLUDEPICTURE http://127.0.0.1:9/x")),
}


@pytest.mark.parametrize("data", ACTIVE.values(), ids=ACTIVE)
def test_what_could_run_is_left_out_and_the_sop_is_read(data: bytes, browser: Client) -> None:
    meets(browser, data, "sop.docx", DRAFT)
    assert len(text_of(DraftEdition.objects.get()).steps) == 3
    assert "cmd.exe" not in json.dumps(DraftEdition.objects.get().sop)


MISNAMED = {
    "H17 locked": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "sop.docx", "kata sandi"),
    "H18 a PDF before a zip": (pdf(said(40, 300, "Selamat pagi")) + sound(), "sop.docx", "Tidak ada tabel prosedur"),
    "H18 a zip before a PDF": (sound() + pdf(said(40, 300, "x")), "sop.pdf", DRAFT),
    "H18 a page named .docx": (f"<html><script>alert(1)</script><p>{PASTED}".encode(), "sop.docx", DRAFT),
    "H18 a picture named .docx": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "sop.docx", BROKEN),
    "H18 a program named .docx": (b"MZ\x90\0" + bytes(500), "sop.docx", "sebuah program"),
    "H18 a program named .pdf": (b"\x7fELF" + bytes(500), "sop.pdf", "sebuah program"),
    "H18 Word named .txt": (sound(), "sop.txt", DRAFT),
    "H18 text named .pdf": (PASTED.encode(), "sop.pdf", DRAFT),
    "H18 text named .json": (PASTED.encode(), "sop.json", "Susunan JSON rusak"),
    "H18 Word named .yaml": (sound(), "sop.yaml", "bukan teks UTF-8"),
    "H18 nothing": (b"\0", "sop.docx", "tidak berisi apa-apa"),
}


@pytest.mark.parametrize(("data", "name", "expected"), MISNAMED.values(), ids=MISNAMED)
def test_a_document_is_what_its_bytes_are(data: bytes, name: str, expected: str, browser: Client) -> None:
    meets(browser, data, name, expected)


ENDLESS = {
    "H19 tables in tables": (word(papers.document(papers.tables_in_tables(5000))), "sop.docx", ""),
    "H19 tables in tables, not too many": (sound(papers.tables_in_tables(60)), "sop.docx", DRAFT),
    "H19 ten thousand columns": (word(papers.document(papers.columns(10_000))), "sop.docx", ""),
    "H19 cells as wide as a number goes": (
        sound('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
        "sop.docx",
        DRAFT,
    ),
    "H19 a page of wide cells": (
        ("<table>" + "<tr><td colspan=10000 rowspan=65534>x" * 2000).encode(),
        "sop.html",
        "Tidak ada tabel prosedur",
    ),
    "H19 tables in tables of a page": (("<table><tr><td>" * 50_000).encode(), "sop.html", LARGE),
    "H19 ten thousand tabs": (("1\t" * 10_000 + "\n").encode() * 20, "sop.txt", "Tidak ada tabel prosedur"),
    "H19 a line of pipes": (b"|" * 1_900_000, "sop.txt", "tidak berisi teks"),
    "H19 a million lines": (b"1\n" * 900_000, "sop.txt", "Tidak ada tabel prosedur"),
    "H19 two megabytes of blanks in words": ((b"x" + b" " * 99) * 19_000, "sop.txt", "Tidak ada tabel prosedur"),
    "H19 a drawing of ten thousand rules": (
        pdf(ruled([n / 10 for n in range(5000)], [n / 15 for n in range(5000)]) + said(40, 300, "SOP")),
        "sop.pdf",
        "",
    ),
}


@pytest.mark.parametrize(("data", "name", "expected"), ENDLESS.values(), ids=ENDLESS)
def test_a_table_without_end_is_refused_or_ends_as_a_draft(
    data: bytes, name: str, expected: str, browser: Client
) -> None:
    meets(browser, data, name, expected)


GRAPHS = {
    "H20 a circle": (ways({3: [{"when": "done", "to": 2}], 2: [{"when": "done", "to": 3}]}), DRAFT),
    "H20 a step to itself": (ways({2: [{"when": "done", "to": 2}]}), DRAFT),
    "H20 a step that nobody reaches": (ways({1: [{"when": "done", "to": 3}]}), DRAFT),
    "H20 a decision without no": (ways({3: [{"when": "yes", "to": 4}]}), DRAFT),
    "H20 a way to nowhere": (ways({1: [{"when": "done", "to": 99}]}), "99"),
    "H20 ten thousand steps": (papers.steps(10_000), "1 MB"),
    "H20 two thousand steps": (papers.steps(2_000), ""),
    "H20 no steps": (ours(steps=[]), DRAFT),
    "H20 two beginnings": (ours(steps=[{"number": 1}, {"number": 1}]), ""),
    "H20 questions about lines that are not there": (
        papers.asking("steps/99/performers", "performers/siapa", "x/y"),
        DRAFT,
    ),
    "H20 an unknown performer": (ours(performers=[]), ""),
    "H22 another format": (ours(format="himpun-sop/99"), ""),
}


@pytest.mark.parametrize(("data", "expected"), GRAPHS.values(), ids=GRAPHS)
def test_an_sop_that_cannot_run_is_refused_or_asked_about(data: bytes, expected: str, browser: Client) -> None:
    meets(browser, data, "sop.json", expected)


CODE = ("{{7*7}}", "{% include '/etc/passwd' %}", "{0.__class__}", "${7*7}", "#{7*7}", "<b onclick=x>", "=1+1")


@pytest.mark.parametrize("code", CODE)
def test_code_in_the_words_stays_words(code: str, browser: Client) -> None:
    data = ours(title=f"Judul {code}", office=f"Kantor {code}").decode()
    steps = json.loads(data)["steps"]
    steps[0] |= {"activity": f"Memberi {code} perintah", "note": code}
    meets(browser, ours(title=f"Judul {code}", steps=steps), "sop.json", DRAFT)
    draft = DraftEdition.objects.get()
    page = browser.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert text_of(draft).steps[0].activity == f"Memberi {code} perintah"
    assert "49" not in re.sub(r'"[^"]*"|<style.*?</style>|<svg.*?</svg>', "", page, flags=re.S)
    assert "<b onclick" not in page
    assert "root:" not in page


def sop_with(raw: str) -> bytes:
    """The text of an SOP with a raw value for its title."""
    return ours(title="@").replace(b'"@"', raw.encode("utf-8", "surrogatepass"), 1)


TEXTS = {
    "H22 not a number": (sop_with("NaN"), DRAFT),
    "H22 a number without end": (sop_with("1e999"), DRAFT),
    "H22 a number of a million digits": (sop_with("9" * 900_000), ""),
    "H22 a huge exponent": (ours().replace(b'"value": "5"', b'"value": 1e999999999', 1), ""),
    "H22 a key twice": (sop_with('"a", "title": "b"'), "dua kali"),
    "H22 ten megabytes of text": (sop_with('"' + "a" * 10_000_000 + '"'), "1 MB"),
    "H22 nearly a megabyte of text": (sop_with('"' + "a" * 950_000 + '"'), ""),
    "H22 five thousand deep": (sop_with("[" * 5000 + "]" * 5000), "bersarang"),
    "H22 deep and open": (b"[" * 900_000, ""),
    "H22 half a letter": (sop_with('"\\ud800"'), "tanda yang tidak terbaca"),
    "H22 half a letter, raw": (sop_with('"\ud800"'), "UTF-8"),
    "H22 a mark of order": (b"\xef\xbb\xbf" + ours(), DRAFT),
    "H22 two bytes a letter": (ours().decode().encode("utf-16"), "UTF-8"),
    "H22 a list": (b"[]", "bukan sebuah SOP"),
    "H22 a word": (b"null", "bukan sebuah SOP"),
    "H22 control signs": (sop_with('"a\\u0000b\\u001b"'), "tanda yang tidak terbaca"),
}


@pytest.mark.parametrize(("data", "expected"), TEXTS.values(), ids=TEXTS)
def test_json_made_to_harm_is_refused_with_a_reason(data: bytes, expected: str, browser: Client) -> None:
    meets(browser, data, "sop.json", expected)


YAML = {
    "aliases": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a tag": b"!!python/object/apply:os.system ['id']\n",
    "deep": b"[" * 100_000,
    "many documents": b"---\na: 1\n" * 50_000,
    "a long key": b"? " + b"a" * 900_000 + b"\n: 1\n",
}


@pytest.mark.parametrize("data", YAML.values(), ids=YAML)
def test_yaml_made_to_harm_is_refused_and_nothing_of_it_runs(data: bytes, browser: Client) -> None:
    meets(browser, data, "sop.yaml", "")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/cron.d/x.docx",
        "C:\\x.docx",
        "a\r\nSet-Cookie: x=1.docx",
        "\u202exs.docx",
        "x" * 400 + ".docx",
        "\0.docx",
    ],
)
def test_a_name_made_to_harm_is_only_a_name(name: str, browser: Client) -> None:
    upload = SimpleUploadedFile("x", sound(), "application/octet-stream")
    upload._name = name  # type: ignore[attr-defined]  # as a hostile client would write it, uncleaned
    answer = browser.post("/sop/baca", {"berkas": upload})
    assert answer.status_code == 302
    assert "Set-Cookie: x" not in str(answer.headers)
    source = DraftEdition.objects.get().source
    assert source is not None
    assert not re.search(r"[/\\\r\n\0\u202e]", source.name)


def test_after_all_this_the_journal_explains_every_row_and_an_honest_document_is_read(browser: Client) -> None:
    for data, _ in [*PACKED.values(), *SPELLED.values()][::3]:
        sent(browser, data)
    meets(browser, sound(), "sop.docx", DRAFT)
    assert verify(EXPLAINED).findings == ()
