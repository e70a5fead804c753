"""Packages of Debian and Ubuntu: installed when the machine lets us, else named in plain words."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from tools.screen import say


class NotInstalled(Exception):
    """A package is missing and could not be installed. The message says what a person can do."""


def _apt_get(*arguments: str) -> list[str]:
    """The command with the rights it needs. Raises NotInstalled when there is no way to get them."""
    command = ["apt-get", *arguments]
    if shutil.which("apt-get") is None:
        raise NotInstalled("this machine has no apt-get")
    if os.geteuid() == 0:
        return command
    if shutil.which("sudo") is None:
        raise NotInstalled("you are not root, and there is no sudo")
    # A question for a password that nobody can answer would hang a CI job for ever.
    patient = sys.stdin.isatty() and os.environ.get("CI") != "true"
    if patient or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", *command]
    raise NotInstalled("you are not root, and sudo wants a password")


def install(packages: Sequence[str]) -> None:
    """Install packages. Raises NotInstalled with the command that a person can type."""
    names = " ".join(packages)
    by_hand = f"install it by hand (sudo apt-get install {names})"
    quiet = ("-y", "-q", "-o", "Dpkg::Use-Pty=0")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        steps = _apt_get("update", "-q"), _apt_get("install", *quiet, "--no-install-recommends", *packages)
    except NotInstalled as reason:
        raise NotInstalled(f"{names} is missing: {reason}; {by_hand}") from None
    say(f"Installing from the distribution: {names} ...")
    for step in steps:
        done = subprocess.run(step, env=environment, capture_output=True, text=True, check=False)
        # A stale list of one mirror need not stop the installation itself.
        if done.returncode and "update" not in step:
            tail = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise NotInstalled(f"{names} is missing: apt-get said «{' '.join(tail)}»; {by_hand}")
