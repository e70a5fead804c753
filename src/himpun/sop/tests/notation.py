"""A procedure table in a few words, for tests of the walk.

    1 | instruct camat
    2 | fill *seksi, gather kasubag
    3 | review sekretaris          | no 2 points, yes 4
    + | sign camat                 | no 3

`*` marks a performer that is units, `**` one that is members within units, `@` posts; `+` a line of the closing.
"""

from himpun.sop.model import Act, End, Performer, Role, Seat, Sop, Step, Way, When

_SEATS = {"**": Seat.UNIT_MEMBERS, "*": Seat.UNITS, "@": Seat.POSTS}


def sop(table: str) -> Sop:
    """The SOP of a table in the notation above."""
    performers: dict[str, Performer] = {}
    steps: list[Step] = []
    closing: list[Step] = []
    for number, line in enumerate((row for row in table.splitlines() if row.strip()), start=1):
        head, acts, *ways = (cell.strip() for cell in line.split("|"))
        step = _step(number, acts, ways[0] if ways else "", performers)
        (closing if head == "+" else steps).append(step)
    return Sop(
        title="Pengumpulan Data Kinerja",
        number="1",
        government="Kabupaten Contoh",
        office="Kecamatan Contoh",
        performers=tuple(performers.values()),
        steps=tuple(steps),
        closing=tuple(closing),
    )


def _step(number: int, acts: str, ways: str, performers: dict[str, Performer]) -> Step:
    kinds: list[Act] = []
    roles: list[Role] = []
    for position, part in enumerate(acts.split(","), start=1):
        kind, *names = part.split()
        kinds.append(Act(kind))
        roles += [Role(_performer(name, performers), acts=(position,)) for name in names]
    found = tuple(_way(way) for way in ways.split(",") if way.strip())
    return Step(number, acts, tuple(kinds), tuple(roles), ways=found)


def _performer(name: str, performers: dict[str, Performer]) -> str:
    key = name.lstrip("*@")
    seat = _SEATS.get(name[: len(name) - len(key)], Seat.POST)
    performers.setdefault(key, Performer(key, key, seat))
    return key


def _way(text: str) -> Way:
    when, to, *points = text.split()
    target: int | End = "end" if to == "end" else int(to)
    return Way(When(when), target, points=bool(points))
