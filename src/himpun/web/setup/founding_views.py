"""The first page of an empty installation: who may set it up, for which office, and the administrator's account."""

import re
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect

from himpun.cases.errors import Incomplete
from himpun.installation.founding import Founding, WrongCode, fits, found, is_empty
from himpun.organisation.account_rules import fit_username, refuse_weak
from himpun.organisation.drafts import OfficeDraft, place_of
from himpun.organisation.errors import (
    NameNotFit,
    NameTaken,
    NotACalendar,
    NotHere,
    OrganisationError,
    PasswordTooWeak,
)
from himpun.organisation.identity import WRITTEN_TWICE
from himpun.organisation.models import Account
from himpun.web.accounts.views import let_in
from himpun.web.refusals import beside_fields
from himpun.web.request import Visit
from himpun.web.setup.asking import again
from himpun.web.typed import Typed

ZONES: Final = (
    ("Asia/Jakarta", "WIB", "Sumatra, Jawa, Kalimantan Barat dan Tengah"),
    ("Asia/Makassar", "WITA", "Bali, Nusa Tenggara, Sulawesi, Kalimantan Timur, Utara dan Selatan"),
    ("Asia/Jayapura", "WIT", "Maluku dan Papua"),
)
_CODE_SAID: Final = (
    "Kode penyiapan tidak cocok. Salin kode yang tercetak di jendela tempat Himpun dijalankan; "
    "setiap kali dijalankan ulang, kodenya baru."
)


def begin(request: Visit) -> HttpResponse:
    """Ask for the code of the last start and for the first office. Nobody's page once somebody has an account."""
    if not is_empty():
        raise NotHere
    if request.method != "POST":
        typed = {"kode": request.GET.get("kode", "")[:60]}
        return again(request, "begin", _context({}) | {"first": typed}, status=200)
    try:
        account = found(_founding(request), code=request.POST.get("kode", ""), at=request.at)
    except WrongCode:
        return again(request, "begin", _context({"kode": _CODE_SAID}))
    except Incomplete as lacking:
        return again(request, "begin", _context(beside_fields(lacking)))
    except NotHere:
        raise
    except OrganisationError as refused:
        return again(request, "begin", _context({_field_of(refused): str(refused)}))
    return let_in(request, account, HttpResponseRedirect("/siapkan"))


def _context(lacks: dict[str, str]) -> dict[str, Any]:
    return {"zones": ZONES, "lacks": lacks, "first": {}}


def _field_of(error: OrganisationError) -> str:
    """The field that a refusal belongs to."""
    match error:
        case PasswordTooWeak():
            return "sandi"
        case NameNotFit() | NameTaken():
            return "pengguna"
        case NotACalendar():
            return "zona"
        case _:
            return ""


def _founding(request: Visit) -> Founding:
    """What was typed. Raises Incomplete with everything that is missing, WrongCode before anything else."""
    if not fits(request.POST.get("kode", "")):
        raise WrongCode
    typed = Typed(request.POST)
    government = _needed(typed, "pemda", "Tulis nama pemerintah daerah, misalnya Kabupaten Banua Raya.")
    name = _needed(typed, "kantor", "Tulis nama kantor, misalnya Kecamatan Air Bening.")
    zone = typed.text("zona", 40)
    if zone not in [key for key, *_ in ZONES]:
        typed.lack("zona", "no_zone", "Pilih zona waktu kantor.")
    draft = OfficeDraft(
        name=name,
        code=typed.text("singkatan", 40) or initials(name),
        zone=zone,
        address=typed.text("alamat", 300),
        contact=typed.text("kontak", 300),
        place=typed.text("tempat", 100) or place_of(name, government),
    )
    person = _needed(typed, "nama", "Tulis nama Anda, dengan gelar.")
    username, password = _account(typed)
    typed.refuse()
    return Founding(government, draft, person, username, password)


def _account(typed: Typed) -> tuple[str, str]:
    """User name and password; what the verb would refuse is told together with everything else that is wrong."""
    username = _needed(typed, "pengguna", "Tulis nama pengguna, misalnya halimah.rantau.", 60)
    if username:
        try:
            fit_username(username)
        except NameNotFit as unfit:
            typed.lack("pengguna", unfit.code, str(unfit))
    password = typed.post.get("sandi", "")[:1000]
    if not password:
        typed.lack("sandi", "blank", "Buat kata sandi, paling sedikit 12 huruf.")
        return username, password
    if password != typed.post.get("ulang", "")[:1000]:
        typed.lack("ulang", "written_otherwise", WRITTEN_TWICE)
    try:
        refuse_weak(password, Account(username=username.lower()))
    except PasswordTooWeak as weak:
        typed.lack("sandi", weak.code, str(weak))
    return username, password


def _needed(typed: Typed, name: str, said: str, longest: int = 200) -> str:
    text = typed.text(name, longest)
    if not text:
        typed.lack(name, "blank", said)
    return text


def initials(name: str) -> str:
    """ "Kecamatan Air Bening" is "KAB" in letter numbers."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name)).upper()[:8] or "KTR"
