"""Each test has a data folder of its own: set-up codes and rehearsals lie there."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.HIMPUN_DATA = tmp_path
    return tmp_path
