"""A change of the office as a sentence: who did what, to whom or what, from when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from himpun.lib.dates import plain_date, short_time
from himpun.organisation.history import Change
from himpun.organisation.models import Account, Holder, Office, Person, Post, Unit
from himpun.web.organisation.sentences_of_work import Works, sentence_of_work, works_of

NOBODY: Final = "Seseorang"


@dataclass(frozen=True, slots=True)
class Told:
    """A change and when it was made, where the office is."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the keys in the journal are called now."""

    units: Mapping[int, str]
    posts: Mapping[int, str]
    people: Mapping[int, str]
    holders: Mapping[int, tuple[str, str]]  # person with standing, post
    accounts: Mapping[int, str]


def told(changes: Sequence[Change], office: Office) -> list[Told]:
    """Sentences in the same order. Eight statements for their names, however many there are."""
    names, works = _names(changes), works_of(changes, office)
    return [Told(short_time(one.at, office.zone), _sentence(one, names, works)) for one in changes]


def _sentence(one: Change, names: Names, works: Works) -> str:
    who = f"{one.who or NOBODY} ({one.capacity})" if one.capacity else one.who or NOBODY
    say = _SAYS.get(one.kind)
    done = say(one, names) if say else sentence_of_work(one, works) or "mengubah data kantor"
    said = f"{who} {done}"
    return f"{said.rstrip('.')}."  # a name may end with the dot of its degree


def _names(changes: Iterable[Change]) -> Names:
    keys: dict[str, set[int]] = {}
    for one in changes:
        for name in ("unit", "post", "person", "holder", "account"):
            if isinstance(one.payload.get(name), int):
                keys.setdefault(name, set()).add(one.payload[name])
    held = Holder.objects.filter(pk__in=keys.get("holder", ())).select_related("person", "post")
    accounts = Account.objects.filter(pk__in=keys.get("account", ())).values_list("pk", "person__name")
    return Names(
        dict(Unit.objects.filter(pk__in=keys.get("unit", ())).values_list("pk", "name")),
        dict(Post.objects.filter(pk__in=keys.get("post", ())).values_list("pk", "title")),
        dict(Person.objects.filter(pk__in=keys.get("person", ())).values_list("pk", "name")),
        {one.pk: (f"{one.standing} {one.person.name}".strip(), one.post.title) for one in held},
        dict(accounts),
    )


def _row(one: Change, table: str, column: str) -> Any:
    return one.rows.get(f"organisation_{table}", {}).get(column)


def _day(value: Any) -> str:
    return plain_date(date.fromisoformat(value[:10])) if isinstance(value, str) and value else "?"


def _unit(one: Change, names: Names) -> str:
    return f"unit “{_row(one, 'unit', 'name') or names.units.get(one.payload.get('unit', 0), '?')}”"


def _post(one: Change, names: Names) -> str:
    return f"jabatan “{_row(one, 'post', 'title') or names.posts.get(one.payload.get('post', 0), '?')}”"


def _placed(one: Change, names: Names) -> str:
    post = names.posts.get(one.payload.get("post", 0), "?")
    unit = names.units.get(one.payload.get("unit") or 0)
    if unit is None:
        return f"menempatkan jabatan “{post}” langsung di bawah kantor"
    as_head = " sebagai kepalanya" if _row(one, "post", "heads_unit") else ""
    return f"menempatkan jabatan “{post}” di unit “{unit}”{as_head}"


def _person(one: Change, names: Names) -> str:
    return names.people.get(one.payload.get("person", 0)) or "seorang pegawai"


def _filled(one: Change, names: Names) -> str:
    standing = one.payload.get("standing", "")
    post = f"{standing} {names.posts.get(one.payload.get('post', 0), '?')}".strip()
    ends, order = _row(one, "holder", "ends"), _row(one, "holder", "order")
    until = f" s.d. {_day(ends)}" if ends else ""
    by = f" dengan {order}" if order else ""
    return f"menunjuk {_person(one, names)} sebagai {post} mulai {_day(_row(one, 'holder', 'starts'))}{until}{by}"


