"""Makes Django ready before anything that needs its models is imported: every command module imports this first."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "himpun.conf.settings")
django.setup()
