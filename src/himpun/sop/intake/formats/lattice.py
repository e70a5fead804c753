"""The rules of a table on the plane: which cell holds a point, which cells a drawn box stands in."""

from bisect import bisect_right
from dataclasses import dataclass

from himpun.sop.intake.formats.plane import Box, Point
from himpun.sop.intake.grid import Place

# A box drawn over several columns stands in each that it fills so far.
FILLED = 0.6


@dataclass(frozen=True, slots=True)
class Lattice:
    """Edges of columns and rows from left to right and from top to bottom, in points; one more than cells."""

    across: tuple[float, ...]
    along: tuple[float, ...]

    @property
    def box(self) -> Box:
        return Box(self.across[0], self.along[0], self.across[-1], self.along[-1])

    def row(self, y: float) -> int:
        """The row at a height; beyond the table, the nearest."""
        return _slot(self.along, y)

    def column(self, x: float) -> int:
        return _slot(self.across, x)

    def place(self, point: Point) -> Place:
        return self.row(point[1]), self.column(point[0])

    def columns(self, box: Box) -> list[int]:
        """The columns that a box fills; when it fills none, the one that holds its centre."""
        found = [
            index
            for index, (left, right) in enumerate(zip(self.across, self.across[1:], strict=False))
            if right > left and min(right, box.right) - max(left, box.left) >= FILLED * (right - left)
        ]
        return found or [self.column(box.centre[0])]


def _slot(edges: tuple[float, ...], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)