def _left(one: Change, names: Names) -> str:
    who, post = names.holders.get(one.payload.get("holder", 0), ("seorang pejabat", "?"))
    return f"mengakhiri masa {who} sebagai {post} pada {_day(_row(one, 'holder', 'ends'))}"


def _hours(one: Change, _: Names) -> str:
    ends = one.payload.get("ends")
    return f"menetapkan jam kerja mulai {_day(one.payload.get('starts'))}" + (f" s.d. {_day(ends)}" if ends else "")


def _of_account(what: str) -> Callable[[Change, Names], str]:
    return lambda one, names: f"{what} akun {names.accounts.get(one.payload.get('account', 0), 'seorang pegawai')}"


_SAYS: Final[Mapping[str, Callable[[Change, Names], str]]] = {
    "office_founded": lambda one, _: "mencatat kantor ini",
    "letterhead_changed": lambda one, _: "mengubah kop naskah",
    "emblem_set": lambda one, _: "memasang lambang pada kop",
    "emblem_removed": lambda one, _: "melepas lambang dari kop",
    "unit_added": lambda one, names: f"menambah {_unit(one, names)} sejak {_day(_row(one, 'unit', 'starts'))}",
    "unit_renamed": lambda one, names: (
        f"mengganti nama unit “{one.payload.get('was', '?')}” menjadi “{_row(one, 'unit', 'name')}”"
    ),
    "units_ordered": lambda one, _: "mengubah urutan unit",
    "unit_ended": lambda one, names: f"mengakhiri {_unit(one, names)} pada {_day(_row(one, 'unit', 'ends'))}",
    "unit_reopened": lambda one, names: f"membatalkan berakhirnya {_unit(one, names)}",
    "post_added": lambda one, names: f"menambah {_post(one, names)} sejak {_day(_row(one, 'post', 'starts'))}",
    "post_renamed": lambda one, names: (
        f"mengganti nama jabatan “{one.payload.get('was', '?')}” menjadi “{_row(one, 'post', 'title')}”"
    ),
    "post_placed": _placed,
    "posts_ordered": lambda one, _: "mengubah urutan jabatan",
    "post_ended": lambda one, names: f"mengakhiri {_post(one, names)} pada {_day(_row(one, 'post', 'ends'))}",
    "person_registered": lambda one, names: f"mendaftarkan {_person(one, names)} sebagai pegawai",
    "person_corrected": lambda one, names: f"memperbaiki data {_person(one, names)}",
    "post_filled": _filled,
    "holding_ended": _left,
    "holidays_set": lambda one, _: f"menetapkan hari libur tahun {', '.join(map(str, one.payload.get('years', [])))}",
    "holidays_cancelled": lambda one, _: f"membatalkan hari libur berdasarkan {one.payload.get('decree', '?')}",
    "hours_set": _hours,
    "hours_withdrawn": lambda one, _: (
        f"mencabut {one.payload.get('name', 'jam kerja')} yang akan mulai {_day(one.payload.get('starts'))}"
    ),
    "zone_set": lambda one, _: f"menetapkan zona waktu {one.payload.get('zone', '?')}",
    "account_opened": _of_account("membuka"),
    "password_changed": _of_account("mengganti kata sandi"),
    "password_reset": _of_account("menyetel ulang kata sandi"),
    "account_deactivated": _of_account("menonaktifkan"),
    "account_reactivated": _of_account("mengaktifkan kembali"),
    "password_set_by_code": _of_account("memakai kode untuk kata sandi baru"),
    "administrator_made": _of_account("memberi wewenang administrator kepada"),
    "administrator_ended": _of_account("mencabut wewenang administrator dari"),
    "invitation_given": lambda one, names: f"memberi kode sekali pakai kepada {_person(one, names)}",
    "invitation_used": lambda one, names: f"memakai kode sekali pakai milik {_person(one, names)}",
    "invitation_withdrawn": lambda one, names: f"menarik kode sekali pakai dari {_person(one, names)}",
}
"""What each kind of entry says of itself; a kind that is missing here is still told, without its particulars."""
