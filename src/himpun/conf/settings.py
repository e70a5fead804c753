"""Django's settings, read from the environment. See docs/operator.md for each variable."""

import os
from pathlib import Path

from himpun.conf.database import database_from
from himpun.conf.secret import secret_key

HIMPUN_DATA = Path(os.environ.get("HIMPUN_DATA", "data")).resolve()
HIMPUN_ADDRESS = os.environ.get("HIMPUN_ADDRESS", "http://127.0.0.1:8000")
"""Where people reach the pages: printed on papers, in the QR of the check page."""
HIMPUN_HTTPS = os.environ.get("HIMPUN_HTTPS", "") == "1"
"""Served to browsers over HTTPS. Off only on one's own machine."""

HIMPUN_BEHIND_PROXY = os.environ.get("HIMPUN_BEHIND_PROXY", "") == "1"
"""A web server of ours stands in front: what it says of scheme and sender is believed."""

SECRET_KEY = os.environ.get("HIMPUN_SECRET_KEY") or secret_key(HIMPUN_DATA / "keys")
HIMPUN_SEAL_PASSPHRASE = os.environ.get("HIMPUN_SEAL_PASSPHRASE", "")
"""Locks the offices' sealing keys; without it the secret key does."""

DEBUG = False
ALLOWED_HOSTS = os.environ.get("HIMPUN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HIMPUN_HTTPS else []

_ROOMS = ("organisation", "documents", "procedures", "cases", "performance", "installation", "web")
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "himpun.trail",
    "himpun.files",
    *(f"himpun.{room}" for room in _ROOMS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "himpun.conf.compression.PackedWords",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "himpun.conf.headers.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "himpun.web.identity.ActorMiddleware",
]
ROOT_URLCONF = "himpun.conf.urls"
WSGI_APPLICATION = "himpun.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request", "himpun.web.frame.banners"]},
    }
]

DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""), data=HIMPUN_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False  # a verb is a transaction; a page that only reads must not take the write lock

AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk"

SESSION_ENGINE = "himpun.organisation.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # a working day: password checks on a deadline day are what a server has least of
SESSION_COOKIE_NAME = "__Host-himpun" if HIMPUN_HTTPS else "himpun"
SESSION_COOKIE_SECURE = HIMPUN_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-himpun-csrf" if HIMPUN_HTTPS else "himpun-csrf"
CSRF_COOKIE_SECURE = HIMPUN_HTTPS
CSRF_COOKIE_HTTPONLY = True

SECURE_SSL_REDIRECT = HIMPUN_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HIMPUN_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HIMPUN_HTTPS
SECURE_HSTS_PRELOAD = HIMPUN_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HIMPUN_BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = Path(__file__).parents[1] / "web" / "static"  # served from where they are: nothing to collect
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 3600  # an address carries its content's digest
STORAGES = {"staticfiles": {"BACKEND": "himpun.conf.statics.DatedByDigest"}}

CSRF_FAILURE_VIEW = "himpun.web.identity.without_token"

LANGUAGE_CODE = "id"
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("HIMPUN_LOG", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
