"""The register of SOPs: what holds, what comes with Himpun, and what is on its way to an edition."""

from typing import Final

from himpun.web.policy import BOTH, Page, Policy
from himpun.web.procedures import beginning, draft_approval, draft_editing, draft_views, edition_views, views

PAGES: Final = (
    Page("sop", views.register, "sop"),
    Page("sop/baca", beginning.read_one, "sop-baca", Policy.ADMINISTRATOR, BOTH),
    Page("sop/konsep", draft_views.drafts, "sop-konsep"),
    Page("sop/konsep/<key:pk>", draft_views.draft, "sop-konsep-satu", methods=BOTH),
    Page("sop/konsep/<key:pk>/langkah", draft_editing.step, "sop-konsep-langkah", Policy.ADMINISTRATOR, BOTH),
    Page("sop/konsep/<key:pk>/pelaksana", draft_editing.performers, "sop-konsep-pelaksana", Policy.ADMINISTRATOR, BOTH),
    Page("sop/konsep/<key:pk>/identitas", draft_editing.identity, "sop-konsep-identitas", Policy.ADMINISTRATOR, BOTH),
    Page("sop/konsep/<key:pk>/pengesahan", draft_approval.approval, "sop-konsep-pengesahan", methods=BOTH),
    Page("sop/edisi/<key:pk>", edition_views.edition, "sop-edisi", methods=BOTH),
    Page("sop/<str:key>", views.catalogue, "sop-katalog"),
)
