"""Nouns of the installation: the copies that were made of it, and the proofs that they restore."""

from typing import ClassVar

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q

from himpun.organisation.models import Account


class Deed(models.TextChoices):
    """What a run does."""

    COPY = "copy", "Membuat cadangan"
    PROOF = "proof", "Membuktikan pemulihan"


class Outcome(models.TextChoices):
    """How a run ended; "" while it has not."""

    OPEN = "", "Berjalan"
    DONE = "done", "Berhasil"
    FAILED = "failed", "Gagal"
    DIED = "died", "Terhenti"  # its process ended: a power cut, a server that was stopped


class Run(models.Model):
    """A copy being made, or a restore being proven, for the whole installation.

    `file` is the copy's name in the folder `backups`, also when the file itself has been cleared away since.
    `heads` is a SHA-256 over the journals' heads in it: two copies with the same heads hold the same history.
    """

    deed = models.CharField(max_length=8, choices=Deed)
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")  # none: the schedule
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, blank=True, choices=Outcome, default=Outcome.OPEN)
    file = models.CharField(max_length=80, blank=True)
    size = models.BigIntegerField(null=True)
    entries = models.BigIntegerField(null=True)
    heads = models.CharField(max_length=64, blank=True)
    said = models.TextField(blank=True)  # why it failed, for the administrator

    class Meta:
        constraints: ClassVar = [
            # Accident prevented: two copies at once that fill the disk and slow the office down.
            models.UniqueConstraint(
                ExpressionWrapper(Q(ended_at=None), output_field=BooleanField()),
                condition=Q(ended_at=None),
                name="one_run_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="an_ended_run_says_how",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["deed", "outcome", "-ended_at"], name="runs_by_deed_and_age")]
