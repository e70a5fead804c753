"""`himpun`: the commands for operators. Each command is one entry of a dictionary that can be read."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

Run = Callable[[argparse.Namespace], int]
Arguments = Callable[[argparse.ArgumentParser], None]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its help, its module, and the name of the function there that runs it and returns the exit code.

    NAME_arguments beside that tells its arguments. A module is loaded when its command is given: what plays on an
    installation's data needs its settings, and reading these makes a data folder. `himpun sop` needs neither.
    """

    help: str
    module: Callable[[], ModuleType]
    name: str

    @property
    def run(self) -> Run:
        found: Run = getattr(self.module(), self.name)
        return found

    @property
    def arguments(self) -> Arguments:
        found: Arguments = getattr(self.module(), f"{self.name}_arguments")
        return found


def _data() -> ModuleType:
    return import_module("himpun.cli.data_commands")


def _sop() -> ModuleType:
    return import_module("himpun.cli.sop_commands")


def _backup() -> ModuleType:
    return import_module("himpun.cli.backup_commands")


COMMANDS = {
    "demo": Command("make the demo data once, then serve it", _data, "demo"),
    "serve": Command("serve the pages", _data, "serve"),
    "work": Command("keep what was promised: papers, seals", _data, "work"),
    "sop": Command("list, show, draw, read or check the procedures", _sop, "sop"),
    "rehearse": Command("play a procedure to its archive", _data, "rehearse"),
    "backup": Command("write a verified backup", _backup, "backup"),
    "restore": Command("restore a backup into an empty data folder", _backup, "restore"),
    "trail": Command("verify the journal", _data, "trail"),
}


def parser(given: str | None = None) -> argparse.ArgumentParser:
    """The whole command line, with the arguments of the command that is given."""
    top = argparse.ArgumentParser(prog="himpun", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.help, description=command.help)
        if name == given:
            command.arguments(one)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 refused with a reason, 2 a wrong command line."""
    _speak_utf8()
    words = sys.argv[1:] if argv is None else list(argv)
    given = next((word for word in words if not word.startswith("-")), None)
    options = parser(given).parse_args(words)
    return COMMANDS[options.command].run(options)


def _speak_utf8() -> None:
    # A Windows console may speak another code page; a name with a dash must not end the program.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
