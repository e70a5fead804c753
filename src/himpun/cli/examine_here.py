"""The child process of a backup's proof: examines the installation whose data folder HIMPUN_DATA names.

It prints one JSON object: {entries, streams: [[office, number, hash]], findings: [[code, text]]}.
"""

import json
import sys
from pathlib import Path

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.installation.backup.examination import DATABASE_DAMAGED, damaged_database, examine
from himpun.trail.heads import read_heads


def main() -> None:
    damage = [[DATABASE_DAMAGED, line] for line in damaged_database()]
    heads = list(read_heads(Path(sys.argv[1]))) if len(sys.argv) > 1 else []
    verdict = examine(heads=heads)
    streams = [[office, state.seq, state.head] for office, state in sorted(verdict.streams.items())]
    findings = [[finding.code, finding.message] for finding in verdict.findings]
    told = {"entries": verdict.entries, "streams": streams, "findings": damage + findings}
    sys.stdout.buffer.write(json.dumps(told).encode())


if __name__ == "__main__":
    main()
