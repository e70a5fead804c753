"""Every address of the resolver, as everybody, by every method: who is let in, who is not, and what they may read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

from himpun.performance.models import SheetLine
from himpun.web import urls
from himpun.web.policy import WRITE, Policy
from himpun.web.urls import PAGES
from tests.hostile.two_offices import SECRET, Place, contents, place, visitors

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
NOBODY = ("anonymous", "deactivated")
MISSING = (10**12, 10**18 - 1, 0)
NOWHERE = (2**63, 2**70, 10**200)
"""Longer than any key: no address at all."""
OBJECTS = {
    "tugas": "tugas",
    "tugas-isian": "tugas",
    "tugas-bukti": "tugas",
    "berkas-langkah": "berkas",
    "berkas-data": "berkas",
    "berkas-dokumen": "berkas",
    "berkas-format": "berkas",
    "berkas-disposisi": "berkas",
    "berkas-riwayat": "berkas",
    "berkas-percakapan": "berkas",
    "berkas-lanjutkan": "berkas",
    "berkas-batalkan": "berkas",
    "dokumen": "dokumen",
    "dokumen-naskah": "dokumen",
    "lampiran": "lampiran",
    "data-dukung": "data-dukung",
    "kantor-satu-unit": "unit",
    "kantor-satu-jabatan": "jabatan",
    "kantor-tunjuk": "jabatan",
    "kantor-akhiri": "pejabat",
    "kantor-satu-pegawai": "pegawai",
    "sop-konsep-satu": "konsep",
    "sop-konsep-langkah": "konsep",
    "sop-konsep-pelaksana": "konsep",
    "sop-konsep-identitas": "konsep",
    "sop-konsep-pengesahan": "konsep",
    "sop-edisi": "edisi",
}
"""What an address with a key leads to."""
POSTED = {name for name in OBJECTS if "GET" not in PAGES[name].methods}
"""Addresses at which nothing can be read."""
WORDS = {"sop-katalog": "batui-selatan", "periksa-naskah": "tidakada", "bantuan-peran": "sekretaris"}
WORDS |= {f"siapkan-{page}": "batui-selatan" for page in ("bagan", "pelaksana", "gladi", "gladi-dokumen", "periode")}
NOTHING_YET = ("periksa-naskah", "kantor-lambang", "siapkan-mulai", "siapkan-gladi-dokumen")
"""Addresses at which these offices have nothing: no such code, no emblem, no rehearsal, nothing left to found."""


@dataclass(frozen=True)
class Way:
    """One address: its name, where it leads, and whose object that is."""

    name: str
    address: str
    relation: str  # ours, theirs, missing, nowhere, or none


@pytest.fixture
def offices() -> tuple[Place, Place]:
    return place(SECRET["ours"]), place(SECRET["theirs"])


def patterns() -> list[URLPattern]:
    """The resolver's own list: a page that is added is walked from its first day."""
    roots = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    return [one for root in roots for one in root.url_patterns if isinstance(one, URLPattern)]


def ways(ours: Place, theirs: Place) -> Iterator[Way]:
    for pattern in patterns():
        name, route = str(pattern.name), f"/{pattern.pattern}"
        if name in OBJECTS:
            kind = OBJECTS[name]
            keys = {"ours": [ours.keys[kind]], "theirs": [theirs.keys[kind]], "missing": MISSING, "nowhere": NOWHERE}
            for relation, key in ((relation, key) for relation, some in keys.items() for key in some):
                line = str(first_line(theirs if relation == "theirs" else ours))
                yield Way(name, route.replace("<key:pk>", str(key)).replace("<key:line>", line), relation)
        else:
            yield Way(name, re.sub("<str:[a-z]+>", WORDS.get(name, ""), route), "none")


def first_line(place: Place) -> int:
    """A line of the sheet that waits: it has no address of its own, only below its task's."""
    return SheetLine.objects.filter(sheet__task=place.task.pk).values_list("pk", flat=True)[0]


