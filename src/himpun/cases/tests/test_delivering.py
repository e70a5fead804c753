"""What reaches a post: by an act or passed on, once to each; and that it was read."""

import pytest

from himpun.cases.actions import hand_over, instruct, mark_read, pass_on
from himpun.cases.deeds import Addressee, HandOver, Instruction
from himpun.cases.errors import CaseIsOver, Incomplete, NotDelivered
from himpun.cases.fold import EXPLAINED
from himpun.cases.models import Case, CasePaper, Delivery, Task
from himpun.cases.seating import seating_of
from himpun.cases.story import unread_of
from himpun.cases.tests.cast import (
    AKHMAD,
    CAMAT,
    CLERK,
    MONDAY,
    SECRETARY,
    TUESDAY,
    WEDNESDAY,
    Here,
    acts_for_the_camat,
    do,
    opened,
    run_to,
    sungai_jernih,
    the_task,
)
from himpun.documents.fold import EXPLAINED as PAPERS
from himpun.organisation.fold import EXPLAINED as PEOPLE
from himpun.procedures.fold import EXPLAINED as REGISTER
from himpun.sop.model import Part
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db


def to(here: Here, *titles: str) -> tuple[Addressee, ...]:
    return tuple(Addressee(here.posts[title].pk, title) for title in titles)


def told() -> tuple[Here, Case, Delivery]:
    """The camat's disposition lies before the sekretaris."""
    here = sungai_jernih()
    case = opened(here)
    task = the_task(case, "instruct")
    deed = Instruction(("Laporkan hasilnya",), "Segera.", to(here, "Sekretaris"))
    instruct(here.holder(task), task, deed, at=MONDAY)
    return here, case, Delivery.objects.get()


def test_a_disposition_reaches_its_addressees_with_its_words() -> None:
    here, case, sent = told()
    assert (sent.post, sent.sender, sent.words) == (
        here.posts["Sekretaris"],
        "Camat Sungai Jernih",
        "Laporkan hasilnya\nSegera.",
    )
    assert list(unread_of(here.who(SECRETARY), case)) == [sent]
    assert not unread_of(here.who(CLERK), case).exists()


def test_it_is_marked_as_read_once_in_the_capacity_of_its_post() -> None:
    here, case, sent = told()
    mark_read(here.who(SECRETARY), sent, at=TUESDAY)
    again = mark_read(here.who(SECRETARY), sent, at=WEDNESDAY)
    assert (again.read_at, again.capacity) == (TUESDAY, "Sekretaris")
    assert not unread_of(here.who(SECRETARY), case).exists()


def test_whoever_does_their_part_has_read_what_came_to_them() -> None:
    here, case, delivery = told()
    run_to(here, case, "sign", at=TUESDAY)
    done = Task.objects.filter(case=case, post=delivery.post, state="done").order_by("ended_at", "pk")
    delivery.refresh_from_db()
    assert (delivery.read_at, delivery.capacity) == (done[0].ended_at, "Sekretaris")
    assert verify((*PEOPLE, *REGISTER, *PAPERS, *EXPLAINED)).findings == ()


def test_nobody_marks_what_went_to_another() -> None:
    here, _, sent = told()
    with pytest.raises(NotDelivered):
        mark_read(here.who(CAMAT), sent, at=TUESDAY)


def test_it_is_passed_on_down_the_chain_and_each_is_reached_once() -> None:
    here, case, sent = told()
    further = Instruction(text="Tolong disiapkan.", addressees=to(here, "Kasubag Program", "Kepala Seksi Pelayanan"))
    first, second = pass_on(here.who(SECRETARY), sent, further, at=TUESDAY)
    assert (first.onward, first.sender) == (sent, "Sekretaris")
    back = Instruction(text="Kembali.", addressees=to(here, "Sekretaris", "Kepala Seksi Pelayanan"))
    assert pass_on(here.who(CLERK), first, back, at=WEDNESDAY) == [], "a circle would never end"
    sent.refresh_from_db()
    assert sent.read_at == TUESDAY, "who passes on has read"
    assert CasePaper.objects.filter(case=case, paper__kind="disposition").count() == 2
    assert second.post == here.posts["Kepala Seksi Pelayanan"]


def test_passing_on_wants_words_and_addressees_and_a_running_case() -> None:
    here, case, sent = told()
    with pytest.raises(Incomplete):
        pass_on(here.who(SECRETARY), sent, Instruction(), at=TUESDAY)
    with pytest.raises(NotDelivered):
        pass_on(here.who(AKHMAD), sent, Instruction(text="Ya", addressees=to(here, "Kasubag Program")), at=TUESDAY)
    Case.objects.filter(pk=case.pk).update(cancelled_at=TUESDAY)
    with pytest.raises(CaseIsOver):
        pass_on(here.who(SECRETARY), sent, Instruction(text="Ya", addressees=to(here, "Kasubag Program")), at=TUESDAY)


