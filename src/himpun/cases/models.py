"""Nouns of a running procedure."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from himpun.documents.models import Paper
from himpun.files.models import StoredFile
from himpun.organisation.constraints import SameOffice, keyed_by_office
from himpun.organisation.models import Office, Person, Post, Unit
from himpun.procedures.models import Edition, Procedure


class Origin(models.TextChoices):
    """What opened a case."""

    SCHEDULE = "schedule", "Jadwal"
    HAND = "hand", "Dibuka sendiri"
    LETTER = "letter", "Surat masuk"


class Case(models.Model):
    """A berkas: one edition of a procedure running for one period.

    `cast` is the office's casting as it stood at the opening (procedures.casting.Cast as versioned JSON): who plays
    whom does not change under a running case, while the people on those posts may.
    """

    PERSONAL: ClassVar = ("opened_by", "letter")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="cases")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="cases", db_constraint=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cases", db_constraint=False)
    digest = models.CharField(max_length=64)  # of the edition's text
    period = models.CharField(max_length=10)  # lib.periods.Period.key
    title = models.CharField(max_length=300)
    cast = models.JSONField()
    origin = models.CharField(max_length=10, choices=Origin)
    letter = models.JSONField(null=True)  # deeds.Letter
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=250)
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_case_is_known_with_its_office"),
            SameOffice(parent="procedure", name="a_case_runs_a_procedure_of_its_office"),
            SameOffice(parent="edition", name="a_case_is_pinned_to_an_edition_of_its_office"),
            models.UniqueConstraint(
                fields=["procedure", "period"],
                condition=Q(cancelled_at=None),
                name="a_procedure_runs_once_in_a_period",
            ),
        ]


class Task(models.Model):
    """Work for a seat: one act of one line, for one unit or member, in one round.

    The seat is `post`, or the team that the performer `team` names in this case. `unit` and `member` are 0 when the
    act is done once. A task is open while it is neither finished nor withdrawn.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tasks")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks", db_constraint=False)
    line = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    unit = models.BigIntegerField(default=0)  # organisation.Unit, 0: none
    member = models.BigIntegerField(default=0)  # organisation.Post within the unit, 0: none
    round = models.PositiveSmallIntegerField(default=1)
    act = models.CharField(max_length=20)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="tasks", db_constraint=False)
    team = models.CharField(max_length=80, blank=True)  # performer's key of the team whose members may do it
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_why = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, default="open")  # sop.walk.State
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=250, blank=True)
    why = models.CharField(max_length=1000, blank=True)  # of a withdrawal or an excuse
    read = models.CharField(max_length=64, blank=True)  # hash of what was read when it was decided
    subject = models.CharField(max_length=80, blank=True)  # opaque: what the upper room finished it with
    subject_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_task_is_known_with_its_office"),
            SameOffice(parent="case", name="a_task_lies_in_its_cases_office"),
            SameOffice(parent="post", name="a_task_is_for_a_post_of_its_office"),
            # Two last units that finish together must not open the next line twice.
            models.UniqueConstraint(
                fields=["case", "line", "position", "unit", "member", "round"], name="a_place_is_opened_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__gte=F("opened_at"))),
                name="an_ended_task_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["post", "due_at"], condition=Q(state="open"), name="open_tasks_of_a_post"),
            models.Index(fields=["office", "due_at"], condition=Q(state="open"), name="open_tasks_of_an_office"),
        ]


class TeamMember(models.Model):
    """A post named into a team by the act form_team of this case; its members do the team's tasks."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team", db_constraint=False)
    team = models.CharField(max_length=80)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    role = models.CharField(max_length=100)  # "Ketua", "Anggota"

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="case", name="a_team_lies_in_its_cases_office"),
            SameOffice(parent="post", name="a_team_member_is_a_post_of_the_office"),
            models.UniqueConstraint(fields=["case", "team", "post"], name="a_post_is_in_a_team_once"),
        ]


class Deed(models.Model):
    """What an act left behind besides papers: instruction, plan, attendance, minutes, receipt, review note, ...

    `content` is the act's own type in `cases.deeds`, as versioned JSON; it never changes.
    """

    PERSONAL: ClassVar = ("content",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="deed", db_constraint=False)
    content = models.JSONField()
    done_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [SameOffice(parent="task", name="a_deed_lies_in_its_tasks_office")]


class CasePaper(models.Model):
    """A paper of a case, and the task that made it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers", db_constraint=False)
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="papers", db_constraint=False)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="filed", db_constraint=False)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="case", name="a_paper_lies_in_its_cases_office"),
            SameOffice(parent="task", name="a_paper_lies_in_its_tasks_office"),
            SameOffice(parent="paper", name="a_case_holds_papers_of_its_office"),
        ]


