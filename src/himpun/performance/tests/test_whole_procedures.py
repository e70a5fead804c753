"""Each procedure of the catalogue runs from its opening to a signed report by the verbs of this room and below."""

import pytest

from himpun.cases.models import CasePaper
from himpun.performance.fold import EXPLAINED
from himpun.performance.models import Figure, Recap, Submission
from himpun.performance.tests.world import open_tasks, opened, promise, run_out, world
from himpun.sop.catalogue import KEYS
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", KEYS)
def test_a_procedure_of_the_catalogue_runs_to_its_report(key: str) -> None:
    made = world(key)
    for name in made.units:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    run_out(made, case, but=frozenset({"publish", "archive"}))
    assert {t.act for t in open_tasks(case)} <= {"publish", "archive"}
    assert Figure.objects.filter(submission__sheet__case=case).exists()
    assert Recap.objects.filter(case=case).exists()
    assert CasePaper.objects.filter(case=case, paper__kind="report", paper__replaced_at=None).count() == 1
    assert Submission.objects.filter(on_behalf=True).count() == 0
    assert verify(EXPLAINED).findings == ()
