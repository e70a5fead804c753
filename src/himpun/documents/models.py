"""Nouns of paper."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from himpun.documents.kinds import PaperKind
from himpun.files.models import StoredFile
from himpun.organisation.constraints import SameOffice, keyed_by_office
from himpun.organisation.models import Office, Person, Post


class Paper(models.Model):
    """One revision of a paper (naskah dinas). Its content never changes: a change is a new one.

    `subject` is whatever the room above calls the thing ("berkas/41"). `file` is the concept as drawn, `final_file` the
    signed and sealed PDF, or the scan of a wet signature. That it is signed, its `Signature` tells.
    """

    PERSONAL: ClassVar = ("content",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in PaperKind])
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=120)
    revision = models.PositiveIntegerField()
    content = models.JSONField()  # documents.content, himpun-paper/1
    content_hash = models.CharField(max_length=64)
    check_code = models.CharField(max_length=20)  # printed on the paper; leads to the public page that checks it
    number = models.CharField(max_length=120, null=True)
    dated = models.DateField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    final_file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)  # person; none when the schedule drew it up
    made_by_capacity = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_paper_is_known_with_its_office"),
            SameOffice(parent="file", name="a_papers_file_lies_in_its_office"),
            SameOffice(parent="final_file", name="a_papers_final_file_lies_in_its_office"),
            models.UniqueConstraint(
                fields=["office", "subject", "kind", "revision"], name="a_papers_revisions_are_numbered_once"
            ),
            # Two officials who draw up the same paper at once must not leave two that both count.
            models.UniqueConstraint(
                fields=["office", "subject", "kind"],
                condition=Q(replaced_at=None),
                name="one_revision_of_a_paper_is_living",
            ),
            models.UniqueConstraint(
                fields=["office", "number"],
                condition=Q(replaced_at=None) & ~Q(number=None),
                name="a_number_stands_on_one_living_paper",
            ),
            models.UniqueConstraint(fields=["check_code"], name="a_check_code_leads_to_one_paper"),
        ]

    @property
    def paper_kind(self) -> PaperKind:
        return PaperKind(self.kind)


class Initial(models.Model):
    """A paraf: this person, in this capacity, has checked what was read. Void once the paper changes."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="initials", db_constraint=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=220)
    at = models.DateTimeField()
    read_hash = models.CharField(max_length=64)
    void_at = models.DateTimeField(null=True)
    void_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            SameOffice(parent="paper", name="an_initial_lies_in_its_papers_office"),
            SameOffice(parent="post", name="an_initial_is_given_by_a_post_of_its_office"),
            models.UniqueConstraint(
                fields=["paper", "post"], condition=Q(void_at=None), name="a_post_initials_a_paper_once"
            ),
        ]


class SigningWay(models.TextChoices):
    ELECTRONIC = "electronic", "Elektronik"
    WET = "wet", "Basah"


class Signature(models.Model):
    """A signature stays with the person and keeps the capacity of that day; `block` is frozen as it was printed."""

    PERSONAL: ClassVar = ("block",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="signature", db_constraint=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=220)
    block = models.JSONField()  # {"v": 1, capacity, name, rank, nip, lead}
    at = models.DateTimeField()
    read_hash = models.CharField(max_length=64)
    way = models.CharField(max_length=10, choices=SigningWay)
    proof = models.CharField(max_length=40)  # how identity was freshly proven: "password"; "paper" for a wet one

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="paper", name="a_signature_lies_in_its_papers_office"),
            SameOffice(parent="post", name="a_signature_is_given_by_a_post_of_its_office"),
        ]


class Number(models.Model):
    """The last number an office has given in a series of a year."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=40)  # a classification code of Permendagri 83/2022, "000.8.6.3"
    value = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "series"], name="a_series_counts_once_a_year")
        ]


class ArchiveEntry(models.Model):
    """Where a paper is kept: its code and item in the list, the place of the hard copy, and for how long."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="archived", db_constraint=False)
    year = models.PositiveSmallIntegerField()
    classification = models.CharField(max_length=40)
    item = models.PositiveIntegerField()
    rack = models.CharField(max_length=60, blank=True)
    box = models.CharField(max_length=60, blank=True)
    folder = models.CharField(max_length=60, blank=True)
    copies = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=40)  # tingkat perkembangan: "asli", "salinan"
    retention = models.CharField(max_length=200, blank=True)  # set by each regency, with ANRI's approval
    archived_at = models.DateTimeField()
    archived_by = models.BigIntegerField(null=True)  # person
    archived_by_capacity = models.CharField(max_length=220)

    class Meta:
        ordering = ("year", "classification", "item")
        constraints: ClassVar = [
            SameOffice(parent="paper", name="an_archived_paper_lies_in_its_office"),
            models.UniqueConstraint(
                fields=["office", "year", "classification", "item"], name="items_of_a_file_are_numbered_once"
            ),
        ]
