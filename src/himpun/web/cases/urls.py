"""Cases and their tasks."""

from typing import Final

from himpun.web.cases import case_decisions, case_views, task_views
from himpun.web.policy import BOTH, Page, Policy

PAGES: Final = (
    Page("tugas/<key:pk>", task_views.task_page, "tugas", Policy.SEAT, BOTH),
    Page("berkas", case_views.cases, "berkas"),
    Page("berkas/buka", case_decisions.open_by_hand, "berkas-buka", methods=BOTH),
    Page("berkas/<key:pk>", case_views.steps, "berkas-langkah"),
    Page("berkas/<key:pk>/data", case_views.figures, "berkas-data"),
    Page("berkas/<key:pk>/dokumen", case_views.papers, "berkas-dokumen"),
    Page("berkas/<key:pk>/riwayat", case_views.history, "berkas-riwayat"),
    Page("berkas/<key:pk>/lanjutkan-tanpa", case_decisions.go_on, "berkas-lanjutkan", methods=BOTH),
    Page("berkas/<key:pk>/batalkan", case_decisions.cancel, "berkas-batalkan", methods=BOTH),
)
