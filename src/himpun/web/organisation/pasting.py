"""Many people out of a spreadsheet: what was understood is shown row by row, then one press keeps all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from himpun.organisation.actions import register_people
from himpun.organisation.drafts import PersonDraft
from himpun.organisation.models import Office, Person
from himpun.organisation.paste import Pasted, Row, read_people
from himpun.web.organisation.asked import administered, asked
from himpun.web.request import Visit
from himpun.web.typed import Typed

LONGEST = 400_000
TWICE = "Nama ini sudah ada di baris {}. Isi NIP-nya supaya dapat dibedakan."
ELSEWHERE = "NIP ini sudah dimiliki pegawai lain."


@dataclass(frozen=True, slots=True)
class Understood:
    """A row with what becomes of it: new, known already (passed over), or to be mended."""

    row: Row
    known: bool
    problems: dict[str, str]

    @property
    def new(self) -> bool:
        return not self.known and not self.problems


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole paste; it may be kept when nothing is to be mended and somebody is new."""

    pasted: Pasted
    rows: list[Understood]
    mark: str

    @property
    def new(self) -> list[Row]:
        return [one.row for one in self.rows if one.new]

    @property
    def known(self) -> int:
        return sum(one.known for one in self.rows)

    @property
    def to_mend(self) -> int:
        return sum(bool(one.problems) for one in self.rows)

    @property
    def sound(self) -> bool:
        return bool(self.new) and not self.to_mend and not self.pasted.problems


def paste(request: Visit) -> HttpResponse:
    """Paste, look, keep."""
    office = administered(request)
    kept: list[Reading] = []

    def look(typed: Typed) -> str:
        kept.append(_reading(office, typed))
        return ""

    def keep(typed: Typed) -> str:
        reading = _reading(office, typed)
        kept.append(reading)
        if not reading.sound or request.POST.get("diperiksa") != reading.mark:
            return ""
        drafts = [PersonDraft(row.name, row.nip, row.rank) for row in reading.new]
        register_people(request.actor, office, drafts, at=request.at)
        return "/kantor/pegawai?sudah=tambah"

    def context() -> dict[str, Any]:
        return {"office": office, "reading": kept[-1] if kept else None}

    answer = asked(request, "paste", context, deeds={"baca": look, "simpan": keep})
    if kept and not isinstance(answer, HttpResponseRedirect) and not kept[-1].sound:
        answer.status_code = 422
    return answer


def _reading(office: Office, typed: Typed) -> Reading:
    text = typed.post.get("daftar", "")
    if len(text) > LONGEST:
        typed.lack("daftar", "too_long", f"Terlalu panjang: {len(text)} huruf. Tempel sebagian dahulu.")
    typed.refuse()
    pasted = read_people(text).of_people()
    return Reading(pasted, list(_with_known(office, pasted.rows)), sha256(text.encode()).hexdigest()[:16])


def _with_known(office: Office, rows: Iterable[Row]) -> Iterable[Understood]:
    """Beside what is wrong in itself: who is registered already, here or elsewhere."""
    rows = list(rows)
    nips = dict(Person.objects.filter(nip__in=[r.nip for r in rows if r.nip]).values_list("nip", "office_id"))
    without = Person.objects.filter(office=office, nip="").values_list("name", flat=True)
    names = {name.casefold() for name in without}
    first: dict[str, int] = {}
    for row in rows:
        problems = {field: row.problem_of(field) for field in ("name", "nip", "rank") if row.problem_of(field)}
        at_home = nips.get(row.nip) == office.pk if row.nip in nips else False
        if row.nip in nips and not at_home:
            problems["nip"] = ELSEWHERE
        nameless = bool(row.name) and not row.nip
        if nameless and (number := first.setdefault(row.name.casefold(), row.number)) != row.number:
            problems["name"] = TWICE.format(number)
        known = at_home or (nameless and row.name.casefold() in names)
        yield Understood(row, known and not problems, problems)
