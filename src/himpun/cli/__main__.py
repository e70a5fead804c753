"""`python -m himpun.cli` is `himpun`."""

import sys

from himpun.cli.main import main

sys.exit(main())
