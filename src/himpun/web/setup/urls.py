"""Setting an office up."""

from typing import Final

from himpun.web.policy import BOTH, Page, Policy
from himpun.web.setup import (
    casting_views,
    founding_views,
    hours_views,
    indicator_views,
    people_views,
    period_views,
    rehearsal_views,
    sop_views,
    task_list,
)

PAGES: Final = (
    Page("siapkan/mulai", founding_views.begin, "siapkan-mulai", Policy.PUBLIC, BOTH),
    Page("siapkan", task_list.overview, "siapkan", Policy.ADMINISTRATOR),
    Page("siapkan/jam", hours_views.hours, "siapkan-jam", Policy.ADMINISTRATOR, BOTH),
    Page("siapkan/pegawai", people_views.people, "siapkan-pegawai", Policy.ADMINISTRATOR, BOTH),
    Page("siapkan/sop", sop_views.choose, "siapkan-sop", Policy.ADMINISTRATOR, BOTH),
    Page("siapkan/bagan/<str:key>", sop_views.picture, "siapkan-bagan", Policy.ADMINISTRATOR),
    Page("siapkan/pelaksana/<str:key>", casting_views.performers, "siapkan-pelaksana", Policy.ADMINISTRATOR, BOTH),
    Page("siapkan/indikator", indicator_views.indicators, "siapkan-indikator", Policy.ADMINISTRATOR, BOTH),
    Page("siapkan/gladi/<str:key>", rehearsal_views.rehearsal, "siapkan-gladi", Policy.ADMINISTRATOR, BOTH),
    Page("siapkan/gladi/<str:key>/dokumen", rehearsal_views.papers, "siapkan-gladi-dokumen", Policy.ADMINISTRATOR),
    Page("siapkan/periode/<str:key>", period_views.first_period, "siapkan-periode", Policy.ADMINISTRATOR, BOTH),
)
"""A key in an address is that of an SOP in the administrator's own register, or in the catalogue."""
