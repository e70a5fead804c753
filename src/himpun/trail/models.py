"""Nouns of the trail: the stream of an office, its entries and signed heads, receipts and promised work.

JSON is kept as text here: the bytes that were hashed are the bytes that are stored.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Stream(models.Model):
    """The journal of one office: how many entries it has, and the hash of the last.

    Office 0 is the installation itself.
    """

    office_id = models.BigIntegerField(primary_key=True)
    seq = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)


class Entry(models.Model):
    """One thing that was done: by whom, when, in which capacity, chained to the entry before it.

    Triggers abort any change or removal. They stop accidents; whoever owns the database file is stopped by
    the chain, the signed heads and the replay. Only the personal part may be erased, and its salt with it.
    """

    office_id = models.BigIntegerField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    account = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    capacity = models.CharField(max_length=300)
    kind = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    body = models.TextField()
    commitment = models.CharField(max_length=64)
    personal = models.TextField(null=True)  # none: erased
    salt = models.CharField(max_length=32, null=True)  # none: erased
    content = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office_id", "seq"], name="a_stream_numbers_its_entries_once")
        ]


class SignedHead(models.Model):
    """The head of a stream at a moment, signed with the installation's key; a copy elsewhere makes a witness."""

    office_id = models.BigIntegerField()
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office_id", "seq", "key_id"], name="a_head_is_signed_once_by_a_key")
        ]


class Receipt(models.Model):
    """The answer given to a request: the same request again gets the same answer and no second effect."""

    account = models.BigIntegerField()  # 0: the schedule
    key = models.CharField(max_length=100)
    body_hash = models.CharField(max_length=64)
    result = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key"], name="a_key_is_used_once_by_an_account")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="receipts_by_age")]


class Outbox(models.Model):
    """Work promised in a transaction and carried out after it, at least once."""

    office_id = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    payload = models.TextField()
    promised_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["not_before"], condition=Q(done_at=None), name="promises_still_open")]
