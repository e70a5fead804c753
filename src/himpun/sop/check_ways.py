"""Where an SOP goes on: every way leads somewhere, every line is reached, each can still end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from himpun.sop.errors import caution, problem
from himpun.sop.model import Finding, Sop, Step, Way, When
from himpun.sop.words import line_name

Target = int | str


def way_findings(sop: Sop) -> Iterator[Finding]:
    """The findings about ways: first each way by itself, then what can be reached at all."""
    by_number = {step.number: step for step in sop.lines}
    for step in sop.lines:
        where = f"{sop.place_of(step)}/ways"
        yield from _onward_ways(step, where)
        yield from _returns(step, where, by_number)
        for way in step.ways:
            if way.to != "end" and way.to not in by_number:
                message = f"{line_name(step)} menuju kegiatan {way.to} yang tidak ada. Periksa nomornya."
                yield problem("way_to_nowhere", where, message)
    yield from _reach(sop)


def _onward_ways(step: Step, where: str) -> Iterator[Finding]:
    onward = [way for way in step.ways if way.when is not When.NO]
    if len(onward) > 1:
        message = f"{line_name(step)} mempunyai lebih dari satu jalan lanjut. Sisakan satu jalan ya atau selesai."
        yield problem("two_ways_on", where, message)
    for way in onward:
        if way.when is When.YES and not _decides(step):
            message = f"{line_name(step)} bercabang “ya”, tetapi tidak memeriksa, memaraf atau menandatangani."
            yield problem("yes_without_decision", where, f"{message} Tambahkan pemeriksaan atau hapus cabangnya.")
        if way.points:
            message = f"{line_name(step)} menunjuk unit dan isian pada jalan lanjut. Itu hanya untuk pengembalian."
            yield problem("points_without_return", where, f"{message} Hapus points.")
        if isinstance(way.to, int) and way.to <= step.number:
            message = f"{line_name(step)} maju ke kegiatan {way.to} yang sudah lewat. Pakai jalan “tidak”."
            yield problem("goes_on_backwards", where, message)


def _decides(step: Step) -> bool:
    return any(act.decides for act in step.acts)


def _returns(step: Step, where: str, by_number: Mapping[int, Step]) -> Iterator[Finding]:
    returns = [way for way in step.ways if way.when is When.NO]
    if returns and not _decides(step):
        message = f"{line_name(step)} dapat mengembalikan, tetapi tidak memeriksa, memaraf atau menandatangani."
        yield problem("return_without_decision", where, f"{message} Tambahkan pemeriksaan atau hapus jalannya.")
    for target, times in Counter(way.to for way in returns).items():
        if times > 1:
            message = f"{line_name(step)} dua kali mengembalikan ke kegiatan {target}. Sisakan satu."
            yield problem("return_twice", where, message)
    for way in returns:
        yield from _return(step, way, where, by_number)


def _return(step: Step, way: Way, where: str, by_number: Mapping[int, Step]) -> Iterator[Finding]:
    if way.to == "end":
        message = f"{line_name(step)} mengakhiri berkas dengan jawaban “tidak”. Kembalikan ke sebuah kegiatan."
        yield problem("return_to_the_end", where, message)
    target = by_number.get(way.to) if isinstance(way.to, int) else None
    if target and way.points and not any(act.answers_figures for act in target.acts):
        message = f"{line_name(step)} mengembalikan isian ke kegiatan {target.number} yang tidak mengisi data."
        yield caution("points_to_nobody", where, f"{message} Arahkan ke kegiatan yang mengisi atau memperbaiki.")


def _reach(sop: Sop) -> Iterator[Finding]:
    if not sop.lines:
        return
    ahead = {step.number: set(_targets(step, after)) for step, after in _with_next(sop.lines)}
    forwards = _reached(sop.lines[0].number, ahead)
    back: dict[Target, set[Target]] = {}
    for number, targets in ahead.items():
        for target in targets:
            back.setdefault(target, set()).add(number)
    ending = _reached("end", back)
    for step in sop.lines:
        where = sop.place_of(step)
        if step.number not in forwards:
            message = f"{line_name(step)} tidak pernah tercapai dari kegiatan pertama. Periksa jalan sebelumnya."
            yield problem("unreachable", where, message)
        elif step.number not in ending:
            message = f"Dari {line_name(step).lower()} SOP ini tidak pernah selesai. Beri jalan menuju akhir."
            yield problem("end_unreachable", where, message)


def _with_next(lines: tuple[Step, ...]) -> Iterable[tuple[Step, Target]]:
    return zip(lines, (*(step.number for step in lines[1:]), "end"), strict=True)


def _targets(step: Step, following: Target) -> Iterator[Target]:
    """Where the line may lead. Without a way on, it goes to the line that follows."""
    if all(way.when is When.NO for way in step.ways):
        yield following
    for way in step.ways:
        yield way.to


def _reached(start: Target, ahead: Mapping[Target, set[Target]] | Mapping[int, set[Target]]) -> set[Target]:
    seen: set[Target] = {start}
    waiting: list[Target] = [start]
    while waiting:
        for target in ahead.get(waiting.pop(), ()):  # type: ignore[arg-type]
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen
