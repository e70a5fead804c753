"""Which seat does what in a case: the casting frozen at its opening, read together with the SOP's route."""

from dataclasses import dataclass
from functools import lru_cache

from himpun.cases.models import Case
from himpun.procedures.casting import Cast
from himpun.procedures.models import Edition
from himpun.procedures.queries import sop_of
from himpun.sop.model import Act, Seat, Sop
from himpun.sop.route import Route, Station, route_of
from himpun.sop.walk import Frame, Place


@dataclass(frozen=True, slots=True)
class Chair:
    """Where a task's work lies: a post, or a team named by its performer's key."""

    post: int | None
    team: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """An SOP with its route and the case's cast."""

    sop: Sop
    route: Route
    cast: Cast

    @property
    def frame(self) -> Frame:
        """Who fans out, as the walk wants to know it."""
        return Frame(
            units={key: [unit for unit, _ in seats] for key, seats in self.cast.units.items()},
            members=self.cast.members,
            posts=self.cast.groups,
        )

    def chair(self, place: Place) -> Chair:
        """Whose work this place is. A post that nobody was cast for gives no post: the administrator sees it."""
        station = self.route.station(place.line, place.position)
        if place.member:
            return Chair(place.member)
        for key in station.doers:
            if self.sop.performer(key).seat is Seat.TEAM:
                return Chair(None, team=key)
            if place.unit:
                for unit, post in self.cast.units.get(key, ()):
                    if unit == place.unit:
                        return Chair(post)
            elif key in self.cast.posts:
                return Chair(self.cast.posts[key])
        return Chair(None)

    def doer(self, place: Place) -> str:
        """The performer whose unit, member or post this place is for, of those who share its act; blank for none."""
        for key in self.route.station(place.line, place.position).doers:
            within = {post for _, post in self.cast.members.get(key, ())} | set(self.cast.groups.get(key, ()))
            if place.member and place.member in within:
                return key
            if not place.member and place.unit in {unit for unit, _ in self.cast.units.get(key, ())}:
                return key
        return ""

    @property
    def signer(self) -> int | None:
        """The post that answers for the whole case: the one that signs last."""
        signs = [s for s in self.route.stations if s.act is Act.SIGN]
        return self.chair(Place(signs[-1].line, signs[-1].position)).post if signs else None

    def following_chair(self, station: Station) -> Chair:
        """The seat that waits behind a fan-out: it may decide to go on without a unit."""
        while station.onward >= 0:
            station = self.route.stations[station.onward]
            if not station.fan.streams:
                return self.chair(Place(station.line, station.position))
        return Chair(None)


@lru_cache(maxsize=256)
def _walkable(digest: str, edition: int) -> tuple[Sop, Route]:
    # An edition never changes, so what was laid out once serves for ever.
    sop = sop_of(Edition.objects.get(pk=edition))
    return sop, route_of(sop)


def seating_of(case: Case) -> Seating:
    """The seating of a case; costs a statement the first time an edition is met."""
    sop, route = _walkable(case.digest, case.edition_id)
    return Seating(sop, route, Cast.from_data(case.cast))
