"""The virtual environment, with the locked dependencies and nothing else.

`python -m tools.environment run` for what serves the product, `dev` for tests and checks too. Does nothing
when the environment already holds what the lock says.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools import debian
from tools.screen import say, say_bad

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
OLDEST = (3, 11)


class CannotSetUp(Exception):
    """The environment could not be made. The message says why and what to do."""


def make_ready(lock: str) -> None:
    """Bring .venv to what requirements/<lock>.txt says. Raises CannotSetUp."""
    if sys.version_info < OLDEST:
        raise CannotSetUp(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    wanted, stamp = _digest(lock), VENV / f"{lock}.stamp"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    _make_venv()
    say(f"Installing the locked dependencies (requirements/{lock}.txt) ...")
    _pip("install", "--require-hashes", "--only-binary", ":all:", "-r", f"requirements/{lock}.txt")
    # The build tool itself is in the lock: nothing unlocked is fetched to install the checkout.
    _pip("install", "--no-deps", "--no-build-isolation", "-e", ".")
    stamp.write_text(wanted)


def _digest(lock: str) -> str:
    """What the environment depends on: lock, entry points, Python, and place, as a venv cannot be moved."""
    content = hashlib.sha256(f"{sys.version}\n{sys.executable}\n{ROOT}\n".encode())
    for name in (f"requirements/{lock}.txt", "pyproject.toml", "tools/environment.py"):
        content.update((ROOT / name).read_bytes())
    return content.hexdigest()


def _make_venv() -> None:
    if _is_sound():
        return
    say(f"Making the virtual environment with Python {sys.version.split()[0]} ...")
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        debian.install([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotSetUp(f"python -m venv failed:\n{done.stdout}{done.stderr}")


def _is_sound() -> bool:
    """Whether .venv runs, has pip, and is of this Python's version."""
    if not PYTHON.exists():
        return False
    ask = "import pip, sys; print(*sys.version_info[:2])"
    done = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=False)
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise CannotSetUp(f"pip could not install. Its own words:\n{done.stdout}")


def main() -> int:
    try:
        make_ready(sys.argv[1])
    except (CannotSetUp, debian.NotInstalled) as reason:
        say_bad(f"Set-up stopped: {reason}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
