"""Makes Django ready. Whatever needs the product's models imports it first."""

from himpun import cli

__all__ = ["cli"]
