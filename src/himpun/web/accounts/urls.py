"""Coming in and going out."""

from typing import Final

from himpun.web.accounts import views
from himpun.web.policy import BOTH, WRITE, Page, Policy

PAGES: Final = (
    Page("masuk", views.log_in, "masuk", Policy.PUBLIC, BOTH),
    Page("keluar", views.log_out, "keluar", Policy.PUBLIC, WRITE),
)
