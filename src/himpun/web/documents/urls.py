"""Files and papers; the check page is for everybody."""

from typing import Final

from himpun.web.documents import views
from himpun.web.policy import Page, Policy

PAGES: Final = (
    Page("dokumen/<key:pk>", views.paper, "dokumen"),
    Page("lampiran/<key:pk>", views.attachment, "lampiran"),
    Page("data-dukung/<key:pk>", views.evidence, "data-dukung"),
    Page("periksa", views.check_form, "periksa", Policy.PUBLIC),
    Page("periksa/<str:code>", views.check, "periksa-naskah", Policy.PUBLIC),
)
