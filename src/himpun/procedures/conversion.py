"""Old Word and OpenDocument papers become .docx by LibreOffice, where it is installed.

LibreOffice runs beside this program, without a window, with a profile and a folder of its own that are gone afterwards;
a minute is all it gets. Macros do not run: a fresh profile trusts nobody.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import ClassVar

from himpun.procedures.errors import ProcedureError

SECONDS = 60
MAX_BYTES = 25_000_000
KINDS = {".doc", ".odt", ".fodt", ".rtf", ".dot", ".ott", ".wps"}
# Where LibreOffice puts itself when it is not on the path.
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)


class NotConverted(ProcedureError):
    """A paper that could not be made into .docx."""

    code: ClassVar[str] = "not_converted"


class NoConverter(NotConverted):
    """LibreOffice is not installed."""

    code: ClassVar[str] = "no_converter"


def converted(data: bytes, name: str) -> bytes:
    """The same paper as .docx. Raises `NoConverter` without LibreOffice, `NotConverted` when it gives nothing."""
    program = converter()
    if program is None:
        raise NoConverter(
            "Berkas ini perlu diubah ke .docx, dan LibreOffice belum terpasang di server. Buka berkasnya di Word, "
            "pilih “Simpan sebagai” .docx, lalu unggah hasilnya; atau minta admin memasang LibreOffice."
        )
    if len(data) > MAX_BYTES:
        raise NotConverted("Berkas ini terlalu besar untuk diubah. Simpan sebagai .docx di Word, lalu unggah kembali.")
    with TemporaryDirectory(prefix="himpun-", ignore_cleanup_errors=True) as folder:
        return _by(program, data, name, Path(folder))


def converter() -> str | None:
    """Where LibreOffice is, or none."""
    for name in ("soffice", "libreoffice", "soffice.exe"):
        if found := shutil.which(name):
            return found
    return next((place for place in PLACES if Path(place).is_file()), None)


def _by(program: str, data: bytes, name: str, folder: Path) -> bytes:
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    # A name from outside never becomes a path; only its kind is kept, which tells LibreOffice how to read.
    paper = folder / f"paper{suffix if suffix in KINDS else '.doc'}"
    paper.write_bytes(data)
    profile = (folder / "profile").as_uri()
    asked = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(paper),
    ]
    try:
        _run(asked, folder)
    except OSError as error:
        raise NotConverted(_failed()) from error
    made = folder / "out" / "paper.docx"
    if not made.is_file() or made.stat().st_size > MAX_BYTES:
        raise NotConverted(_failed())
    return made.read_bytes()


def _run(asked: list[str], folder: Path) -> None:
    """Run LibreOffice for as long as it may. It starts programs of its own, which must end with it."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603
        asked, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=True
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            raise NotConverted(_failed()) from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False)  # noqa: S603, S607
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _failed() -> str:
    return (
        "Berkas ini tidak dapat diubah ke .docx: mungkin rusak, terkunci dengan kata sandi, atau terlalu berat. Buka "
        "di Word, simpan sebagai .docx, lalu unggah hasilnya."
    )
