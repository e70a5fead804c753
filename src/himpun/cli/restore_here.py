"""A program: restores the backup named on its command line into the data folder and database of its environment.

Prints one JSON object: {entries, streams: [[office, number, hash]]} when it is done, {error} when it is refused.
"""

import json
import sys
from pathlib import Path

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.installation.backup.errors import BackupError
from himpun.installation.backup.restoring import restore


def main() -> None:
    try:
        manifest = restore(Path(sys.argv[1])).manifest
        told: dict[str, object] = {"entries": manifest.entries, "streams": manifest.streams}
    except BackupError as error:
        told = {"error": str(error)}
    sys.stdout.buffer.write(json.dumps(told).encode())


if __name__ == "__main__":
    main()
