"""Each procedure is rehearsed once; the tests of this folder look at what came of it."""

import pytest
from pytest_django import DjangoDbBlocker

from himpun.sop.catalogue import KEYS
from tests.rehearsals.played import Played, play


@pytest.fixture(scope="session", params=KEYS)
def played(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Played:
    key: str = request.param
    with django_db_blocker.unblock():
        return play(key, tmp_path_factory.mktemp(key))
