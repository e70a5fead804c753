"""Plain lines for a person at a terminal or reading a CI log."""

import os

RED, GREEN, BOLD, PLAIN = "\033[1;31m", "\033[32m", "\033[1m", "\033[0m"


def coloured(text: str, colour: str) -> str:
    """The text in a colour, also in a log, where a red line is looked for; plain when NO_COLOR is set."""
    return text if "NO_COLOR" in os.environ else f"{colour}{text}{PLAIN}"


def say(text: str) -> None:
    print(text, flush=True)


def say_good(text: str) -> None:
    print(coloured(text, GREEN), flush=True)


def say_bad(text: str) -> None:
    print(coloured(text, RED), flush=True)


def title(text: str) -> None:
    print(coloured(f"── {text}", BOLD), flush=True)
