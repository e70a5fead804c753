"""An office that has just been founded, with its administrator's browser; and lists as offices copy them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from himpun.installation.founding import Founding, found, issue_code
from himpun.organisation.drafts import OfficeDraft
from himpun.organisation.models import Account, Office
from himpun.web.tests.stage import browser_of

STAFF = "\n".join(
    (
        "Nama\tNIP\tPangkat\tJabatan\tUnit",
        "Halimah Rantau, S.Sos.\t197501012000032001\tPembina, IV/a\tCamat\t",
        "Rusdi Anwar, S.E.\t198003152005011002\tPenata Tk. I, III/d\tSekretaris Kecamatan\tSekretariat",
        "Siti Norjanah, S.E.\t198205202006042003\tPenata, III/c\tKasubag Perencanaan\tSubbagian Perencanaan",
        "Akhmad Zaini\t198306112007011004\tPenata, III/c\tKasubag Umum\tSubbagian Umum",
        "Maria Tandi\t198409172008012005\tPenata, III/c\tKepala Seksi\tSeksi Pemerintahan",
        "Yohanes Labi\t198512242009011006\tPenata, III/c\tKepala Seksi\tSeksi Pelayanan",
        "Ance Lumentut\t198601032010012007\tPenata, III/c\tLurah\tKelurahan Air Bening",
        "Dorce Sampe\t\t\tPengadministrasi Umum\tSubbagian Umum",
        "Ludia Bato\t\t\tPengadministrasi Umum\tSubbagian Umum",
    )
)
INDICATORS = "\n".join(
    (
        "Unit\tIndikator\tSatuan\tTarget TW I\tTW II\tTW III\tTW IV\tPolaritas\tCara Menghitung",
        "Seksi Pemerintahan\tLayanan tepat waktu\t%\t90\t90\t92\t95\tmakin tinggi\trata-rata",
        "\tPengaduan yang tidak terjawab\tpengaduan\t0\t0\t0\t0\tmakin rendah\tjumlah",
        "Kelurahan Air Bening\tWarga yang dilayani\torang\t1.250\t1.250\t1.300\t1.300\t\tjumlah",
    )
)


@dataclass(frozen=True)
class Ready:
    """The office and who sets it up."""

    office: Office
    browser: Client

    def post(self, address: str, **typed: str | list[str]) -> "Answer":
        return Answer(self.browser.post(address, typed))

    def get(self, address: str) -> "Answer":
        return Answer(self.browser.get(address))


class Answer:
    """What a page answered."""

    def __init__(self, response: object) -> None:
        self.response = response
        self.status: int = getattr(response, "status_code", 0)
        self.text = getattr(response, "content", b"").decode(errors="replace")
        self.onward: str = dict(getattr(response, "headers", {})).get("Location", "")


def founded(name: str = "Kecamatan Air Bening") -> Ready:
    """Founded by the same page's verbs, a moment ago."""
    draft = OfficeDraft(name, "KAB", "Asia/Makassar", "Jalan Melati 5", "", "Air Bening")
    founding = Founding("Kabupaten Banua Raya", draft, "Tuti Maharani", "tuti.maharani", "hujan-turun-di-hulu")
    account = found(founding, code=issue_code() or "", at=datetime.now(UTC))
    return Ready(Office.objects.get(), browser_of(Account.objects.select_related("person").get(pk=account.pk)))


def staffed() -> Ready:
    """With its posts and people."""
    ready = founded()
    assert ready.post("/siapkan/pegawai", daftar=STAFF, putusan="simpan").status == 302
    return ready


def with_sop(key: str = "batui-selatan") -> Ready:
    """With its SOP from the catalogue, not yet cast."""
    ready = staffed()
    assert ready.post("/siapkan/sop", sop=key).onward == f"/siapkan/pelaksana/{key}"
    return ready
