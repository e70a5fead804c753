"""Carrying out copies and proofs beside the pages: long work, so it has a worker of its own.

The keeper of papers never waits for it, and SQLite's writers wait only as long as the journal's entries need: the
copy itself is read from a snapshot.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import DatabaseError

from himpun.installation.actions import begin_run, end_run, fail_run
from himpun.installation.backup.errors import BackupError
from himpun.installation.backup.making import back_up
from himpun.installation.backup.progress import Tell, teller
from himpun.installation.backup.proving import digest_of, prove
from himpun.installation.backup.shelf import clear, name_at, progress_file, running_lock, shelf
from himpun.installation.errors import RunUnderWay
from himpun.installation.locks import held
from himpun.installation.models import Deed, Run
from himpun.installation.queries import proven_file
from himpun.trail.actor import Actor
from himpun.trail.outbox import Handler

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
_BROKEN: Final = (
    "Tidak selesai karena kesalahan pada komputer server ({what}). Periksa ruang dan keadaan disk, lalu ulangi."
)


def handlers(clock: Clock) -> Mapping[str, Handler]:
    """What keeps the installation's promises. The clock tells when a run has ended."""
    return {f"installation.{deed}": _handler(deed, clock) for deed in Deed}


def _handler(deed: Deed, clock: Clock) -> Handler:
    def carry_out(payload: dict[str, Any], at: datetime) -> None:
        with held(running_lock()) as mine:
            if not mine:
                raise RunUnderWay  # by this lease's forerunner, or an operator's command: looked at again later
            run = begin_run(Actor.schedule(), payload["run"], at=at)
            if run is not None:
                _carry_out(run, _DEEDS[deed], clock)

    return carry_out


def _carry_out(run: Run, deed: Callable[[Run, Tell, datetime], None], clock: Clock) -> None:
    """Never raises what a repetition would not mend: the page says why, and a person presses again."""
    try:
        clear(proven=[proven_file()])
        deed(run, teller(progress_file(), run.pk), clock())
    except BackupError as error:
        fail_run(Actor.schedule(), run, said=str(error), at=clock())
    except (OSError, DatabaseError) as error:
        log.exception("a run of %s failed", run.deed)
        fail_run(Actor.schedule(), run, said=_BROKEN.format(what=error), at=clock())
    else:
        end_run(Actor.schedule(), run, at=clock())
        clear(proven=[proven_file()])


def _copy(run: Run, tell: Tell, at: datetime) -> None:
    target = shelf() / name_at(at)
    manifest = back_up(target, at=at, tell=tell)
    run.file, run.size = target.name, target.stat().st_size
    run.entries, run.heads = manifest.entries, digest_of(manifest.streams)


def _prove(run: Run, tell: Tell, at: datetime) -> None:
    source = shelf() / run.file
    proof = prove(source, tell=tell)
    run.size, run.entries, run.heads = source.stat().st_size, proof.entries, proof.heads


_DEEDS: Final = {Deed.COPY: _copy, Deed.PROOF: _prove}
