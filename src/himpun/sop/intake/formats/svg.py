"""The path of an SVG outline as points."""

import re

from himpun.sop.intake.formats.plane import Point, bend

STEP = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|(-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:e-?\d{1,2})?)")
LONGEST = 20_000
# How many numbers each step takes.
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7}


def path_points(path: str) -> tuple[list[Point], bool]:
    """The points of the first closed part of a path (or of the open one), and whether it closes."""
    points: list[Point] = []
    for step, numbers in _steps(path[:LONGEST]):
        if step in "Zz":
            return points, True
        if step in "Mm" and points:
            break
        _go(points, step, numbers)
    return points, len(points) > 3 and points[0] == points[-1]


def _steps(path: str) -> list[tuple[str, list[float]]]:
    steps: list[tuple[str, list[float]]] = []
    for letter, number in STEP.findall(path):
        if letter:
            steps.append((letter, []))
        elif steps:
            step, numbers = steps[-1]
            wanted = TAKES.get(step.lower(), 0)
            if wanted and len(numbers) == wanted:
                step = {"M": "L", "m": "l"}.get(step, step)
                steps.append((step, [float(number)]))
            else:
                numbers.append(float(number))
    return [(step, numbers) for step, numbers in steps if len(numbers) >= TAKES.get(step.lower(), 0)]


def _go(points: list[Point], step: str, numbers: list[float]) -> None:
    here = points[-1] if points else (0.0, 0.0)
    x, y = here if step.islower() else (0.0, 0.0)
    match step.lower():
        case "h":
            points.append((x + numbers[0], here[1]))
        case "v":
            points.append((here[0], y + numbers[0]))
        case "m" | "l" | "t" | "a":
            points.append((x + numbers[-2], y + numbers[-1]))
        case "c":
            first, second, end = ((x + numbers[n], y + numbers[n + 1]) for n in (0, 2, 4))
            points += bend((here, end), first, second)
        case "s" | "q":
            first, end = ((x + numbers[n], y + numbers[n + 1]) for n in (0, 2))
            points += bend((here, end), first, first)
