"""Verbs on copies of the installation and on the proof that they restore.

Asked for on a page, promised in the same transaction, carried out by the keeper beside the pages (`outbox.py`).
"""

from datetime import datetime
from typing import Final

from himpun.installation.backup.shelf import copies
from himpun.installation.errors import NoCopy, RunUnderWay
from himpun.installation.models import Deed, Outcome, Run
from himpun.installation.queries import is_alive
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb
from himpun.trail.outbox import promise

INSTALLATION: Final = 0  # the trail's stream of what stands above the offices
DIED: Final = "Proses berhenti sebelum selesai (listrik padam, atau Himpun dimatikan). Silakan mulai lagi."


@verb
def ask_for_copy(actor: Actor, *, at: datetime) -> Run:
    """Have a copy of the whole installation made. Raises RunUnderWay."""
    return _ask(actor, Deed.COPY, file="", at=at)


@verb
def ask_for_proof(actor: Actor, *, at: datetime) -> Run:
    """Have the newest copy restored into a scratch place and examined. Raises NoCopy, RunUnderWay."""
    newest = next(iter(copies()), None)
    if newest is None:
        raise NoCopy
    return _ask(actor, Deed.PROOF, file=newest.name, at=at)


@verb
def begin_run(actor: Actor, run: int, *, at: datetime) -> Run | None:
    """The run, now begun; none when it has ended. One that had begun before has died: it is ended as such.

    Only for who holds the lock of runs: nobody else is at work on it.
    """
    found = Run.objects.select_for_update().filter(pk=run, ended_at=None).first()
    if found is None:
        return None
    if found.begun_at is not None:
        _end(actor, found, Outcome.DIED, at=at, said=DIED)
        return None
    found.begun_at = at
    found.save(update_fields=["begun_at"])
    record(Fact(INSTALLATION, actor, f"installation.{found.deed}_begun", at, {"run": run}, [image(found, "begun_at")]))
    return found


@verb
def end_run(actor: Actor, run: Run, *, at: datetime) -> None:
    """It is done: `file`, `size`, `entries` and `heads` of the run say what came of it."""
    _end(actor, run, Outcome.DONE, at=at)


@verb
def fail_run(actor: Actor, run: Run, *, said: str, at: datetime) -> None:
    """It came to nothing, and why."""
    _end(actor, run, Outcome.FAILED, at=at, said=said)


@verb
def hand_out_copy(actor: Actor, file: str, *, at: datetime) -> None:
    """Write down that a copy of everything was taken away, and by whom."""
    record(Fact(INSTALLATION, actor, "installation.copy_taken_away", at, {"file": file}))


def _ask(actor: Actor, deed: Deed, *, file: str, at: datetime) -> Run:
    before = Run.objects.select_for_update().filter(ended_at=None).first()
    if before is not None and is_alive(before):
        raise RunUnderWay
    if before is not None:
        _end(actor, before, Outcome.DIED, at=at, said=DIED)
    run = Run.objects.create(deed=deed, asked_by_id=actor.account, asked_at=at, file=file)
    payload = {"run": run.pk}
    record(Fact(INSTALLATION, actor, f"installation.{deed}_asked", at, payload, [image(run)]))
    promise(INSTALLATION, f"installation.{deed}", payload, at=at)
    return run


def _end(actor: Actor, run: Run, outcome: Outcome, *, at: datetime, said: str = "") -> None:
    run.ended_at, run.outcome, run.said = at, outcome, said
    fields = ("ended_at", "outcome", "said", "file", "size", "entries", "heads")
    # Compare-and-set: a worker thought dead that comes back ends nothing twice.
    if not Run.objects.filter(pk=run.pk, ended_at=None).update(**{name: getattr(run, name) for name in fields}):
        return
    kind = f"installation.{run.deed}_{outcome}"
    record(Fact(INSTALLATION, actor, kind, at, {"run": run.pk, "file": run.file}, [image(run, *fields)]))
