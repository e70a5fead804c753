"""Makes Django ready. Whatever needs the product's models imports it first."""

from himpun.cli import ready

__all__ = ["ready"]
