"""Nouns of performance data (data kinerja): what was promised, what is asked, and what each unit answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from himpun.cases.models import Case, Task
from himpun.files.models import StoredFile
from himpun.organisation.constraints import SameOffice, keyed_by_office
from himpun.organisation.models import Office, Post, Unit
from himpun.performance.fields import Exact
from himpun.performance.scoring import Aggregation, Formula, Polarity, ZeroRule


class Kind(models.TextChoices):
    """What an indicator's figures are."""

    NUMBER = "number", "Angka"
    PERCENT = "percent", "Persen"
    INDEX = "index", "Indeks"
    MONEY = "money", "Rupiah"


class Answer(models.TextChoices):
    """How a cell is answered. A figure of 0 is a VALUE; no answer at all is no row."""

    VALUE = "value", "Angka"
    NOT_STARTED = "not_started", "Belum berjalan"
    NOT_APPLICABLE = "not_applicable", "Tidak berlaku"


class Indicator(models.Model):
    """An indikator kinerja of a unit. `post`: the member of the unit who fills it in, where the SOP asks members.

    `periodicity` is its own (lib.periods.PeriodKind): a case asks for each of its periods that ends within
    the case's period.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="indicators")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicators", db_constraint=False)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="indicators", db_constraint=False)
    code = models.CharField(max_length=40, blank=True)  # "IKU-1", "7.01.02.2.01"
    name = models.CharField(max_length=500)
    measure = models.CharField(max_length=60)  # satuan: "%", "dokumen", "hari"
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NUMBER)
    periodicity = models.CharField(max_length=10, default="quarter")
    source = models.CharField(max_length=300, blank=True)  # sumber data
    definition = models.TextField(blank=True)  # definisi operasional
    needs_evidence = models.BooleanField(default=False)
    named_evidence = models.CharField(max_length=300, blank=True, default="")  # which: "Laporan bulanan"
    position = models.PositiveSmallIntegerField(default=0)
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            keyed_by_office("an_indicator_is_known_with_its_office"),
            SameOffice(parent="unit", name="an_indicator_lies_in_its_units_office"),
            SameOffice(parent="post", name="an_indicator_is_filled_by_a_post_of_its_office"),
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(ends=None),
                name="a_living_indicator_has_one_name_in_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="an_indicator_ends_after_it_starts"
            ),
        ]


class Meaning(models.Model):
    """What an indicator's figures mean from a day on (scoring.Meaning). A new meaning never changes an old one."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="meanings", db_constraint=False)
    starts = models.DateField()
    polarity = models.CharField(max_length=10, default=Polarity.HIGHER)
    formula = models.CharField(max_length=12, default=Formula.RATIO)
    aggregation = models.CharField(max_length=12, default=Aggregation.LAST)
    cap = Exact(null=True)
    zero_rule = models.CharField(max_length=10, default=ZeroRule.NONE)
    decimals = models.PositiveSmallIntegerField(default=2)
    lowest = Exact(null=True)
    highest = Exact(null=True)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="indicator", name="a_meaning_lies_in_its_indicators_office"),
            models.UniqueConstraint(fields=["indicator", "starts"], name="a_meaning_changes_once_a_day"),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="a_figure_has_at_most_six_decimals"),
        ]


class Target(models.Model):
    """What was promised for a period: a value, or a range up to `value_upper`."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets", db_constraint=False)
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=10)  # lib.periods.Period.key
    value = Exact()
    value_upper = Exact(null=True)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="indicator", name="a_target_lies_in_its_indicators_office"),
            models.UniqueConstraint(fields=["indicator", "period"], name="a_period_has_one_target"),
        ]


class Request(models.Model):
    """A permintaan data: what the case asks of whom. From its distribution on it never changes.

    `content` is the whole request as versioned JSON (layout.Request), `digest` its SHA-256.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="request", db_constraint=False)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    distributed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_request_is_known_with_its_office"),
            SameOffice(parent="case", name="a_request_lies_in_its_cases_office"),
        ]


class Sheet(models.Model):
    """An isian: what one unit, or one member of it, is asked in a case.

    `member` is the post that fills it in within the unit, 0 for the unit as a whole. Names stand as they were when the
    request was distributed. `task` is the task that asks for it now or did last, `revision` the last one sent.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sheets", db_constraint=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="sheets", db_constraint=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    member = models.BigIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)
    unit_name = models.CharField(max_length=200)
    member_title = models.CharField(max_length=200, blank=True)
    post = models.BigIntegerField()  # organisation.Post that was asked
    task = models.BigIntegerField(null=True)
    revision = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64)  # of its frozen lines
    proofs = models.CharField(max_length=64, blank=True)  # digest over its evidence files, blank without any

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            keyed_by_office("a_sheet_is_known_with_its_office"),
            SameOffice(parent="case", name="a_sheet_lies_in_its_cases_office"),
            SameOffice(parent="request", name="a_sheet_lies_in_its_requests_office"),
            SameOffice(parent="unit", name="a_sheet_is_of_a_unit_of_its_office"),
            models.UniqueConstraint(fields=["case", "unit", "member"], name="a_unit_has_one_sheet_in_a_case"),
        ]
        indexes: ClassVar = [models.Index(fields=["task"], name="sheets_by_task")]


class SheetLine(models.Model):
    """One cell to answer: an indicator for a period, frozen with all that judges its figure.

    `past` is versioned JSON: the figures of the year's earlier periods, in order, as text or null.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="lines", db_constraint=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=10)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=500)
    measure = models.CharField(max_length=60)
    needs_evidence = models.BooleanField(default=False)
    named_evidence = models.CharField(max_length=300, blank=True, default="")  # which: "Laporan bulanan"
    meaning = models.JSONField()  # scoring.Meaning.as_data
    target = Exact(null=True)
    target_upper = Exact(null=True)
    year_target = Exact(null=True)
    year_target_upper = Exact(null=True)
    previous = Exact(null=True)  # the period before
    last_year = Exact(null=True)  # the same period
    past = models.JSONField()

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            keyed_by_office("a_line_is_known_with_its_office"),
            SameOffice(parent="sheet", name="a_line_lies_in_its_sheets_office"),
            SameOffice(parent="indicator", name="a_line_asks_an_indicator_of_its_office"),
            models.UniqueConstraint(
                fields=["sheet", "indicator", "period"], name="a_sheet_asks_an_indicator_once_for_a_period"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["indicator", "period"], name="lines_of_an_indicator")]


