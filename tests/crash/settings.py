"""The product with two pages of its own, without log-in: whatever an act leaves behind can be counted."""

from himpun.conf.settings import *  # noqa: F403

MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "himpun.conf.headers.headers"]
ROOT_URLCONF = "tests.crash.pages"
