"""What pages ask of the installation: its copies, the run under way, and whether a restore was ever proven."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from django.db.models import Max

from himpun.installation.backup.progress import Stage, stage_of
from himpun.installation.backup.shelf import Shelved, copies, progress_file, running_lock
from himpun.installation.locks import is_held
from himpun.installation.models import Deed, Outcome, Run
from himpun.lib.dates import plain_date
from himpun.organisation.models import Office
from himpun.trail.actor import Actor

FRESH: Final = timedelta(days=90)
"""A proof older than a quarter says little about the disk of today."""
SHOWN: Final = 12


class Standing(Enum):
    """How it stands with the proof that a copy restores."""

    NEVER = "never"
    OLD = "old"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class ProofState:
    """For the banner: it asks (`asks`) with `text`, and leads to `link` under the words `label`."""

    standing: Standing
    proven_at: datetime | None

    @property
    def asks(self) -> bool:
        return self.standing is not Standing.FRESH

    @property
    def text(self) -> str:
        match self.standing:
            case Standing.NEVER:
                return "Belum terbukti bahwa data kantor dapat dipulihkan bila komputer rusak."
            case Standing.OLD:
                assert self.proven_at is not None
                return f"Pemulihan cadangan terakhir dibuktikan lebih dari 90 hari lalu ({plain_date(self.proven_at)})."
            case Standing.FRESH:
                return ""

    @property
    def link(self) -> str:
        return "/cadangan"

    @property
    def label(self) -> str:
        return "Buat dan buktikan cadangan"


def proof_state(*, at: datetime) -> ProofState:
    """Whether a restore was proven, and lately. One statement by an index: pages need not keep the answer."""
    newest = Run.objects.filter(deed=Deed.PROOF, outcome=Outcome.DONE).aggregate(at=Max("ended_at"))["at"]
    if newest is None:
        return ProofState(Standing.NEVER, None)
    return ProofState(Standing.FRESH if at - newest <= FRESH else Standing.OLD, newest)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the page shows. `stage` is none while a run waits for its turn; a dead run is told as such."""

    running: Run | None
    died: Run | None
    stage: Stage | None
    copies: tuple[tuple[Shelved, Run | None], ...]
    runs: tuple[Run, ...]
    proof: Run | None


def shelf_now() -> Shelf:
    """Copies that lie there, the newest runs, and what is under way. Three statements."""
    runs = tuple(Run.objects.select_related("asked_by__person").order_by("-pk")[:SHOWN])
    under_way = next((run for run in runs if run.ended_at is None), None)
    alive = under_way is not None and is_alive(under_way)
    there = copies()
    made = Run.objects.filter(deed=Deed.COPY, outcome=Outcome.DONE, file__in=[one.name for one in there])
    by_name = {run.file: run for run in made}
    proof = Run.objects.filter(deed=Deed.PROOF, outcome=Outcome.DONE).select_related("asked_by__person")
    return Shelf(
        running=under_way if alive else None,
        died=None if alive else under_way,
        stage=stage_of(progress_file(), under_way.pk) if under_way and alive else None,
        copies=tuple((one, by_name.get(one.name)) for one in there),
        runs=runs,
        proof=proof.order_by("-ended_at").first(),
    )


def is_alive(run: Run) -> bool:
    """Whether somebody is at work on it, or will be: a begun run whose lock is free has lost its process."""
    return run.begun_at is None or is_held(running_lock())


def proven_file() -> str:
    """The copy of the newest proof, "" when there is none."""
    proof = Run.objects.filter(deed=Deed.PROOF, outcome=Outcome.DONE).order_by("-ended_at")
    return proof.values_list("file", flat=True).first() or ""


def something_waits() -> bool:
    """Whether a run is asked for or under way: looked at every second, so it takes no lock."""
    return Run.objects.filter(ended_at=None).exists()


def may_take_away(actor: Actor) -> bool:
    """Whether the actor administers every office of the installation. One statement."""
    return bool(actor.administers) and not Office.objects.exclude(pk__in=actor.administers).exists()
