"""The door's clock stands still in these tests."""

from himpun.web.tests.conftest import _the_clock_stands_still  # noqa: F401
