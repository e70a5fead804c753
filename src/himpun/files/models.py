"""A file that the office keeps."""

from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """One office's reference to bytes. Equal bytes of two offices are two rows: each is guarded separately.

    `office` is opaque here; the bytes lie under their SHA-256 and never change.
    """

    office_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=255)  # as the person named it; shown, never used as a path
    stored_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "office_id"], name="a_file_is_known_with_its_office"),
        ]
        indexes: ClassVar = [models.Index(fields=["office_id", "sha256"], name="files_by_hash")]