class Return(models.Model):
    """A request to mend (minta perbaikan): from a decision back or aside to a line, with its reason."""

    PERSONAL: ClassVar = ("reason",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="returns", db_constraint=False)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="sent_back", db_constraint=False)
    to_line = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()  # the round it opened
    reason = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_return_is_known_with_its_office"),
            SameOffice(parent="case", name="a_return_lies_in_its_cases_office"),
            SameOffice(parent="task", name="a_return_lies_in_its_tasks_office"),
        ]


class ReturnPoint(models.Model):
    """What a return points at: a unit, perhaps a member, perhaps one field of its sheet (an opaque key here)."""

    PERSONAL: ClassVar = ("note",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sent_back = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="points", db_constraint=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    member = models.BigIntegerField(default=0)
    field = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="sent_back", name="a_return_point_lies_in_its_returns_office"),
            SameOffice(parent="unit", name="a_return_points_at_a_unit_of_its_office"),
        ]


class Attachment(models.Model):
    """A file that a person put to a case: the incoming letter, minutes as scanned, the wet-signed copy."""

    PERSONAL: ClassVar = ("title", "added_by")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments", db_constraint=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    title = models.CharField(max_length=250)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=250)

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="case", name="an_attachment_lies_in_its_cases_office"),
            SameOffice(parent="file", name="an_attachment_is_a_file_of_its_office"),
        ]


class Delivery(models.Model):
    """That an instruction or something handed over reached a post: from whom, with which words, and since when read.

    `onward` is the delivery that its holder passed on (disposisi berjenjang); none when it came from the act itself.
    """

    PERSONAL: ClassVar = ("sender", "words")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="deliveries", db_constraint=False)
    onward = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="passed_on", db_constraint=False
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sender = models.CharField(max_length=250)  # in which capacity
    words = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=250, blank=True)  # of whoever read it

    class Meta:
        constraints: ClassVar = [
            keyed_by_office("a_delivery_is_known_with_its_office"),
            SameOffice(parent="task", name="a_delivery_lies_in_its_tasks_office"),
            SameOffice(parent="onward", name="a_delivery_is_passed_on_within_its_office"),
            SameOffice(parent="post", name="a_delivery_reaches_a_post_of_its_office"),
            # Passed on in a circle it would never end.
            models.UniqueConstraint(fields=["task", "post"], name="a_post_is_reached_once"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__gte=F("sent_at")),
                name="it_is_read_after_it_was_sent",
            ),
        ]


class MeetingCall(models.Model):
    """A meeting that was called and is not yet held: what its minutes begin with. Called anew, it is written over.

    `content` is `cases.deeds.Meeting`, as versioned JSON, without minutes.
    """

    PERSONAL: ClassVar = ("content",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="meeting_call", db_constraint=False)
    content = models.JSONField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [SameOffice(parent="task", name="a_meetings_call_lies_in_its_tasks_office")]


class Remark(models.Model):
    """A word about a case (percakapan). Withdrawn by its writer, the text is shown no more; that it stood there is."""

    PERSONAL: ClassVar = ("text",)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remarks", db_constraint=False)
    line = models.PositiveSmallIntegerField(default=0)  # the step it is about, 0: the case
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=250)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [SameOffice(parent="case", name="a_remark_lies_in_its_cases_office")]


class Heard(models.Model):
    """How far somebody has read the talk about a case: up to which remark. Nobody's act, so not in the journal."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="heard", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    upto = models.BigIntegerField()  # Remark
    heard_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            SameOffice(parent="case", name="talk_is_heard_in_its_cases_office"),
            models.UniqueConstraint(fields=["case", "person"], name="a_person_has_heard_up_to_one_remark"),
        ]
