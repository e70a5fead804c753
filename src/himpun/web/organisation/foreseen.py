"""What an appointment will do, told before it is kept: who leaves, who acts from when, which work goes over."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from himpun.cases.queries import open_tasks_of
from himpun.lib.dates import plain_date
from himpun.organisation.appointing import leaving_for, refuse_appointment, refuse_standing
from himpun.organisation.drafts import Mandate
from himpun.organisation.models import Account, Holder, Person, Post, Standing
from himpun.organisation.queries import holder_of


class Way(StrEnum):
    """How somebody comes to a post."""

    DEFINITIVE = "definitif"
    REPLACE = "ganti"
    PLT = "plt"
    PLH = "plh"

    @property
    def standing(self) -> Standing:
        match self:
            case Way.PLT:
                return Standing.PLT
            case Way.PLH:
                return Standing.PLH
            case _:
                return Standing.DEFINITIVE


@dataclass(frozen=True, slots=True)
class Appointment:
    """What the form asks for."""

    person: Person
    way: Way
    mandate: Mandate

    @property
    def mark(self) -> str:
        """Tells this appointment from any other: what is kept is what was foretold."""
        one = self.mandate
        return f"{self.person.pk}.{self.way}.{one.starts}.{one.ends or ''}.{one.order}"


def foreseen(post: Post, asked: Appointment, *, today: date) -> list[str]:
    """The consequences in sentences. Raises what the verb would raise."""
    leaving = leaving_for(post, asked.mandate.starts) if asked.way is Way.REPLACE else []
    if asked.mandate.standing is not Standing.DEFINITIVE:
        refuse_standing(asked.mandate)
    refuse_appointment(post, asked.person, asked.mandate, leaving=[one.pk for one in leaving])
    told = [
        *(_leaves(one, asked.mandate.starts) for one in leaving),
        _acts(post, asked),
        _work(post, asked, today),
        *_stronger(post, asked, leaving),
        *_returns(post, asked),
        *_of_person(post, asked.person),
        "Naskah yang sudah diparaf atau ditandatangani tetap atas nama pejabat yang melakukannya.",
    ]
    return [f"{one.rstrip('.')}." for one in told]  # a name may end with the dot of its degree


def _leaves(one: Holder, starts: date) -> str:
    who = f"{one.standing} {one.person.name}".strip()
    return f"Masa {who} berakhir {plain_date(starts - timedelta(days=1))}."


def _acts(post: Post, asked: Appointment) -> str:
    one = asked.mandate
    until = f" sampai dengan {plain_date(one.ends)}" if one.ends else ""
    return f"Mulai {plain_date(one.starts)}{until}, {asked.person.name} menjadi {one.standing} {post.title}.".replace(
        "  ", " "
    )


def _work(post: Post, asked: Appointment, today: date) -> str:
    count = open_tasks_of(post).count()
    starts = asked.mandate.starts
    if not count:
        return "Saat ini tidak ada tugas terbuka pada jabatan ini; tugas yang datang kemudian mengikuti jabatan."
    if starts > today:
        return (
            f"{count} tugas terbuka saat ini. Yang masih terbuka pada {plain_date(starts)} berpindah ke "
            f"{asked.person.name}."
        )
    return f"{count} tugas terbuka berpindah ke {asked.person.name} begitu disimpan."


def _stronger(post: Post, asked: Appointment, leaving: list[Holder]) -> list[str]:
    """Somebody who goes on acting before the new one: a Plh. before a Plt. before the definitive."""
    acts = holder_of(post, on=asked.mandate.starts)
    if acts is None or acts.pk in {one.pk for one in leaving}:
        return []
    if Standing(acts.standing).strength <= Standing(asked.mandate.standing).strength:
        return []
    until = f"sampai {plain_date(acts.ends)}" if acts.ends else "sampai masanya diakhiri"
    return [f"Perhatikan: {acts.standing} {acts.person.name} tetap bertindak lebih dahulu {until}."]


def _returns(post: Post, asked: Appointment) -> list[str]:
    """Who acts again after a Plt. or Plh."""
    if asked.mandate.standing is Standing.DEFINITIVE or asked.mandate.ends is None:
        return []
    after = asked.mandate.ends + timedelta(days=1)
    back = holder_of(post, on=after)
    if back is None:
        return [f"Mulai {plain_date(after)} jabatan ini kosong; tugasnya menunggu sampai ada pejabatnya."]
    return [f"Mulai {plain_date(after)} tugas kembali kepada {back.person.name}."]


def _of_person(post: Post, person: Person) -> list[str]:
    told = []
    if person.office_id != post.office_id:
        whose = person.office.name if person.office else "luar kantor yang memakai Himpun"
        told.append(f"{person.name} adalah pegawai {whose}; di kantor ini ia bertindak hanya untuk jabatan ini.")
    if not Account.objects.filter(person=person, is_active=True).exists():
        told.append(f"{person.name} belum mempunyai akun yang aktif, jadi belum dapat masuk untuk mengerjakannya.")
    return told
