"""The room as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Its ears are put on when all rooms stand: before, no model may be imported."""

    name = "himpun.performance"

    def ready(self) -> None:
        import_module("himpun.performance.listeners")