class Submission(models.Model):
    """One revision of a sheet as it was sent. It never changes; a correction is the next revision.

    Indexes are few on purpose: sending a sheet is what everybody does on the last day.

    `on_behalf` is set when another seat entered it for the unit (act revise).
    """

    PERSONAL: ClassVar = ("sent_by",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="submissions", db_constraint=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    revision = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    on_behalf = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    capacity = models.CharField(max_length=250)

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_submission_is_known_with_its_office"),
            SameOffice(parent="sheet", name="a_submission_lies_in_its_sheets_office"),
            SameOffice(parent="task", name="a_submission_lies_in_its_tasks_office"),
            models.UniqueConstraint(fields=["sheet", "revision"], name="a_sheets_revision_is_sent_once"),
        ]


class Figure(models.Model):
    """The answer to one line in one submission."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures", db_constraint=False)
    line = models.ForeignKey(
        SheetLine, on_delete=models.PROTECT, related_name="figures", db_constraint=False, db_index=False
    )
    answer = models.CharField(max_length=14, choices=Answer)
    value = Exact(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    obstacle = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="submission", name="a_figure_lies_in_its_submissions_office"),
            SameOffice(parent="line", name="a_figure_answers_a_line_of_its_office"),
            models.UniqueConstraint(fields=["line", "submission"], name="a_line_is_answered_once_in_a_revision"),
            # "Belum berjalan" and "tidak berlaku" are neither 0 nor blank, and never without a reason.
            models.CheckConstraint(
                condition=Q(answer="value", value__isnull=False)
                | (Q(answer__in=["not_started", "not_applicable"], value=None) & ~Q(reason="")),
                name="an_answer_is_a_figure_or_has_a_reason",
            ),
        ]


class Draft(models.Model):
    """What was typed on a sheet and not yet sent, cell by cell, right or wrong: nothing is lost by a closed tab.

    Nobody's act, so not in the journal. It belongs to one task; the next round begins from what was sent.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="draft", db_constraint=False)
    content = models.JSONField()  # {"v": 1, "task", "cells": {line: [answer, figure, reason, obstacle]}}
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [SameOffice(parent="sheet", name="a_draft_lies_in_its_sheets_office")]


class Evidence(models.Model):
    """A file that proves a figure (data dukung). Taken away it stays in the history of the revisions it stood by.

    It stands by every revision from `since` on, until `until` (exclusive).
    """

    PERSONAL: ClassVar = ("added_by",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(SheetLine, on_delete=models.PROTECT, related_name="evidence", db_constraint=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    since = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=250)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="line", name="evidence_lies_in_its_lines_office"),
            SameOffice(parent="file", name="evidence_is_a_file_of_its_office"),
            models.UniqueConstraint(
                fields=["line", "file"], condition=Q(removed_at=None), name="a_file_proves_a_line_once"
            ),
        ]


class Recommendation(models.Model):
    """What a superior recommends to a unit about its figures, before vouching for them."""

    PERSONAL: ClassVar = ("text", "by")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="recommendations", db_constraint=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    text = models.TextField()
    by = models.CharField(max_length=200)
    capacity = models.CharField(max_length=250)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="sheet", name="a_recommendation_lies_in_its_sheets_office"),
            SameOffice(parent="task", name="a_recommendation_lies_in_its_tasks_office"),
        ]


class Recap(models.Model):
    """A rekap: the figures of a case put together with their achievements, as computed then (recap.Recap as JSON)."""

    PERSONAL: ClassVar = ("content", "made_by")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recaps", db_constraint=False)
    revision = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=250)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="case", name="a_recap_lies_in_its_cases_office"),
            models.UniqueConstraint(fields=["case", "revision"], name="recaps_of_a_case_are_numbered_once"),
        ]


class Analysis(models.Model):
    """An analisis: why what fell short did, what follows, who does it and until when (analysis.Analysis as JSON)."""

    PERSONAL: ClassVar = ("content", "made_by")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="analyses", db_constraint=False)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=250)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="case", name="an_analysis_lies_in_its_cases_office"),
            SameOffice(parent="task", name="an_analysis_lies_in_its_tasks_office"),
        ]
