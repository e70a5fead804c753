"""Commands for operators, and for whoever wants to see a procedure run from beginning to end."""

import os

import django

# Before any command's module is imported: what it imports needs its models.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "himpun.conf.settings")
django.setup()
