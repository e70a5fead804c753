"""Nouns of the organisation."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q

from himpun.organisation.constraints import SameOffice, keyed_by_office


class Government(models.Model):
    """A regency, city or province (pemerintah daerah)."""

    name = models.CharField(max_length=200, unique=True)  # "Kabupaten Banjar"

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A perangkat daerah: a subdistrict (kecamatan), an inspectorate, a dinas."""

    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(max_length=200)  # "Kecamatan Batui Selatan"
    code = models.CharField(max_length=40)  # in letter numbers, "BTS"
    zone = models.CharField(max_length=40, default="Asia/Makassar")
    address = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100, blank=True)  # where letters are dated
    kop_lines = models.CharField(max_length=300, blank=True)  # in the head of letters, in place of the name
    emblem = models.CharField(max_length=64, blank=True)  # SHA-256 of the stored picture in the head of letters
    calendar_digest = models.CharField(max_length=64, blank=True)  # of zone, hours and holidays: see calendars.py

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "name"], name="an_office_has_one_name_in_its_government")
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an office with figures of its own: seksi, subbagian, kelurahan, the sekretariat, an irban."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)  # order in lists and papers
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            keyed_by_office("a_unit_is_known_with_its_office"),
            models.UniqueConstraint(
                fields=["office", "name"], condition=Q(ends=None), name="a_living_unit_has_one_name"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="a_unit_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A seat (jabatan), whoever holds it: tasks are given to posts, never to persons."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="posts", db_constraint=False)
    title = models.CharField(max_length=200)  # "Kepala Seksi Pelayanan Umum"
    heads_office = models.BooleanField(default=False)
    heads_unit = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            keyed_by_office("a_post_is_known_with_its_office"),
            SameOffice(parent="unit", name="a_post_lies_in_its_units_office"),
            models.UniqueConstraint(
                fields=["office", "title"], condition=Q(ends=None), name="a_living_post_has_one_title"
            ),
            models.UniqueConstraint(
                fields=["office"], condition=Q(heads_office=True, ends=None), name="an_office_has_one_head"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="a_post_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Person(models.Model):
    """An official or employee. A NIP tells birth date and sex: it stands on papers, never on public pages.

    `office` employs the person and answers for the account; none when it is no office that works here.
    """

    PERSONAL: ClassVar = ("name", "nip", "rank")

    government = models.ForeignKey(Government, on_delete=models.PROTECT, related_name="people")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=200)  # with titles, as signed
    nip = models.CharField(max_length=18, blank=True)
    rank = models.CharField(max_length=80, blank=True)  # "Pembina Tk. I, IV/b"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nip"], condition=~Q(nip=""), name="a_nip_belongs_to_one_person")
        ]

    def __str__(self) -> str:
        return self.name


class Standing(models.TextChoices):
    """How a post is held (UU 30/2014 article 14)."""

    DEFINITIVE = "", "Definitif"
    PLT = "Plt.", "Pelaksana tugas"  # while the post is vacant
    PLH = "Plh.", "Pelaksana harian"  # while its holder is away for a time

    @property
    def strength(self) -> int:
        """Of several who hold a post on one day, the strongest acts: Plh. before Plt.

        before the definitive.
        """
        match self:
            case Standing.PLH:
                return 3
            case Standing.PLT:
                return 2
            case _:
                return 1


class Holder(models.Model):
    """A person who holds a post from a date to a date, both inclusive, by an order (SK, surat perintah)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holders")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    standing = models.CharField(max_length=4, blank=True, choices=Standing, default=Standing.DEFINITIVE)
    order = models.CharField(max_length=200, blank=True)  # number of the order
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="post", name="a_holder_lies_in_its_posts_office"),
            models.UniqueConstraint(
                fields=["post", "standing"],
                condition=Q(ends=None),
                name="a_post_has_one_open_holder_of_a_standing",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="a_holding_ends_after_it_starts"
            ),
        ]


class Oversight(models.Model):
    """A post whose holder watches over the collecting in every office of its government: bagian organisasi, Bappeda.

    From a date to a date, both inclusive. It opens the board of those offices (who has sent, who is late), no figure
    and no paper.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="oversights", db_constraint=False)
    order = models.CharField(max_length=200, blank=True)  # number of the order
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="post", name="an_oversight_lies_in_its_posts_office"),
            models.UniqueConstraint(fields=["post"], condition=Q(ends=None), name="a_post_oversees_once"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="an_oversight_ends_after_it_starts"
            ),
        ]


class Account(AbstractBaseUser):
    """What a person logs in with. Deactivated, never deleted: the trail names it.

    Its password lies in a table of its own, because the journal keeps every column of an account for ever.
    `password_digest` (SHA-256 of the stored password hash) is journaled: a password exchanged in the database
    by hand no longer fits it and opens nothing.
    """

    PERSONAL: ClassVar = ("username",)

    password = None  # type: ignore[assignment]  # removes Django's column
    last_login = None  # sessions know it; here every log-in would need a verb
    username = models.CharField(max_length=80, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    administers = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="administrators")
    is_active = models.BooleanField(default=True)
    password_digest = models.CharField(max_length=64, blank=True)

    USERNAME_FIELD = "username"


class Password(models.Model):
    """An account's password as its hasher stores it."""

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.PROTECT, related_name="secret")
    encoded = models.CharField(max_length=256)


class Invitation(models.Model):
    """A one-time code by which a person opens an account, or sets a new password when the old one is forgotten.

    Given by the office's administrator, on paper or by WhatsApp: no mail server is needed. Only an HMAC of the code
    is kept, under a key that lies outside the database: whoever reads a copy of it cannot come in.
    """

    class Purpose(models.TextChoices):
        ACCOUNT = "account", "Membuat akun"
        PASSWORD = "password", "Kata sandi baru"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    administers = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=8, choices=Purpose)
    code_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            # Accident prevented: a lost sheet of codes that still opens an account after a new one was made.
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="a_person_has_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="a_withdrawn_invitation_is_not_used"
            ),
        ]


class Attempt(models.Model):
    """How often somebody has tried and failed lately: to log in under a name, from an address, with a code.

    `about` is a SHA-256: the table tells nobody who tried what. `latest` is in seconds since 1970.
    """

    about = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField()
    latest = models.BigIntegerField(db_index=True)


class Session(models.Model):
    """A browser that has logged in, through one working day.

    Known by the SHA-256 of what its cookie holds.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="sessions")
    data = models.TextField()
    expires = models.BigIntegerField(db_index=True)  # seconds since 1970, compared alike by both databases


class Holiday(models.Model):
    """A day off of an office: national (SKB 3 Menteri), joint leave, or local, with its decree.

    A day that a later decree made a working day again stays, `cancelled`, with that decree.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holidays")
    day = models.DateField()
    name = models.CharField(max_length=200)
    decree = models.CharField(max_length=200, blank=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "day"], name="a_day_is_a_holiday_once")]

    def __str__(self) -> str:
        return self.name


class OfficeHours(models.Model):
    """The working hours that hold in an office from a day on (Perpres 21/2023; Ramadan is another such rule).

    `week` is versioned JSON: {"v": 1, "days": [[["07:30","12:00"],["13:00","16:00"]], ...]}, Monday first.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="hours")
    starts = models.DateField()
    name = models.CharField(max_length=100)
    week = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "starts"], name="hours_change_once_a_day")]

    def __str__(self) -> str:
        return self.name
