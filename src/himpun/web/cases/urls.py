"""Cases and their tasks."""

from typing import Final

from himpun.web.cases import case_decisions, case_views, cell_saving, paper_views, talk_views, task_views
from himpun.web.policy import BOTH, WRITE, Page, Policy

PAGES: Final = (
    Page("tugas/<key:pk>", task_views.task_page, "tugas", Policy.SEAT, BOTH),
    Page("tugas/<key:pk>/isian/<key:line>", cell_saving.save, "tugas-isian", Policy.SEAT, WRITE),
    Page("tugas/<key:pk>/isian/<key:line>/bukti", cell_saving.evidence, "tugas-bukti", Policy.SEAT, WRITE),
    Page("berkas", case_views.cases, "berkas"),
    Page("berkas/buka", case_decisions.open_by_hand, "berkas-buka", methods=BOTH),
    Page("berkas/<key:pk>", case_views.steps, "berkas-langkah"),
    Page("berkas/<key:pk>/data", case_views.figures, "berkas-data"),
    Page("berkas/<key:pk>/dokumen", case_views.papers, "berkas-dokumen"),
    Page("berkas/<key:pk>/format", paper_views.request_format, "berkas-format"),
    Page("berkas/<key:pk>/disposisi", talk_views.dispositions, "berkas-disposisi", methods=BOTH),
    Page("berkas/<key:pk>/riwayat", case_views.history, "berkas-riwayat"),
    Page("berkas/<key:pk>/percakapan", talk_views.talk, "berkas-percakapan", methods=BOTH),
    Page("berkas/<key:pk>/lanjutkan-tanpa", case_decisions.go_on, "berkas-lanjutkan", methods=BOTH),
    Page("berkas/<key:pk>/batalkan", case_decisions.cancel, "berkas-batalkan", methods=BOTH),
    Page("dokumen/<key:pk>/naskah", paper_views.printed, "dokumen-naskah"),
)
