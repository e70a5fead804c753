"""The installation: copies of it, and the proof that they restore."""

from typing import Final

from himpun.web.installation import views
from himpun.web.policy import READ, WRITE, Page, Policy

PAGES: Final = (
    Page("cadangan", views.shelf, "cadangan", Policy.ADMINISTRATOR, READ),
    Page("cadangan/buat", views.make, "cadangan-buat", Policy.ADMINISTRATOR, WRITE),
    Page("cadangan/buktikan", views.prove, "cadangan-buktikan", Policy.ADMINISTRATOR, WRITE),
    Page("cadangan/unduh", views.take_away, "cadangan-unduh", Policy.ADMINISTRATOR, WRITE),
)
