"""Files on their way in: stopped at the size that an office may keep, named and typed by what they are."""

from typing import Any, BinaryIO, Final, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from himpun.files.errors import FileNotAsNamed
from himpun.files.naming import agrees, kind_of
from himpun.files.store import LARGEST

UNKNOWN: Final = "application/octet-stream"
PROGRAMS: Final = ("application/x-msdownload", "application/x-elf")
RUN_BY_NAME: Final = (
    ".bat", ".cmd", ".com", ".exe", ".hta", ".jar", ".js", ".jse", ".lnk", ".msi", ".ps1", ".scr", ".vbe", ".vbs",
    ".wsf",
)  # fmt: skip
"""Endings by which Windows runs a file that a double click opens."""
PACKED: Final = ("application/zip", "application/x-ole-storage")
LONGEST_TYPE: Final = 100


class Ceiling(FileUploadHandler):
    """Stops keeping a file once it is too large, or when nobody is logged in; the form's other fields go on.

    The fields of files left out stand in `request.left_out`.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.read = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.read = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.read += len(raw_data)
        request: Any = self.request
        if request.visitor is None or self.read > LARGEST:
            request.left_out = {*left_out(request), str(self.field_name)}
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        return None


def left_out(request: HttpRequest) -> set[str]:
    """The fields whose files were too large, or came from nobody."""
    found: set[str] = getattr(request, "left_out", set())
    return found


def opened(upload: "UploadedFile[Any]") -> tuple[BinaryIO, str]:
    """The bytes and the media type, which a browser guesses from the name and often does not know.

    Raises FileNotAsNamed for programs, whatever they are called.
    """
    data = cast(BinaryIO, upload.file)
    head = data.read(16)
    data.seek(0)
    proven, said = kind_of(head), upload.content_type or ""
    if proven in PROGRAMS or (upload.name or "").lower().endswith(RUN_BY_NAME):
        raise FileNotAsNamed(proven or "program")
    unknown = said in ("", UNKNOWN) or len(said) > LONGEST_TYPE or not said.isprintable()
    # Windows has names of its own for archives and for what older offices wrote.
    other_name = proven in PACKED and said.startswith("application/") and said != "application/pdf"
    if unknown or (other_name and not agrees(said, head)):
        return data, proven or UNKNOWN
    return data, said
