"""The journal explains every row of the register, and sees a row that no verb wrote."""

from datetime import date

import pytest

from himpun.lib.periods import PeriodKind, parse
from himpun.organisation.fold import EXPLAINED as BENEATH
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, district
from himpun.procedures import actions
from himpun.procedures.fold import EXPLAINED
from himpun.procedures.models import Casting, Edition, Procedure
from himpun.procedures.tests.register import published
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db


def busy_register() -> Procedure:
    """A register in which every verb has been used."""
    here = district()
    first = published(here.office)
    procedure = first.procedure
    actions.cast(SETUP, procedure, "camat", seats=[(None, here.camat)], starts=NEW_YEAR, at=AT)
    actions.cast(SETUP, procedure, "seksi", seats=[(here.seksi, here.kasi)], starts=NEW_YEAR, at=AT)
    actions.cast(SETUP, procedure, "camat", seats=[(None, here.kasi)], starts=date(2026, 7, 1), at=AT)
    actions.schedule_procedure(SETUP, procedure, every=PeriodKind.MONTH, opens_day=2, at=AT)
    actions.note_opening(SETUP, procedure, period=parse("2026-01"), at=AT)
    published(here.office, title="Perubahan", in_force_from=date(2026, 7, 1))
    actions.withdraw_edition(SETUP, first, at=AT)
    actions.retire_procedure(SETUP, procedure, at=AT)
    return procedure


def test_every_row_that_the_verbs_wrote_is_explained() -> None:
    busy_register()
    assert verify((*BENEATH, *EXPLAINED)).findings == ()


def test_an_edition_or_a_casting_changed_by_hand_is_seen() -> None:
    procedure = busy_register()
    Edition.objects.filter(procedure=procedure, number=2).update(in_force_from=NEW_YEAR)
    Casting.objects.filter(procedure=procedure, performer="seksi").update(performer="camat")
    assert [finding.code for finding in verify(EXPLAINED).findings] == ["row_differs", "row_differs"]