def test_after_the_end_of_the_case_it_is_still_marked_as_read_but_not_passed_on() -> None:
    here, case, sent = told()
    Case.objects.filter(pk=case.pk).update(finished_at=TUESDAY)
    with pytest.raises(CaseIsOver):
        pass_on(here.who(SECRETARY), sent, Instruction(text="Ya", addressees=to(here, "Kasubag Program")), at=WEDNESDAY)
    assert list(unread_of(here.who(SECRETARY), case)) == [sent], "a refused passing on marks nothing"
    mark_read(here.who(SECRETARY), sent, at=WEDNESDAY)
    assert Delivery.objects.get().read_at == WEDNESDAY
    assert not unread_of(here.who(SECRETARY), case).exists(), "nobody is asked for what was marked"


def test_what_was_handed_over_is_marked_as_received() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "hand_over")
    task = the_task(case, "hand_over")
    do(here, task)
    sent = Delivery.objects.get(task=task)
    acts_for_the_camat(here, starts=TUESDAY, ends=WEDNESDAY)
    received = mark_read(here.who(SECRETARY, TUESDAY), sent, at=TUESDAY)
    assert received.capacity == "Sekretaris", "the post it was handed to, whatever else is held that day"


def test_the_journal_explains_every_row_of_it() -> None:
    here, _, sent = told()
    pass_on(here.who(SECRETARY), sent, Instruction(text="Ya", addressees=to(here, "Kasubag Program")), at=TUESDAY)
    assert verify((*PEOPLE, *REGISTER, *PAPERS, *EXPLAINED)).findings == ()


def test_the_sops_own_next_instruction_goes_on_from_the_one_by_which_it_came() -> None:
    here = sungai_jernih(
        """
| no | acts     | performers           | per | ways |
|----|----------|----------------------|-----|------|
| 1  | instruct | camat, sekretaris<   |     |      |
| 2  | instruct | sekretaris, kasubag< |     |      |
| 3  | recap    | kasubag              |     |      |
|    | sign     | camat                |     |      |
"""
    )
    case = opened(here)
    do(here, the_task(case, "instruct"))
    task = the_task(case, "instruct")
    deed = Instruction(text="Kerjakan.", addressees=to(here, "Kasubag Program"))
    instruct(here.holder(task), task, deed, at=TUESDAY)
    first, second = Delivery.objects.order_by("pk")
    assert (second.onward, second.post) == (first, here.posts["Kasubag Program"])
    assert first.read_at == TUESDAY, "whoever acts on it has read it"


def test_nobody_gives_a_disposition_to_themselves() -> None:
    here = sungai_jernih()
    case = opened(here)
    task = the_task(case, "instruct")
    alone = Instruction(text="Segera.", addressees=to(here, "Camat Sungai Jernih"))
    beside = Instruction(text="Segera.", addressees=to(here, "Camat Sungai Jernih", "Sekretaris"))
    for deed in (alone, beside):
        with pytest.raises(Incomplete) as refused:
            instruct(here.holder(task), task, deed, at=MONDAY)
        assert [(lack.field, lack.code) for lack in refused.value.lacks] == [("addressees", "to_oneself")]
    assert not Delivery.objects.exists()


def test_nobody_passes_a_disposition_on_to_themselves_or_hands_over_to_themselves() -> None:
    here, case, sent = told()
    with pytest.raises(Incomplete):
        pass_on(here.who(SECRETARY), sent, Instruction(text="Ya", addressees=to(here, "Sekretaris")), at=TUESDAY)
    run_to(here, case, "hand_over")
    task = the_task(case, "hand_over")
    assert task.post is not None
    with pytest.raises(Incomplete):
        hand_over(here.holder(task), task, HandOver(("Data",), to(here, task.post.title)), at=TUESDAY)


def test_what_the_sop_hands_from_a_post_to_itself_stays_there() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "hand_over")
    task = the_task(case, "hand_over")
    assert task.post is not None
    receivers = [role.key for role in seating_of(case).sop.line(task.line).performers if role.part is Part.RECEIVES]
    everybody = dict.fromkeys(receivers, task.post_id)
    Case.objects.filter(pk=case.pk).update(cast=case.cast | {"posts": case.cast["posts"] | everybody})
    task.refresh_from_db()
    hand_over(here.holder(task), task, HandOver(("Data",), to(here, task.post.title)), at=TUESDAY)
    assert not Delivery.objects.filter(task=task).exists(), "that is no news to them"
