"""Every table below an office carries it, and the database keeps child.office = parent.office."""

from collections.abc import Iterable
from typing import ClassVar

from django.apps import apps
from django.db import models

from himpun.organisation.constraints import SameOffice
from himpun.organisation.models import Office, Person, Post, Unit
from tests.house.source import expect_none

Table = type[models.Model]

# A person belongs to the government, and may hold a post in another office than the one that employs (Plt.).
ABOVE_OFFICES = {Person}


def tables() -> list[Table]:
    return [table for table in apps.get_models() if table.__module__.startswith("himpun.")]


def carries_office(table: Table) -> bool:
    return any(field.column == "office_id" for field in table._meta.concrete_fields)


def parents_in_office(table: Table) -> list[str]:
    """The foreign keys to rows that lie in an office."""
    return [
        field.name
        for field in table._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model not in ABOVE_OFFICES
        if isinstance(field.related_model, type) and carries_office(field.related_model)
    ]


def strays(found: Iterable[Table]) -> list[str]:
    """Tables under an office that do not carry it, and keys that may point into another office."""
    findings = []
    for table in found:
        guarded = {item.parent for item in table._meta.constraints if isinstance(item, SameOffice)}
        for parent in parents_in_office(table):
            if not carries_office(table):
                findings.append(f"{table._meta.label} hangs under {parent} without carrying its office")
            elif parent not in guarded:
                findings.append(f"{table._meta.label}.{parent} may point into another office")
    return findings


def test_every_row_lies_in_the_office_of_its_parents() -> None:
    expect_none(strays(tables()))


def test_a_key_that_may_leave_the_office_is_found() -> None:
    class Stray(models.Model):
        office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
        post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "house_control"

    class Orphan(models.Model):
        unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "house_control"

    class Kept(models.Model):
        office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
        unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "house_control"
            constraints: ClassVar = [SameOffice(parent="unit", name="a_control_lies_in_its_units_office")]

    assert strays([Stray]) == ["house_control.Stray.post may point into another office"]
    assert strays([Orphan]) == ["house_control.Orphan hangs under unit without carrying its office"]
    assert strays([Kept]) == []
