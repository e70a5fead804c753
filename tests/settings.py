"""The product's own settings, in a data folder that is gone when the tests are done."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before the import, as the settings read the environment once. Each process of a parallel run has its own.
_folder = tempfile.mkdtemp(prefix="himpun-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["HIMPUN_DATA"] = _folder

from himpun.conf.settings import *  # noqa: E402, F403
from himpun.conf.settings import ALLOWED_HOSTS, DATABASES  # noqa: E402

# A file, not the memory: WAL, its PRAGMAs and a second connection are part of what is tested.
if DATABASES["default"]["ENGINE"] == "himpun.conf.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": Path(_folder) / "test.sqlite3"}

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]  # the name by which Django's test client asks
PASSWORD_HASHERS = ["tests.hasher.CheapArgon2"]
