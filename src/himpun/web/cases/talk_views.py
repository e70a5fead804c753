"""Percakapan and Disposisi: what people say about a case, and what reached whom."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from himpun.cases.access import acts_in, case_for, delivery_for, remark_for
from himpun.cases.actions import hear, mark_read, pass_on, remark, withdraw_remark
from himpun.cases.deeds import LONGEST_WORDS, Instruction
from himpun.cases.errors import Incomplete, Lack
from himpun.cases.letters import REQUESTS
from himpun.cases.models import Case, CasePaper, Delivery
from himpun.cases.queries import seating_of
from himpun.cases.story import attachments_of, deliveries_of, remarks_on
from himpun.documents.kinds import PaperKind
from himpun.lib.dates import short_time
from himpun.lib.periods import Period
from himpun.sop.model import Act
from himpun.web.asking import ask
from himpun.web.cases.case_top import case_top
from himpun.web.cases.people_offered import addressees, offered_to_send
from himpun.web.request import Visit
from himpun.web.typed import Typed, key_from


def talk(request: Visit, pk: int) -> HttpResponse:
    """What was said about a case; write a word, or take one's own back."""
    case = case_for(request.actor, pk)
    return ask(request, partial(_show_talk, request, case), lambda: _say(request, case))


def _say(request: Visit, case: Case) -> str:
    leads_to = f"/berkas/{case.pk}/percakapan"
    wish, _, key = request.POST.get("putusan", "").partition("-")
    if wish == "tarik":
        withdraw_remark(request.actor, remark_for(request.actor, case, key_from(key) or 0), at=request.at)
        return leads_to
    typed = Typed(request.POST)
    text, line = typed.text("catatan", LONGEST_WORDS), typed.number("langkah", 0)
    typed.refuse()
    known = {step.number for step in seating_of(case).sop.lines}
    remark(request.actor, case, text, line=line if line in known else 0, at=request.at)
    return leads_to


