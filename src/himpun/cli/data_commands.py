"""Commands on an installation's data: serving it, playing on a copy of it, verifying, backing up."""

import argparse
import os
import subprocess
import sys
import tempfile

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.cli.demo import make_demo
from himpun.cli.keeper import work_once
from himpun.cli.server import Address, serve_pages
from himpun.installation.backup.examination import examine
from himpun.installation.errors import InstallationError
from himpun.installation.serving import alone_in_the_folder
from himpun.installation.tables import make_tables
from himpun.organisation.models import Office
from himpun.trail.findings import Finding
from himpun.trail.heads import head_from_paper


def work_arguments(parser: argparse.ArgumentParser) -> None:
    """This command takes none."""


def serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def serve(options: argparse.Namespace) -> int:
    """Serve the pages until interrupted. Exits 1, with the reason, when the data folder is served or damaged."""
    try:
        with alone_in_the_folder():
            make_tables()
            return serve_pages(Address(options.host, options.port))
    except InstallationError as error:
        print(error, file=sys.stderr)
        return 1


def demo_arguments(parser: argparse.ArgumentParser) -> None:
    serve_arguments(parser)
    parser.add_argument("--only-data", action="store_true", help="make the data, do not serve")


def demo(options: argparse.Namespace) -> int:
    """Make the demo's data once, say who can log in, and serve."""
    if options.only_data:
        make_tables()
        print(make_demo(say=lambda line: print(line, flush=True)))
        return 0
    # In a process of its own: drawing papers leaves threads behind, and the server's processes are forks of this one,
    # in which those threads are gone and the first drawing would wait for them for ever.
    made = subprocess.run([sys.executable, "-m", "himpun.cli", "demo", "--only-data"], check=False)
    return made.returncode or serve(options)


def work(options: argparse.Namespace) -> int:
    """Keep everything that was promised and is due, then stop: for a server whose pages run elsewhere."""
    while work_once(schedule=True, heads=True):
        pass
    return 0


def rehearse_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", help="a key of `himpun sop list`, or a document: its guesses are taken as they are")
    parser.add_argument(
        "--procedure", type=int, default=1, help="which of a document's procedures; the first unless given"
    )
    parser.add_argument("--out", required=True, help="folder for the papers")
    parser.add_argument("--period", help="e.g. 2026-TW3; the last but one quarter unless given")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def rehearse(options: argparse.Namespace) -> int:
    """Play a procedure in a child process whose data folder is a scratch one."""
    command = [sys.executable, "-m", "himpun.cli.rehearse_here", options.key, "--out", options.out]
    command += ["--period", options.period] if options.period else []
    command += ["--json"] if options.json else []
    command += ["--procedure", str(options.procedure)]
    with tempfile.TemporaryDirectory(prefix="himpun-gladi-", ignore_cleanup_errors=True) as scratch:
        environment = {**os.environ, "HIMPUN_DATA": scratch, "DATABASE_URL": ""}
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 -- our own module


def trail_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["verify"])
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        help='a head as a paper shows it, "Jurnal 128 · 3f9a52c1d0e87b64", to be held to the journal; may be repeated',
    )
    parser.add_argument("--office", help="the name of the office whose papers show the heads; needed where several are")


def trail(options: argparse.Namespace) -> int:
    """Verify the journal, the rows it explains and the files. Exits 1 when anything is wrong, naming each.

    Of an office with findings it says up to which entry its history is proven. A head that is none, or whose office is
    not told, is refused before anything is read.
    """
    try:
        heads = [head_from_paper(_office(options.office), text) for text in options.head]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    verdict = examine(heads=heads)
    for finding in verdict.findings:
        print(f"[{finding.code}] {_place(finding)}: {finding.message}", file=sys.stderr)
    for office in sorted({finding.office for finding in verdict.findings if finding.office is not None}):
        print(_proven(office, verdict.last_good_head(office)))
    print(f"{verdict.entries} entri, kepala {verdict.head}: {'utuh' if verdict.sound else 'TIDAK UTUH'}")
    return 0 if verdict.sound else 1


def _office(name: str | None) -> int:
    """The key of the office of this name; of the only one without a name. Raises ValueError."""
    offices = dict(Office.objects.values_list("name", "pk"))
    if name is None and len(offices) == 1:
        return next(iter(offices.values()))
    if name not in offices:
        raise ValueError(f"Sebutkan kantornya dengan --office: {'; '.join(sorted(offices))}.")
    return offices[name]


def _proven(office: int, seq: int) -> str:
    if not seq:
        return f"kantor {office}: tidak ada kepala jurnal yang membuktikan riwayatnya"
    return f"kantor {office}: riwayat terbukti sampai entri {seq}, kepala jurnal terakhir sebelum temuan pertama"


def _place(finding: Finding) -> str:
    """Where something is wrong: a row of a table, or an entry of an office's journal."""
    if finding.table is not None:
        return f"{finding.table} {finding.row}"
    return f"kantor {finding.office}, entri {finding.seq}"
