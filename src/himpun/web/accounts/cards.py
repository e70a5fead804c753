"""A one-time code on paper and as a message: shown once, on the answer to the press that made it."""

from dataclasses import dataclass
from datetime import date

from himpun.lib.dates import plain_date
from himpun.web.address import is_local, printed_address
from himpun.web.request import Visit


@dataclass(frozen=True, slots=True)
class Card:
    """What one person is handed."""

    name: str
    posts: tuple[str, ...]
    office: str
    code: str
    until: date
    address: str  # where the code is typed
    username: str = ""  # of an account that is there already, whose password was forgotten

    @property
    def deed(self) -> str:
        """What the code is for."""
        return "membuat kata sandi baru" if self.username else "membuat akun Himpun"

    @property
    def choice(self) -> str:
        """What is typed after the code."""
        if self.username:
            return f"Ketik kata sandi baru. Nama pengguna Anda tetap {self.username}."
        return "Pilih nama pengguna dan kata sandi Anda sendiri."

    @property
    def message(self) -> str:
        """Ready to copy into WhatsApp."""
        return (
            f"Yth. {self.name}, ini kode Anda untuk {self.deed} ({self.office}).\n"
            f"1. Buka {self.address}\n"
            f"2. Ketik kode {self.code}\n"
            f"3. {self.choice}\n"
            f"Kode berlaku satu kali, sampai {plain_date(self.until)}. Jangan diteruskan kepada orang lain."
        )


def address_for(request: Visit) -> str:
    """Where others reach the page of codes: as the installation was told, else as this browser reached it."""
    told = printed_address()
    here = request.build_absolute_uri("/").rstrip("/")
    return f"{here if is_local(told) else told}/undangan"
