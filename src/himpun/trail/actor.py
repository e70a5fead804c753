"""Who acts, and in which capacity."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Hat:
    """A post that a person holds today, with the standing in which it is held.

    `standing` is "" (definitive), "Plt." or "Plh."; UU 30/2014 article 14 lets an acting official decide
    routine matters by mandate, and every paper says which it was.
    """

    post: int
    office: int
    unit: int | None
    title: str
    standing: str = ""

    @property
    def capacity(self) -> str:
        """How the capacity is written, e.g. "Plt. Camat Batui Selatan"."""
        return f"{self.standing} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Actor:
    """One person with all hats held at this moment, acting in one of them; or the office's schedule.

    A door builds it from the session, a job by `schedule`. Verbs ask `wearing` for the post they need.
    """

    name: str
    account: int | None = None
    person: int | None = None
    hats: tuple[Hat, ...] = ()
    hat: Hat | None = None
    administers: frozenset[int] = frozenset()
    request: str = ""
    """The mark of the request in which this is done, when a door gave it one: see `receipts.take`."""
    covered: tuple[Hat, ...] = ()
    """Posts of this person for which a Plt. or Plh. acts today: they are read as before, and acted for by the other."""

    @classmethod
    def schedule(cls) -> Self:
        """The clock of an office: opens cases and lets deadlines pass. It holds no post."""
        return cls(name="Jadwal")

    @property
    def capacity(self) -> str:
        if self.hat is None:
            return "Jadwal" if self.account is None else "Administrator"
        return self.hat.capacity

    @property
    def posts(self) -> frozenset[int]:
        return frozenset(hat.post for hat in self.hats)

    @property
    def offices(self) -> frozenset[int]:
        """Offices whose affairs this actor may see at all: by a post held there, or by administering."""
        return frozenset(hat.office for hat in self.hats + self.covered) | self.administers

    def wearing(self, post: int) -> Self | None:
        """The same actor in the capacity of this post, or none when the post is not held."""
        for hat in self.hats:
            if hat.post == post:
                return replace(self, hat=hat)
        return None
