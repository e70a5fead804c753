"""Who does what: every act has its doer, and work for several units says so."""

from collections import Counter
from collections.abc import Iterator

from himpun.sop.errors import caution, problem
from himpun.sop.model import Act, Finding, Join, Part, Per, Performer, Seat, Sop, Step
from himpun.sop.words import act_name, line_name

# These acts hand something to somebody.
ADDRESSED = (Act.INSTRUCT, Act.DISTRIBUTE, Act.HAND_OVER)


def act_findings(sop: Sop) -> Iterator[Finding]:
    """The findings about acts, their performers and their fan-out, line by line."""
    known = {one.key: one for one in sop.performers}
    for step in sop.lines:
        where = sop.place_of(step)
        yield from _roles(step, where, known)
        for position in range(1, len(step.acts) + 1):
            yield from _doers(step, position, where, known)
            yield from _receivers(step, position, where)
        yield from _fan_out(step, where, known)
        if step.per:
            yield from _join(step, step.per, f"{where}/per")


def doers(step: Step, position: int, known: dict[str, Performer]) -> tuple[Performer, ...]:
    """The known performers who do the act at this 1-based position."""
    return tuple(known[role.key] for role in step.performers if role.does(position) and role.key in known)


def _roles(step: Step, where: str, known: dict[str, Performer]) -> Iterator[Finding]:
    where = f"{where}/performers"
    if not step.acts:
        yield problem("no_acts", where, f"{line_name(step)} tidak berisi tindakan. Tentukan apa yang dilakukan.")
    for role in step.performers:
        if role.key not in known:
            message = f"{line_name(step)} menyebut pelaksana “{role.key}” yang tidak ada di daftar. Tambahkan dia."
            yield problem("performer_unknown", f"{where}/{role.key}", message)
        if any(not 1 <= position <= len(step.acts) for position in role.acts):
            message = f"{line_name(step)} hanya berisi {len(step.acts)} tindakan. Periksa nomor tindakan pelaksana."
            yield problem("act_position_unknown", f"{where}/{role.key}/acts", message)
    for (key, part), times in Counter((role.key, role.part) for role in step.performers).items():
        if times > 1:
            message = f"{line_name(step)} mencantumkan “{key}” {times} kali dengan bagian yang sama. Gabungkan."
            yield problem("role_twice", f"{where}/{key}/{part}", message)


def _doers(step: Step, position: int, where: str, known: dict[str, Performer]) -> Iterator[Finding]:
    where = f"{where}/performers"
    act, found, name = step.acts[position - 1], doers(step, position, known), act_name(step, position)
    if not any(role.does(position) for role in step.performers):
        yield problem("act_without_doer", where, f"{name} belum ada pelaksananya. Tunjuk siapa yang melakukannya.")
    if len(found) > 1 and not all(one.seat.fans_out for one in found):
        names = " dan ".join(one.name for one in found)
        message = f"{name} dilakukan {names} sekaligus. Pilih satu pelaksana; yang lain mendampingi atau menerima."
        yield problem("two_doers", where, message)
    elif len({one.seat for one in found}) > 1:
        message = f"{name} mencampur unit, anggota unit dan jabatan. Pisahkan menjadi beberapa tindakan."
        yield problem("doers_of_two_kinds", where, message)
    if act is Act.FILL and any(one.seat is Seat.TEAM for one in found):
        message = f"{name} dilakukan tim, padahal tim tidak mempunyai unit yang mengisi. Tunjuk unit atau jabatan."
        yield problem("fill_without_unit", where, message)
    if act is Act.SIGN and any(one.seat is not Seat.POST for one in found):
        message = f"{name} tidak dilakukan satu jabatan. Tunjuk jabatan penanda tangannya."
        yield caution("sign_without_signer", where, message)


def _receivers(step: Step, position: int, where: str) -> Iterator[Finding]:
    if step.acts[position - 1] not in ADDRESSED:
        return
    receives = any(role.part is Part.RECEIVES and (not role.acts or position in role.acts) for role in step.performers)
    # Within one line what is handed over may be taken up by the one who does the next act.
    taken_up = any(role.part is Part.DOES and not role.does(position) for role in step.performers)
    if not receives and not taken_up:
        message = f"{act_name(step, position)} tidak menyebut penerimanya. Tambahkan siapa yang menerima."
        yield caution("nobody_receives", f"{where}/performers", message)


def _fan_out(step: Step, where: str, known: dict[str, Performer]) -> Iterator[Finding]:
    working = [one for position in range(1, len(step.acts) + 1) for one in doers(step, position, known)]
    seats = {one.seat for one in working}
    several = [one.name for one in working if one.seat.fans_out]
    if step.per is None:
        if several:
            message = f"{line_name(step)} dikerjakan {several[0]}, tetapi belum dinyatakan “untuk setiap” apa."
            yield problem("fan_out_missing", f"{where}/per", f"{message} Isilah bagian per.")
        return
    where = f"{where}/per"
    if not _somebody_fans_out(step.per, working):
        message = f"{line_name(step)} dikerjakan untuk setiap “{step.per.each}”, tetapi tidak ada yang mengerjakan."
        yield problem("fan_out_of_nobody", where, f"{message} Periksa pelaksananya.")
    yield from _within(step, step.per, where, seats, known)


def _somebody_fans_out(per: Per, working: list[Performer]) -> bool:
    match per.each:
        case "units":
            return any(one.seat is Seat.UNITS for one in working)
        case "members":
            return any(one.seat is Seat.UNIT_MEMBERS for one in working)
        case key:
            return any(one.key == key and one.seat.fans_out for one in working)


def _within(step: Step, per: Per, where: str, seats: set[Seat], known: dict[str, Performer]) -> Iterator[Finding]:
    where = f"{where}/within"
    if per.within is None:
        if per.each == "members" or Seat.UNIT_MEMBERS in seats:
            message = f"{line_name(step)} dikerjakan anggota unit, tetapi unitnya belum disebut. Isilah within."
            yield problem("within_missing", where, message)
    elif per.within not in known or known[per.within].seat is not Seat.UNITS:
        message = f"{line_name(step)} menyebut “{per.within}” sebagai induk anggota, padahal bukan unit. Perbaiki."
        yield problem("within_is_no_unit", where, message)


def _join(step: Step, per: Per, where: str) -> Iterator[Finding]:
    if per.join is Join.QUORUM and per.quorum is None:
        message = f"{line_name(step)} menunggu sejumlah unit, tetapi jumlahnya belum disebut. Isilah quorum."
        yield problem("quorum_without_number", f"{where}/quorum", message)
    if per.join is not Join.QUORUM and per.quorum is not None:
        message = f"{line_name(step)} menyebut jumlah unit, padahal tidak menunggu sejumlah unit. Hapus quorum."
        yield problem("number_without_quorum", f"{where}/quorum", message)
