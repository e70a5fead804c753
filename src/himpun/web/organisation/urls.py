"""The office: what everybody of it may read, and what its administrator keeps in order."""

from typing import Final

from himpun.web.organisation import (
    history,
    holders,
    holidays,
    hours,
    letterhead,
    overview,
    pasting,
    people,
    posts,
    units,
)
from himpun.web.policy import BOTH, Page, Policy

PAGES: Final = (
    # read by everybody of the office
    Page("kantor", overview.office, "kantor"),
    Page("kantor/lambang", overview.emblem, "kantor-lambang"),
    # kept by the administrator
    Page("kantor/kop", letterhead.letterhead, "kantor-kop", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/unit", units.units, "kantor-unit", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/unit/<key:pk>", units.unit, "kantor-satu-unit", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/jabatan", posts.posts, "kantor-jabatan", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/jabatan/<key:pk>", posts.post, "kantor-satu-jabatan", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/jabatan/<key:pk>/pejabat", holders.appointment, "kantor-tunjuk", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/pejabat/<key:pk>", holders.ending, "kantor-akhiri", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/pegawai", people.people, "kantor-pegawai", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/pegawai/tempel", pasting.paste, "kantor-tempel", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/pegawai/<key:pk>", people.person, "kantor-satu-pegawai", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/libur", holidays.holidays, "kantor-libur", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/jam-kerja", hours.hours, "kantor-jam-kerja", Policy.ADMINISTRATOR, BOTH),
    Page("kantor/riwayat", history.history, "kantor-riwayat", Policy.ADMINISTRATOR),
)
