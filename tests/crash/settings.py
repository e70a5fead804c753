"""The two lowest rooms alone: a worker starts in a blink and has nothing to lose but the trail and the bytes."""

from himpun.conf.settings import *  # noqa: F403

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "himpun.trail", "himpun.files"]
AUTH_USER_MODEL = "auth.User"
