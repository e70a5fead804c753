"""Makes Django ready. Whatever needs the product's models imports it first."""

from himpun.installation import boot

__all__ = ["boot"]
