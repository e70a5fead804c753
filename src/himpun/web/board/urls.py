"""Papan pantau of my offices, of a whole district, and both as tables to take along."""

from typing import Final

from himpun.web.board import district_views, views
from himpun.web.policy import Page

PAGES: Final = (
    Page("papan", views.board, "papan"),
    Page("papan/ekspor.xlsx", views.workbook, "papan-xlsx"),
    Page("papan/ekspor.csv", views.csv_file, "papan-csv"),
    Page("papan/kabupaten", district_views.district, "papan-kabupaten"),
    Page("papan/kabupaten/ekspor.xlsx", district_views.workbook, "papan-kabupaten-xlsx"),
    Page("papan/kabupaten/ekspor.csv", district_views.csv_file, "papan-kabupaten-csv"),
)
