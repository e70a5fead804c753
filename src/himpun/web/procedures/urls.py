"""The register of SOPs, and the office that keeps it."""

from typing import Final

from himpun.web.policy import Page
from himpun.web.procedures import views

PAGES: Final = (
    Page("sop", views.register, "sop"),
    Page("sop/<str:key>", views.catalogue, "sop-katalog"),
    Page("kantor", views.office, "kantor"),
)
