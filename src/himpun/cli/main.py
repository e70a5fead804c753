"""`himpun`: the commands for operators. Each command is one entry of a dictionary that can be read."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from himpun.cli import backup_commands as backup
from himpun.cli import data_commands, sop_commands

Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its help, its arguments and what it runs. The exit code is what `run` returns."""

    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run


COMMANDS = {
    "demo": Command("make the demo data once, then serve it", data_commands.demo_arguments, data_commands.demo),
    "serve": Command("serve the pages", data_commands.serve_arguments, data_commands.serve),
    "work": Command("keep what was promised: papers, seals", data_commands.no_arguments, data_commands.work),
    "sop": Command("list, show or draw the procedures", sop_commands.arguments, sop_commands.run),
    "rehearse": Command("play a procedure to its archive", data_commands.rehearse_arguments, data_commands.rehearse),
    "backup": Command("write a verified backup", backup.backup_arguments, backup.backup),
    "restore": Command("restore a backup into an empty data folder", backup.restore_arguments, backup.restore),
    "trail": Command("verify the journal", data_commands.trail_arguments, data_commands.trail),
}


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="himpun", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.arguments(commands.add_parser(name, help=command.help, description=command.help))
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 refused with a reason, 2 a wrong command line."""
    _speak_utf8()
    options = parser().parse_args(argv)
    return COMMANDS[options.command].run(options)


def _speak_utf8() -> None:
    # A Windows console may speak another code page; a name with a dash must not end the program.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
