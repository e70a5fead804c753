"""What the end of a unit will do, told before it is kept; and whether it can still be taken back."""

from datetime import date
from zoneinfo import ZoneInfo

from himpun.cases.models import Case, Task
from himpun.lib.dates import plain_date
from himpun.lib.periods import Period
from himpun.organisation.errors import NotHeldThen
from himpun.organisation.models import Post, Unit
from himpun.organisation.queries import holders_of, in_force
from himpun.performance.models import Indicator
from himpun.procedures.models import Casting


def ending_foreseen(unit: Unit, ends: date, *, today: date) -> list[str]:
    """The consequences in sentences. Raises NotHeldThen, as the verb would."""
    if ends < unit.starts or (unit.ends is not None and unit.ends <= ends):
        raise NotHeldThen("Sudah berakhir, atau tanggal ini mendahului tanggal mulainya.")
    told = [
        f"{plain_date(ends)} menjadi hari terakhir {unit.name}. Datanya yang sudah terkirim tetap tersimpan.",
        *_as_performer(unit, ends),
        _open(unit),
        *_posts(unit, today),
    ]
    return [f"{one.rstrip('.')}." for one in told]


def may_be_taken_back(unit: Unit) -> bool:
    """Whether nothing has followed the end: no case was opened without the unit, and nobody took its name."""
    if unit.ends is None or Unit.objects.filter(office=unit.office_id, name=unit.name, ends=None).exists():
        return False
    zone = ZoneInfo(unit.office.zone)
    newest = Case.objects.filter(office=unit.office_id).order_by("-opened_at").values_list("opened_at", flat=True)[:1]
    return all(opened.astimezone(zone).date() <= unit.ends for opened in newest)


def _as_performer(unit: Unit, ends: date) -> list[str]:
    played = Casting.objects.filter(in_force(ends), unit=unit).select_related("procedure")
    titles = list(dict.fromkeys(one.procedure.title for one in played))
    count = Indicator.objects.filter(in_force(ends), unit=unit).count()
    asked = f" {count} indikatornya tidak diminta lagi." if count else ""
    if not titles:
        return [asked.strip()] if asked else []
    return [f"Berkas yang dibuka sesudahnya pada SOP {', '.join(titles)} tidak meminta data unit ini.{asked}"]


def _open(unit: Unit) -> str:
    tasks = Task.objects.filter(office=unit.office_id, unit=unit.pk, state="open").select_related("case")
    periods = list(dict.fromkeys(Period.parse(task.case.period).label for task in tasks))
    if not periods:
        return "Tidak ada tugas unit ini yang sedang terbuka."
    return (
        f"{len(tasks)} tugas unit ini masih terbuka pada berkas {', '.join(periods)} dan tetap terbuka: "
        "selesaikan, atau kepala kantor memutuskan melanjutkan tanpa unit ini."
    )


def _posts(unit: Unit, today: date) -> list[str]:
    posts = list(Post.objects.filter(in_force(today), unit=unit))
    held = holders_of([post.pk for post in posts], on=today)
    told = []
    for post in posts:
        holder = held.get(post.pk)
        who = f", dijabat {f'{holder.standing} {holder.person.name}'.strip()}," if holder else ", kosong,"
        told.append(f"Jabatan {post.title}{who} tidak ikut berakhir; akhiri atau pindahkan tersendiri.")
    return told