def refused(way: Way, method: str, role: str) -> set[int]:
    """The statuses by which this must be refused; empty when it is let in."""
    page = PAGES[way.name]
    if way.relation == "nowhere":
        return {404}
    if method not in page.methods:
        return {405}
    if page.policy is Policy.PUBLIC:
        return set()
    if role in NOBODY:
        return {401} if method in WRITE else {302}
    if page.policy is Policy.ADMINISTRATOR and role != "administrator":
        return {403}
    relation = (
        {"ours": "theirs", "theirs": "ours"}.get(way.relation, way.relation) if role == "stranger" else way.relation
    )
    if relation in ("theirs", "missing"):
        return {404}
    if page.policy is Policy.SEAT and role != "holder":
        # The stranger sits on the very seat that the other office's address leads to.
        return {403} if not (role == "stranger" and relation == "ours") else set()
    return set()


def ask(client: Client, method: str, address: str) -> Any:
    return client.generic(method, address)


def reads(answer: Any, secret: str) -> bool:
    said = unpacked(b"".join(answer) if answer.streaming else answer.content)
    return secret.encode() in said or any(secret in str(value) for value in answer.headers.values())


def unpacked(said: bytes) -> bytes:
    """A workbook is a packed folder: what it says is read within."""
    if not said.startswith(b"PK"):
        return said
    with ZipFile(BytesIO(said)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_every_address_has_a_policy_and_every_policy_an_address() -> None:
    assert {pattern.name for pattern in patterns()} == set(PAGES)
    assert all(pattern.name in OBJECTS for pattern in patterns() if "<key:" in str(pattern.pattern))


def test_whoever_is_refused_is_refused_everywhere_and_changes_nothing(offices: tuple[Place, Place]) -> None:
    ours, theirs = offices
    doors = visitors(ours, theirs)
    before = contents()
    wrong, count = [], 0
    for way, method, (role, client) in product(ways(ours, theirs), METHODS, doors.items()):
        expected = refused(way, method, role)
        if not expected:
            continue
        answer, count = ask(client, method, way.address), count + 1
        if answer.status_code not in expected:
            wrong.append(f"{role} {method} {way.address}: {answer.status_code}, not {expected}")
        wrong += [f"{role} {method} {way.address} reads {s}" for s in _others(role) if reads(answer, s)]
    assert wrong == []
    assert count > 1500, "the walk itself must not shrink unseen"
    assert [name for name, rows in contents().items() if rows != before[name]] == []


def test_whoever_is_let_in_reads_only_their_own_office(offices: tuple[Place, Place]) -> None:
    ours, theirs = offices
    doors = visitors(ours, theirs)
    del doors["deactivated"]  # a log-out by anybody ends nobody else's session
    wrong = []
    for way, (role, client) in product(ways(ours, theirs), doors.items()):
        for method in ("GET", "HEAD", "POST"):
            if refused(way, method, role) or way.name == "keluar":
                continue
            answer = ask(client, method, way.address)
            if answer.status_code not in (200, 302, 404 if way.name in NOTHING_YET else 200, 403, 422):
                wrong.append(f"{role} {method} {way.address}: {answer.status_code}")
            wrong += [f"{role} {method} {way.address} reads {s}" for s in _others(role) if reads(answer, s)]
    assert wrong == []


def _others(role: str) -> tuple[str, ...]:
    """The secrets that this visitor must never read."""
    match role:
        case "anonymous" | "deactivated":
            return tuple(SECRET.values())
        case "stranger":
            return (SECRET["ours"],)
        case _:
            return (SECRET["theirs"],)


def reader_of(name: str) -> str:
    """Whom a page is for."""
    return "administrator" if PAGES[name].policy is Policy.ADMINISTRATOR else "holder"


def test_the_secrets_are_where_they_would_be_found(offices: tuple[Place, Place]) -> None:
    """Else the walk above would prove nothing: whoever may read an object reads its secret."""
    ours, theirs = offices
    doors = visitors(ours, theirs)
    told = [
        way.name
        for way in ways(ours, theirs)
        if way.relation in ("ours", "none")
        and reads(ask(doors[reader_of(way.name)], "GET", way.address), SECRET["ours"])
    ]
    assert {*OBJECTS, "meja-kerja", "berkas", "kantor", "sop"} - {"dokumen", "dokumen-naskah", *POSTED} <= set(told)


def test_missing_and_foreign_are_told_in_the_same_words(offices: tuple[Place, Place]) -> None:
    ours, theirs = offices
    doors = visitors(ours, theirs)
    for name, kind in OBJECTS.items():
        if name in POSTED:
            continue
        holder = doors[reader_of(name)]
        pattern = next(f"/{one.pattern}" for one in patterns() if one.name == name)
        foreign = holder.get(pattern.replace("<key:pk>", str(theirs.keys[kind])))
        missing = holder.get(pattern.replace("<key:pk>", str(10**12)))
        assert _main(foreign) == _main(missing) == _main(holder.get("/alamat/karangan"))


def _main(answer: Any) -> str:
    """The page's own part: the form that logs out carries a token of its own."""
    return str(answer.content.decode().split("<main")[1])


ODD = (
    "/berkas/{theirs};x",
    "/berkas/{ours};x",
    "/berkas/{ours}/;x",
    "/berkas;x/{theirs}",
    "/berkas/{ours}/%2e%2e/{theirs}",
    "/berkas/{ours}/../{theirs}",
    "/berkas/%2e%2e/berkas/{theirs}",
    "/berkas/{ours}%2f..%2f{theirs}",
    "//berkas/{theirs}",
    "/berkas/{theirs}/",
    "/berkas/{theirs}//data",
    "/BERKAS/{theirs}",
    "/berkas/{theirs}%00",
    "/berkas/{theirs}%0a",
    "/berkas/+{theirs}",
    "/berkas/-{theirs}",
    "/berkas/{theirs}.json",
    "/sop/%2e%2e%2f%2e%2e%2fsettings",
    "/sop/..",
    "/static/%2e%2e/%2e%2e/keys/secret",
    "/static/../keys/secret",
    "/dokumen/{theirs};x",
    "/data-dukung/{theirs}%20",
)


def test_odd_spellings_of_an_address_lead_nowhere(offices: tuple[Place, Place]) -> None:
    ours, theirs = offices
    holder = visitors(ours, theirs)["holder"]
    for form in ODD:
        answer = holder.get(form.format(ours=ours.case.pk, theirs=theirs.case.pk))
        assert answer.status_code == 404, form
        assert not reads(answer, SECRET["theirs"]), form


def test_odd_questions_are_answered(offices: tuple[Place, Place]) -> None:
    holder = visitors(*offices)["holder"]
    odd = ("?kode=%00", "?kode=' OR 1=1--", "?halaman=99999999999999999999", "?halaman=-1", "?halaman=%D9%A3", "?%00=1")
    for address, query in product(("/", "/berkas", "/periksa", f"/berkas/{offices[0].case.pk}"), odd):
        assert holder.get(address + query).status_code in (200, 302), query


def open_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("terbuka")


urlpatterns = [*urls.urlpatterns, path("tanpa-kebijakan", open_door, name="tanpa-kebijakan")]


def test_an_address_without_a_policy_is_nobodys(offices: tuple[Place, Place], settings: object) -> None:
    doors = visitors(*offices)
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    for role, method in product(doors, ("GET", "POST")):
        answer = ask(doors[role], method, "/tanpa-kebijakan")
        assert answer.status_code == 404
        assert b"terbuka" not in answer.content


def test_whoever_loses_a_post_loses_its_tasks_with_the_next_click(offices: tuple[Place, Place]) -> None:
    ours, theirs = offices
    holder = visitors(ours, theirs)["holder"]
    address = f"/tugas/{ours.task.pk}"
    assert holder.get(address).status_code == 200
    assert ours.task.post is not None
    ours.task.post.holders.update(ends="2026-07-02")
    assert holder.get(address).status_code == 404, "the only post held there: nothing of the office is theirs"
    assert holder.post(address, {"putusan": "kirim"}).status_code == 404
