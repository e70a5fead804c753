"""How far an office's set-up has come, read from what is there; a constant number of statements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from himpun.cases.models import Case
from himpun.installation.rehearsals import State, rehearsal_of
from himpun.lib.periods import Period
from himpun.organisation.models import Holiday, Invitation, Office, Person, Unit
from himpun.organisation.queries import calendar_of, in_force, posts_with_holders
from himpun.performance.models import Indicator, Target
from himpun.procedures.casting import Cast
from himpun.procedures.models import Edition, Procedure
from himpun.procedures.queries import casting_for, edition_in_force, missing_performers, owed_openings, sop_of
from himpun.sop.model import Act, Severity
from himpun.web.setup.founding_views import ZONES


class Progress(Enum):
    """The three words of the list."""

    NOT_YET = "belum"
    PARTLY = "sebagian"
    DONE = "selesai"

    @property
    def chip(self) -> str:
        """The mark's look."""
        match self:
            case Progress.NOT_YET:
                return ""
            case Progress.PARTLY:
                return "soon"
            case Progress.DONE:
                return "done"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the list. `said` tells what is there, `missing` what is not; no address: something comes before."""

    title: str
    address: str
    progress: Progress
    said: str = ""
    missing: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Setup:
    """An office being set up with one of its SOPs, as of now."""

    office: Office
    units: Mapping[int, str]  # the living ones
    procedure: Procedure | None
    edition: Edition | None
    cast: Cast
    cases: tuple[tuple[int, str], ...]  # their keys and periods, the first one first
    today: date
    at: datetime


def steps_of(setup: Setup) -> list[Step]:
    """All steps in their order."""
    steps: list[Callable[[Setup], Step]] = [_kop, _hours, _people, _sop]
    if setup.edition is None:
        waiting = "Pilih SOP lebih dahulu."
        return [step(setup) for step in steps] + [
            Step("Pelaksana SOP", "", Progress.NOT_YET, missing=waiting),
            _indicators(setup),
            _accounts(setup),
            Step("Gladi", "", Progress.NOT_YET, missing=waiting, optional=True),
            Step("Periode pertama", "", Progress.NOT_YET, missing=waiting),
        ]
    return [step(setup) for step in (*steps, _casting, _indicators, _accounts, _rehearsal, _first_period)]


def _kop(setup: Setup) -> Step:
    office = setup.office
    lacking = [word for word, value in (("alamat", office.address), ("tempat surat", office.place)) if not value]
    emblem = "dengan lambang" if getattr(office, "emblem", "") else "tanpa lambang; boleh menyusul"
    if lacking:
        missing = f"Belum ada: {' dan '.join(lacking)}."
        return Step("Kop dan lambang", "/kantor/kop", Progress.PARTLY, office.name, missing)
    return Step("Kop dan lambang", "/kantor/kop", Progress.DONE, f"{office.name}, {emblem}.")


def _hours(setup: Setup) -> Step:
    office = setup.office
    zone = next((short for key, short, _ in ZONES if key == office.zone), office.zone)
    days = Holiday.objects.filter(office=office, day__year=setup.today.year, cancelled=False).count()
    if not calendar_of(office).hours or not days:
        missing = f"Hari libur {setup.today.year} belum ada." if not days else "Jam kerja belum ada."
        return Step("Zona dan jam kerja", "/siapkan/jam", Progress.PARTLY, zone, missing)
    said = f"{zone}, jam kerja Perpres 21/2023, {days} hari libur dan cuti bersama {setup.today.year}."
    return Step("Zona dan jam kerja", "/siapkan/jam", Progress.DONE, said)


def _people(setup: Setup) -> Step:
    rows = posts_with_holders([setup.office.pk], on=setup.today)
    units = len(setup.units)
    vacant = [post.title for post, holder in rows if holder is None]
    title, address = "Jabatan dan pegawai", "/siapkan/pegawai"
    if not rows:
        return Step(title, address, Progress.NOT_YET, missing="Tempel daftarnya dari Excel.")
    said = f"{len(rows)} jabatan di {units} unit, {len(rows) - len(vacant)} terisi."
    if not any(post.heads_office for post, _ in rows):
        return Step(title, address, Progress.PARTLY, said, "Belum ada kepala kantor.")
    if not units:
        return Step(title, address, Progress.PARTLY, said, "Belum ada unit: sebut unit tiap jabatan di kolom Unit.")
    if vacant:
        return Step(title, address, Progress.PARTLY, said, f"Kosong: {_some(vacant)}.")
    return Step(title, address, Progress.DONE, said)


def _sop(setup: Setup) -> Step:
    if setup.edition is None or setup.procedure is None:
        return Step("SOP", "/siapkan/sop", Progress.NOT_YET, missing="Pilih dari katalog.")
    said = f"{setup.procedure.title}, edisi {setup.edition.number}."
    return Step("SOP", "/siapkan/sop", Progress.DONE, said)


def _casting(setup: Setup) -> Step:
    assert setup.edition is not None
    assert setup.procedure is not None
    sop = sop_of(setup.edition)
    findings = missing_performers(sop, setup.cast)
    names = [sop.performer(f.where.split("/")[1]).name for f in findings if f.severity is Severity.ERROR]
    address = f"/siapkan/pelaksana/{setup.procedure.key}"
    if not names:
        return Step("Pelaksana SOP", address, Progress.DONE, f"{len(sop.performers)} pelaksana mempunyai jabatan.")
    progress = Progress.PARTLY if len(names) < len(sop.performers) else Progress.NOT_YET
    return Step("Pelaksana SOP", address, progress, missing=f"Belum ada jabatannya: {_some(names)}.")


def _indicators(setup: Setup) -> Step:
    title, address = "Indikator dan target", "/siapkan/indikator"
    units = setup.units
    told = list(Indicator.objects.filter(in_force(setup.today), office=setup.office).values_list("pk", "unit"))
    if not told:
        missing = "Tempel daftarnya dari Excel." if units else "Isi dahulu jabatan dan pegawai beserta unitnya."
        return Step(title, address, Progress.NOT_YET, missing=missing)
    aimed = set(Target.objects.filter(indicator__in=[key for key, _ in told]).values_list("indicator", flat=True))
    said = f"{len(told)} indikator di {len({unit for _, unit in told})} unit."
    if without := len(told) - len(aimed):
        return Step(title, address, Progress.PARTLY, said, f"{without} indikator belum mempunyai target.")
    asked = _asked(setup)
    bare = [name for key, name in units.items() if key in asked and key not in {unit for _, unit in told}]
    if bare:
        return Step(title, address, Progress.PARTLY, said, f"Belum ada indikator: {_some(bare)}.")
    return Step(title, address, Progress.DONE, said)


def _asked(setup: Setup) -> frozenset[int]:
    """Units whose figures the SOP asks for: those that the casting lets fill. Others may go without indicators."""
    if setup.edition is None:
        return frozenset()
    lines = [step for step in sop_of(setup.edition).lines if Act.FILL in step.acts]
    keys = {
        role.key
        for step in lines
        for role in step.performers
        if any(role.does(position) for position, act in enumerate(step.acts, start=1) if act is Act.FILL)
    }
    seats = [pair for key in keys for pair in (*setup.cast.units.get(key, ()), *setup.cast.members.get(key, ()))]
    return frozenset(unit for unit, _ in seats)


def _accounts(setup: Setup) -> Step:
    title, address = "Akun", "/akun"
    # Of each person of the office whether the account is open; none where there is no account. One statement.
    states: list[bool | None] = list(
        Person.objects.filter(office=setup.office).values_list("account__is_active", flat=True)
    )
    without, active = states.count(None), states.count(True)
    said = f"{active} akun aktif."
    codes = Invitation.objects.filter(
        office=setup.office,
        purpose=Invitation.Purpose.ACCOUNT,
        used_at=None,
        withdrawn_at=None,
        expires_at__gt=setup.at,
    ).count()
    if without and codes >= without:
        return Step(title, address, Progress.DONE, f"{said} {codes} kode sudah dibuat dan menunggu dipakai.")
    if without:
        progress = Progress.PARTLY if active > 1 or codes else Progress.NOT_YET
        return Step(title, address, progress, said, f"{without} pegawai belum mempunyai akun.")
    return Step(title, address, Progress.DONE if active > 1 else Progress.NOT_YET, said)


def _rehearsal(setup: Setup) -> Step:
    assert setup.edition is not None
    assert setup.procedure is not None
    address = f"/siapkan/gladi/{setup.procedure.key}"
    match rehearsal_of(setup.edition, at=setup.at).state:
        case State.PLAYED:
            return Step("Gladi", address, Progress.DONE, "Sudah dimainkan sampai arsip.")
        case State.PLAYING:
            return Step("Gladi", address, Progress.PARTLY, "Sedang dimainkan.", optional=True)
        case State.BROKEN:
            return Step("Gladi", address, Progress.PARTLY, missing="Belum sampai akhir; lihat sebabnya.", optional=True)
        case _:
            said = "Satu tekan, dengan orang rekaan. Boleh dilewati."
            return Step("Gladi", address, Progress.NOT_YET, missing=said, optional=True)


def _first_period(setup: Setup) -> Step:
    assert setup.procedure is not None
    address = f"/siapkan/periode/{setup.procedure.key}"
    if owed := owed_openings(setup.procedure, setup.today):
        said = f"Jadwal belum dapat membuka berkas {_some([period.label for period in owed])}."
        missing = f"{said} Periksa pelaksana dan indikatornya, atau buka sendiri: alasannya tertulis di sana."
        return Step("Periode pertama", address, Progress.PARTLY, missing=missing)
    if not setup.cases:
        return Step("Periode pertama", address, Progress.NOT_YET, missing="Belum ada berkas.")
    return Step("Periode pertama", address, Progress.DONE, f"Berkas {Period.parse(setup.cases[0][1]).label} dibuka.")


def _some(names: list[str], most: int = 3) -> str:
    """The first names, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" dan {rest} lagi" if rest > 0 else "")


def setup_of(office: Office, procedures: list[Procedure], *, today: date, at: datetime) -> Setup:
    """The office with the first of these SOPs; it may have no edition in force."""
    units = dict(Unit.objects.filter(in_force(today), office=office).values_list("pk", "name"))
    procedure = procedures[0] if procedures else None
    edition = edition_in_force(procedure, today) if procedure else None
    if procedure is None or edition is None:
        return Setup(office, units, procedure, None, Cast(), (), today, at)
    opened = Case.objects.filter(procedure=procedure, cancelled_at=None).order_by("pk").values_list("pk", "period")
    return Setup(office, units, procedure, edition, casting_for(edition, today), tuple(opened), today, at)
