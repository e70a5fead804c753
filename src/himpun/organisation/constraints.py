"""The one constraint of every table below an office: a child lies in the same office as its parent."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class SameOffice(models.BaseConstraint):
    """A composite foreign key (parent, office) -> parent(id, office).

    It stands in place of the plain foreign key (declared with `db_constraint=False`), so it costs no second
    look-up; a child without a parent is free. The parent needs a unique (id, office): see `keyed_by_office`.
    Accident prevented: a row of one office hung under another office's case by a forgotten filter.
    """

    def __init__(self, *, parent: str, name: str) -> None:
        super().__init__(name=name)
        self.parent = parent

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Part of CREATE TABLE on SQLite, which cannot add it later; PostgreSQL adds it at the end."""
        assert model is not None
        assert schema_editor is not None
        if schema_editor.connection.vendor == "sqlite":
            return self._clause(model, schema_editor)
        return self.create_sql(model, schema_editor)

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Nothing for now: it is added when the migration ends, as Django does with its own foreign keys.

        A migration creates constraints in the order of the models' names, perhaps before the parent's unique key.
        """
        assert model is not None
        assert schema_editor is not None
        table = schema_editor.quote_name(model._meta.db_table)
        schema_editor.deferred_sql.append(f"ALTER TABLE {table} ADD {self._clause(model, schema_editor)}")
        return ""

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        assert model is not None
        assert schema_editor is not None
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def _clause(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        field: Any = model._meta.get_field(self.parent)
        quote = editor.quote_name
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY ({quote(field.column)}, {quote('office_id')}) "
            f"REFERENCES {quote(field.related_model._meta.db_table)} ({quote('id')}, {quote('office_id')}) "
            f"DEFERRABLE INITIALLY DEFERRED"
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Left to the database: forms never choose an office."""

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        return path, (), {**kwargs, "parent": self.parent}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameOffice) and (self.name, self.parent) == (other.name, other.parent)

    __hash__ = models.BaseConstraint.__hash__


def keyed_by_office(name: str) -> models.UniqueConstraint:
    """Lets children point at (id, office) of this table."""
    return models.UniqueConstraint(fields=["id", "office"], name=name)
