"""What can go wrong with bytes. Doors translate the codes."""

from typing import ClassVar


class FileError(Exception):
    """The family; `code` is stable."""

    code: ClassVar[str] = "file"


class FileTooLarge(FileError):
    """Longer than an office may keep in one file."""

    code = "file_too_large"


class NoRoomForFiles(FileError):
    """The disk has so little left that the journal itself would soon have none."""

    code = "no_room_for_files"


class FileEmpty(FileError):
    """No bytes at all."""

    code = "file_empty"


class FileNotAsNamed(FileError):
    """The bytes are of another kind than was said: a picture that is a program, a PDF that is a page."""

    code = "file_not_as_named"


class FileDamaged(FileError):
    """The bytes on the disk are missing or no longer those that were stored.

    Nothing of them is handed out.
    """

    code = "file_damaged"