def _show_talk(request: Visit, case: Case, lacks: dict[str, str], status: int) -> HttpResponse:
    zone = case.office.zone
    remarks = list(remarks_on(case))
    if remarks:
        hear(request.actor, remarks[-1], at=request.at)
    said = [
        {
            "pk": one.pk,
            "text": one.text,
            "name": one.by.name,
            "capacity": one.capacity,
            "when": short_time(one.at, zone),
            "line": one.line,
            "withdrawn": short_time(one.withdrawn_at, zone) if one.withdrawn_at else "",
            "mine": one.by_id == request.actor.person,
        }
        for one in remarks
    ]
    steps = seating_of(case).sop.lines
    speaks = acts_in(request.actor, case.office_id)
    context = case_top(request, case, "percakapan") | {"said": said, "steps": steps, "speaks": speaks}
    context |= {"lacks": lacks, "typed": request.POST, "longest": LONGEST_WORDS}
    return render(request, "himpun/case_talk.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: who got it from whom, and whether it was read. `depth` 0 is where the chain begins.

    `words` stand at the first of those who got the same.
    """

    pk: int
    depth: int
    sender: str
    title: str
    words: str
    sent: str
    read: str
    by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """What an act sent, with all that went on from it beneath what it came from."""

    line: int
    activity: str
    received: bool  # handed over: it is received, a disposition is read
    papers: tuple[tuple[int, str], ...]
    links: tuple[Link, ...]


def dispositions(request: Visit, pk: int) -> HttpResponse:
    """What reached whom; mark what reached me as read, or pass it on."""
    case = case_for(request.actor, pk)
    return ask(request, partial(_show_chains, request, case), lambda: _mark(request, case))


def _mark(request: Visit, case: Case) -> str:
    leads_to = f"/berkas/{case.pk}/disposisi"
    wish, _, key = request.POST.get("putusan", "").partition("-")
    if not key:
        raise Incomplete((Lack("", "nothing_chosen", "Pilih disposisi yang ditandai atau diteruskan."),))
    delivery = delivery_for(request.actor, case, key_from(key) or 0)
    if wish != "teruskan":
        mark_read(request.actor, delivery, at=request.at)
        return leads_to
    typed = Typed(request.POST)
    deed = Instruction(
        requests=tuple(r for r in typed.texts("requests") if r in REQUESTS),
        text=typed.text("text", LONGEST_WORDS),
        addressees=addressees(typed.keys("addressees"), delivery.task, own=delivery.post_id, on=request.today),
        until=typed.date("until"),
    )
    typed.refuse(deed.lacks(Period.parse(case.period)))
    pass_on(request.actor, delivery, deed, at=request.at)
    return leads_to


def _show_chains(request: Visit, case: Case, lacks: dict[str, str], status: int) -> HttpResponse:
    found = list(deliveries_of(case))
    context = case_top(request, case, "disposisi") | {
        "letter": case.letter,
        "scans": list(attachments_of(case)) if case.letter else [],
        "chains": _chains(request, case, found),
        "lacks": lacks,
        "typed": request.POST,
        "typed_lists": {
            "addressees": list(Typed(request.POST).keys("addressees")),
            "requests": request.POST.getlist("requests"),
        },
    }
    if onward := _onward(request, found):
        offered = offered_to_send(onward.task, own=onward.post_id, on=request.today)
        context |= {"onward": onward, "posts": offered, "requests": REQUESTS}
    return render(request, "himpun/case_dispositions.html", context, status=status)


def _onward(request: Visit, found: list[Delivery]) -> Delivery | None:
    """What is about to be passed on."""
    asked = request.POST.get("putusan", "").removeprefix("teruskan-") or request.GET.get("teruskan", "")
    key = key_from(asked)
    return next((d for d in found if d.pk == key and d.post_id in request.actor.posts), None)


def _chains(request: Visit, case: Case, found: list[Delivery]) -> list[Chain]:
    seating = seating_of(case)
    papers = _papers(case)
    roots: dict[tuple[int, str], list[Delivery]] = {}
    for one in found:
        if one.onward_id is None:
            roots.setdefault((one.task.line, one.task.act), []).append(one)
    chains = []
    for level in roots.values():
        first = level[0]
        links, tasks = _links(request, case, found, level)
        chains.append(
            Chain(
                line=first.task.line,
                activity=seating.sop.line(first.task.line).activity,
                received=first.task.act == Act.HAND_OVER,
                papers=tuple(paper for task in tasks for paper in papers.get(task, ())),
                links=tuple(links),
            )
        )
    return chains


def _papers(case: Case) -> dict[int, list[tuple[int, str]]]:
    """The dispositions and receipts by the task that they belong to."""
    kinds = (PaperKind.DISPOSITION, PaperKind.RECEIPT, PaperKind.INVITATION)
    filed = CasePaper.objects.filter(case=case, paper__kind__in=kinds, paper__replaced_at=None).order_by("pk")
    papers: dict[int, list[tuple[int, str]]] = {}
    for task, key, title, capacity in filed.values_list("task", "paper", "paper__title", "paper__made_by_capacity"):
        papers.setdefault(task, []).append((key, f"{title}, {capacity}"))
    return papers


def _links(
    request: Visit, case: Case, found: list[Delivery], level: list[Delivery], *, depth: int = 0
) -> tuple[list[Link], list[int]]:
    """The links from this level down, and the tasks they came from in order."""
    links: list[Link] = []
    tasks: dict[int, None] = {}
    said = ""
    for one in level:
        words, said = ("" if one.words == said else one.words), one.words
        links.append(_link(request, case, one, words=words, depth=depth))
        further, theirs = _links(request, case, found, [d for d in found if d.onward_id == one.pk], depth=depth + 1)
        links += further
        tasks |= dict.fromkeys([one.task_id, *theirs])
    return links, list(tasks)


def _link(request: Visit, case: Case, one: Delivery, *, words: str, depth: int) -> Link:
    zone = case.office.zone
    return Link(
        pk=one.pk,
        depth=min(depth, 4),
        sender=one.sender,
        title=one.post.title,
        words=words,
        sent=short_time(one.sent_at, zone),
        read=short_time(one.read_at, zone) if one.read_at else "",
        by=f"{one.read_by.name} ({one.capacity})" if one.read_by else "",
        mine=one.post_id in request.actor.posts,
    )
