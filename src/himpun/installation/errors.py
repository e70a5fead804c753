"""What the installation refuses, each with a stable code and a sentence for the person."""

from typing import ClassVar


class InstallationError(Exception):
    """The family; `code` for programs, the text (Indonesian) for people."""

    code: ClassVar[str] = "installation"


class RunUnderWay(InstallationError):
    """A copy is being made or proven already; there is never a second at once."""

    code = "run_under_way"

    def __init__(self) -> None:
        super().__init__("Pencadangan lain sedang berjalan. Tunggu sampai selesai.")


class NoCopy(InstallationError):
    """There is no copy to prove."""

    code = "no_copy"

    def __init__(self) -> None:
        super().__init__("Belum ada cadangan di folder backups. Buat cadangan lebih dahulu.")


class NotAllOffices(InstallationError):
    """A copy holds the data of every office: only who administers them all may take it away."""

    code = "not_all_offices"

    def __init__(self) -> None:
        super().__init__(
            "Cadangan memuat data semua kantor, jadi hanya dapat diunduh oleh administrator semua kantor itu. "
            "Salinannya ada di folder backups pada komputer server; operator dapat memindahkannya."
        )


class FolderServed(InstallationError):
    """Another process serves this data folder: two would each believe themselves alone."""

    code = "folder_served"

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"Himpun sudah berjalan dengan folder data {folder}. Tutup jendela Himpun yang lain, lalu coba lagi.\n"
            f"Himpun is already serving the data folder {folder}. Stop the other one first."
        )


class DatabaseDamaged(InstallationError):
    """SQLite finds its own file damaged: nothing is served from it."""

    code = "database_damaged"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Basis data rusak: {what}. Himpun tidak dijalankan supaya kerusakan tidak bertambah. "
            "Jangan hapus apa pun; pulihkan cadangan terakhir ke folder data baru: himpun restore BERKAS.\n"
            f"The database is damaged: {what}. Restore the newest backup into a new data folder."
        )


class AddressTaken(InstallationError):
    """Another program listens at this address, or this computer does not have it."""

    code = "address_taken"

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Alamat {host}:{port} tidak dapat dipakai: program lain sudah memakainya, atau komputer ini tidak "
            "mempunyai alamat itu. Hentikan program itu, atau pilih nomor lain dengan --port.\n"
            f"The address {host}:{port} cannot be used: another program listens there, or it is not this computer's."
        )
