"""Makes Django ready. Whatever needs the product's models imports it first."""

from himpun.cli import boot

__all__ = ["boot"]
