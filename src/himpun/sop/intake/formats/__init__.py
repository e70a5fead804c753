"""The formats: bytes become lines and tables of cells, with the symbols and arrows that stand in them.

Whatever a stranger's file holds, what comes out is a `Document` or one of the errors of this room.
"""

from himpun.sop.intake.formats.read import MAX_BYTES, read_document

__all__ = ["MAX_BYTES", "read_document"]
