"""The map of all addresses. Who may open which is in `policy`."""

from django.urls import path, register_converter

from himpun.web.accounts import views as accounts
from himpun.web.cases import case_decisions as putusan
from himpun.web.cases import case_views as berkas
from himpun.web.cases import task_views as tugas
from himpun.web.desk import views as desk
from himpun.web.documents import views as documents
from himpun.web.procedures import views as procedures


class Key:
    """A row's key in an address. What is longer than any key leads nowhere, before a database is asked."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Key, "key")

urlpatterns = [
    # Coming in
    path("masuk", accounts.log_in, name="masuk"),
    path("keluar", accounts.log_out, name="keluar"),
    # My work
    path("", desk.meja_kerja, name="meja-kerja"),
    path("tugas/<key:pk>", tugas.task_page, name="tugas"),
    # Cases
    path("berkas", berkas.cases, name="berkas"),
    path("berkas/buka", putusan.open_by_hand, name="berkas-buka"),
    path("berkas/<key:pk>", berkas.steps, name="berkas-langkah"),
    path("berkas/<key:pk>/data", berkas.figures, name="berkas-data"),
    path("berkas/<key:pk>/dokumen", berkas.papers, name="berkas-dokumen"),
    path("berkas/<key:pk>/riwayat", berkas.history, name="berkas-riwayat"),
    path("berkas/<key:pk>/lanjutkan-tanpa", putusan.go_on, name="berkas-lanjutkan"),
    path("berkas/<key:pk>/batalkan", putusan.cancel, name="berkas-batalkan"),
    # Files and papers
    path("dokumen/<key:pk>", documents.paper, name="dokumen"),
    path("lampiran/<key:pk>", documents.attachment, name="lampiran"),
    path("data-dukung/<key:pk>", documents.evidence, name="data-dukung"),
    # The register and the office
    path("sop", procedures.register, name="sop"),
    path("sop/<str:key>", procedures.catalogue, name="sop-katalog"),
    path("kantor", procedures.office, name="kantor"),
    # For everybody
    path("periksa", documents.check_form, name="periksa"),
    path("periksa/<str:code>", documents.check, name="periksa-naskah"),
    path("sehat", desk.health, name="sehat"),
]
