"""What is left after a crash: `python -m tests.crash.examination` prints its findings as a JSON list of lines.

Standard input is a JSON list of the acknowledged numbers.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator

import django

django.setup()

from django.db import connection  # noqa: E402 -- after setup

from himpun.files.fold import EXPLAINED  # noqa: E402
from himpun.files.models import StoredFile  # noqa: E402
from himpun.files.scrub import scrub  # noqa: E402
from himpun.files.store import read  # noqa: E402
from himpun.trail.models import Entry, Outbox, Receipt  # noqa: E402
from himpun.trail.outbox import LEASE, keep  # noqa: E402
from himpun.trail.verify import verify  # noqa: E402
from tests.crash.deeds import FILES_PER_ACT, NOW, deliver, delivered  # noqa: E402


def main() -> None:
    acknowledged = set(json.load(sys.stdin))
    print(json.dumps([*database(), *trail(), *acts(acknowledged), *promises()]))


def database() -> Iterator[str]:
    """The file itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA integrity_check").fetchall()
        broken = cursor.execute("PRAGMA foreign_key_check").fetchall()
    if found != [("ok",)] or broken:
        yield f"damaged: {found} {broken}"


def trail() -> Iterator[str]:
    """Chain, heads, replay, and every byte that a row names."""
    for finding in verify(EXPLAINED).findings:
        yield f"{finding.code}: {finding.message}"
    for damaged in scrub():
        yield f"{damaged.damage}: {damaged.sha256}"


def acts(acknowledged: set[int]) -> Iterator[str]:
    """Each act whole or not at all, and there when it was acknowledged."""
    receipts = {json.loads(result)["n"] for result in Receipt.objects.values_list("result", flat=True)}
    entries = {json.loads(body)["payload"]["n"] for body in Entry.objects.values_list("body", flat=True)}
    promised = {json.loads(payload)["n"] for payload in Outbox.objects.values_list("payload", flat=True)}
    files = Counter(int(read(stored).split(b"/")[0]) for stored in StoredFile.objects.all())
    whole_files = {n for n, parts in files.items() if parts == FILES_PER_ACT}
    whole = receipts & entries & promised & whole_files
    for n in sorted(acknowledged - whole):
        yield f"lost: act {n} was acknowledged"
    for n in sorted((receipts | entries | promised | set(files)) - whole):
        yield f"half done: act {n}"


def promises() -> Iterator[str]:
    """What was promised can still be kept, whoever held it when the process died."""
    while keep({"deliver": deliver}, at=NOW + LEASE).done:
        pass
    for payload in Outbox.objects.values_list("payload", flat=True):
        n = json.loads(payload)["n"]
        if not (delivered() / str(n)).exists():
            yield f"forgotten: promise {n}"


if __name__ == "__main__":
    main()
