"""Makes Django ready. Whatever needs its models imports this module first.

It stands apart from the package, because reading the settings makes a secret key in the data folder: `himpun sop`
reads a document wherever somebody stands, and leaves nothing behind there.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "himpun.conf.settings")
django.setup()
