"""Nouns of the register of SOPs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from himpun.files.models import StoredFile
from himpun.organisation.constraints import SameOffice, keyed_by_office
from himpun.organisation.models import Office, Post, Unit


class Procedure(models.Model):
    """One procedure of an office through all its editions."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="procedures")
    key = models.CharField(max_length=80)  # "batui-selatan"
    title = models.CharField(max_length=300)
    every = models.CharField(max_length=10, default="quarter")  # lib.periods.PeriodKind: how often its case opens
    opens_day = models.PositiveSmallIntegerField(default=1)  # working day after the period's end on which it opens
    opened_through = models.DateField(null=True)  # last day of the last period that the schedule has opened
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_procedure_is_known_with_its_office"),
            models.UniqueConstraint(fields=["office", "key"], name="a_procedure_stands_once_in_the_register"),
            models.CheckConstraint(condition=Q(opens_day__gte=1), name="a_case_opens_on_a_first_day_or_later"),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """One published text of a procedure. It never changes: a running case must not change meaning."""

    PERSONAL: ClassVar = ("sop",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="editions")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="editions", db_constraint=False)
    number = models.PositiveSmallIntegerField()
    sop = models.JSONField()  # himpun-sop/1
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    in_force_from = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("an_edition_is_known_with_its_office"),
            SameOffice(parent="procedure", name="an_edition_lies_in_its_procedures_office"),
            models.UniqueConstraint(fields=["procedure", "number"], name="editions_are_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}/{self.number}"


class Casting(models.Model):
    """A post or unit that plays a performer of a procedure, from a date on.

    A performer played by one post has one row; by units, a row for each unit with the post that answers for
    it; by members within units, a row for each post with its unit. A row that ends before it starts was
    replaced before it came into force.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="castings")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="castings", db_constraint=False)
    performer = models.CharField(max_length=80)  # the performer's key in the SOP
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, db_constraint=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, db_constraint=False)
    position = models.PositiveSmallIntegerField(default=0)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            SameOffice(parent="procedure", name="a_casting_lies_in_its_procedures_office"),
            SameOffice(parent="unit", name="a_casting_names_a_unit_of_its_office"),
            SameOffice(parent="post", name="a_casting_names_a_post_of_its_office"),
            models.UniqueConstraint(
                fields=["procedure", "performer", "unit", "post"],
                condition=Q(ends=None),
                name="a_seat_plays_a_performer_once",
            ),
            models.UniqueConstraint(  # a database counts no unit unequal to no unit
                fields=["procedure", "performer", "post"],
                condition=Q(ends=None, unit=None),
                name="a_post_plays_a_performer_once",
            ),
        ]


class DraftState(models.TextChoices):
    """Where a draft stands on its way to an edition."""

    OPEN = "open", "sedang disusun"
    SUBMITTED = "submitted", "menunggu pengesahan"
    PUBLISHED = "published", "sudah menjadi edisi"
    DROPPED = "dropped", "dibuang"

    @property
    def over(self) -> bool:
        return self in (DraftState.PUBLISHED, DraftState.DROPPED)


class DraftEdition(models.Model):
    """A text on its way to an edition (konsep SOP): as it was read or begun, and as it has been corrected since.

    What is typed here is nobody's act until it is submitted, so its text is not in the journal; the document it was
    read from, its submission and its approval are. `version` counts the corrections: two tabs must not undo each other.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="sop_drafts")
    procedure = models.ForeignKey(Procedure, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    source = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    title = models.CharField(max_length=300)
    sop = models.JSONField()  # himpun-sop/1 as corrected
    shown = models.JSONField()  # {"v": 1, "blocks": [...]}: the document as it is, beside what was read of it
    answers = models.JSONField(default=list)  # what was asked and answered, each as drafts.Answer tells it
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.OPEN)
    reason = models.CharField(max_length=1000, blank=True)  # why the head returned it
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=250)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="procedure", name="a_draft_renews_a_procedure_of_its_office"),
            SameOffice(parent="source", name="a_draft_was_read_from_a_file_of_its_office"),
        ]

    def __str__(self) -> str:
        return self.title


class Alias(models.Model):
    """What an office's documents call a performer, and which one is meant: learned when a person said so."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="aliases")
    written = models.CharField(max_length=200)  # "Kasubag Evlap"
    meant = models.CharField(max_length=200)  # "Kasubag Perencanaan"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "written"], name="an_alias_means_one_performer_in_an_office")
        ]

    def __str__(self) -> str:
        return f"{self.written} = {self.meant}"
