"""My work."""

from typing import Final

from himpun.web.desk import views
from himpun.web.policy import Page, Policy

PAGES: Final = (
    Page("", views.meja_kerja, "meja-kerja"),
    Page("sehat", views.health, "sehat", Policy.PUBLIC),
)
