"""The map of all addresses. Who may open which is in `policy`."""

from django.urls import path

from himpun.web.accounts import views as accounts
from himpun.web.cases import case_views as berkas
from himpun.web.cases import task_views as tugas
from himpun.web.desk import views as desk
from himpun.web.documents import views as documents
from himpun.web.procedures import views as procedures

urlpatterns = [
    # Coming in
    path("masuk", accounts.log_in, name="masuk"),
    path("keluar", accounts.log_out, name="keluar"),
    # My work
    path("", desk.meja_kerja, name="meja-kerja"),
    path("tugas/<int:pk>", tugas.task_page, name="tugas"),
    # Cases
    path("berkas", berkas.cases, name="berkas"),
    path("berkas/buka", berkas.open_by_hand, name="berkas-buka"),
    path("berkas/<int:pk>", berkas.steps, name="berkas-langkah"),
    path("berkas/<int:pk>/data", berkas.figures, name="berkas-data"),
    path("berkas/<int:pk>/dokumen", berkas.papers, name="berkas-dokumen"),
    path("berkas/<int:pk>/riwayat", berkas.history, name="berkas-riwayat"),
    path("berkas/<int:pk>/lanjutkan-tanpa", berkas.go_on, name="berkas-lanjutkan"),
    path("berkas/<int:pk>/batalkan", berkas.cancel, name="berkas-batalkan"),
    # Files and papers
    path("dokumen/<int:pk>", documents.paper, name="dokumen"),
    path("lampiran/<int:pk>", documents.attachment, name="lampiran"),
    path("data-dukung/<int:pk>", documents.evidence, name="data-dukung"),
    # The register and the office
    path("sop", procedures.register, name="sop"),
    path("sop/<str:key>", procedures.catalogue, name="sop-katalog"),
    path("kantor", procedures.office, name="kantor"),
    # For everybody
    path("periksa", documents.check_form, name="periksa"),
    path("periksa/<str:code>", documents.check, name="periksa-naskah"),
    path("sehat", desk.health, name="sehat"),
]
