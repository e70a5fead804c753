"""An office with a small SOP of its own, told in the format, for the tests of the register."""

from dataclasses import replace
from datetime import date

from himpun.organisation.models import Office
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP
from himpun.procedures.actions import publish_edition
from himpun.procedures.models import Edition
from himpun.sop.model import Sop
from himpun.sop.read import sop_from_yaml

SMALL = """
format: himpun-sop/1
title: Pengumpulan Data Kinerja Kecamatan
number: 001/SOP/2026
government: Kabupaten Contoh
office: Kecamatan Contoh
performers:
  - {key: camat, name: Camat, seat: post}
  - {key: seksi, name: Kepala Seksi, seat: units}
  - {key: staf, name: Staf Seksi, seat: unit_members, column: false}
  - {key: tim, name: Tim Penyusun, seat: team}
  - {key: arsiparis, name: Arsiparis, seat: post}
steps:
  - number: 1
    activity: Memerintahkan pengumpulan data dan membentuk tim
    acts: [instruct, form_team]
    performers: [{key: camat}]
    requirements: [Lembar disposisi]
    outputs: [Disposisi]
    duration: {raw: 15 menit, value: 15, unit: minute}
  - number: 2
    activity: Mengisi data kinerja
    acts: [fill]
    performers: [{key: staf}]
    per: {each: members, within: seksi}
    requirements: [Format data]
    outputs: [Data kinerja]
    duration: {raw: 1 hari, value: 1, unit: day}
  - number: 3
    activity: Menghimpun dan merekap data
    acts: [gather, recap]
    performers: [{key: tim}, {key: arsiparis, part: receives}]
    requirements: [Data kinerja]
    outputs: [Rekap]
    duration: {raw: 1 hari, value: 1, unit: day}
  - number: 4
    activity: Menandatangani dan mengarsipkan laporan
    acts: [sign, archive]
    performers: [{key: camat}]
    requirements: [Rekap]
    outputs: [Laporan]
    duration: {raw: 30 menit, value: 30, unit: minute}
    ways: [{when: no, to: 2, points: true}, {when: yes, to: end}]
"""


def small_sop(title: str = "") -> Sop:
    sop = sop_from_yaml(SMALL)
    return replace(sop, title=title) if title else sop


def published(office: Office, title: str = "", in_force_from: date = NEW_YEAR) -> Edition:
    sop = small_sop(title)
    return publish_edition(SETUP, office, sop, key="data-kinerja", in_force_from=in_force_from, at=AT)
