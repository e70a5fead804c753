"""Drafts of SOPs: a document read, and its guesses answered one press each."""

from io import BytesIO
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.files.store import put
from himpun.organisation.access import office_for_admin
from himpun.organisation.models import Office
from himpun.procedures.access import draft_for, draft_for_admin, drafts_of
from himpun.procedures.actions import begin_draft, correct_draft
from himpun.procedures.drafts import Answer, DraftText, errors_of, questions_of, text_of
from himpun.procedures.models import DraftEdition, DraftState
from himpun.sop.catalogue import load
from himpun.sop.chart import draw
from himpun.sop.edit import CannotEdit, confirmed
from himpun.sop.errors import SopError
from himpun.sop.model import Finding, Part, Severity, Sop, Step, When
from himpun.trail.journal import writing
from himpun.web.cases.typed import key_from
from himpun.web.documents.svg import inline
from himpun.web.procedures.mending import head_of_draft, lacks_after, read_version
from himpun.web.procedures.places import place
from himpun.web.procedures.reading import Read, read_pasted, read_upload, said
from himpun.web.request import Visit
from himpun.web.uploads import left_out, opened

LONGEST_PASTE: Final = 400_000
TYPES: Final = ".docx,.doc,.odt,.pdf,.html,.htm,.txt,.json,.yaml,.yml"


class NothingRead(SopError):
    """A document without a procedure."""

    code = "nothing_read"


def read_one(request: Visit) -> HttpResponse:
    """Read a document or a pasted text: every procedure in it becomes a draft."""
    offices = Office.objects.filter(pk__in=request.actor.administers).select_related("government").order_by("name")
    made: list[DraftEdition] = []
    lacks: dict[str, str] = {}
    if request.method == "POST":
        office = office_for_admin(request.actor, key_from(request.POST.get("kantor", "")) or offices[0].pk)
        lacks = lacks_after(lambda: made.extend(_read(request, office)))
    if made:
        return HttpResponseRedirect(f"/sop/konsep/{made[0].pk}" if len(made) == 1 else "/sop/konsep")
    lacks = {"berkas": " ".join(lacks.values())} if lacks else {}
    context = {"offices": offices, "types": TYPES, "typed": request.POST, "lacks": lacks}
    return render(request, "himpun/procedures/read.html", context, status=422 if lacks else 200)


def _read(request: Visit, office: Office) -> list[DraftEdition]:
    if key := request.POST.get("katalog"):
        return [begin_draft(request.actor, office, DraftText(load(key)), at=request.at)]
    if left_out(request):
        raise NothingRead("Berkas itu lebih besar dari 25 MB. Kecilkan, atau tempelkan teksnya.")
    upload = request.FILES.get("berkas")
    if upload is not None:
        data, _ = opened(upload)
        found, name = data.read(), upload.name or "sop"
        return _begin(request, office, read_upload(found, name, office.pk), found, name)
    text = request.POST.get("teks", "")[:LONGEST_PASTE]
    if not text.strip():
        raise NothingRead("Pilih berkas SOP, atau tempelkan teksnya.")
    return _begin(request, office, read_pasted(text, office.pk), text.encode(), "tempelan.txt")


def _begin(request: Visit, office: Office, read: Read, data: bytes, name: str) -> list[DraftEdition]:
    if not read.reading.procedures:
        raise NothingRead(said(read.reading.findings))
    with writing():  # the file and the drafts that were read from it are kept together
        stored = put(office.pk, BytesIO(data), name=name, media_type="application/octet-stream", at=request.at)
        texts = (DraftText(sop, None if n else stored, read.shown) for n, sop in enumerate(read.reading.procedures))
        return [begin_draft(request.actor, office, text, at=request.at) for text in texts]


def drafts(request: Visit) -> HttpResponse:
    """What is on its way to an edition."""
    rows = drafts_of(request.actor).defer("sop", "shown").order_by("-saved_at")[:100]
    return render(request, "himpun/procedures/drafts.html", {"drafts": [(one, DraftState(one.state)) for one in rows]})


def draft(request: Visit, pk: int) -> HttpResponse:
    """The document beside what was read of it; every guess a question that one press answers."""
    if request.method != "POST":
        return _show(request, draft_for(request.actor, pk))
    one = draft_for_admin(request.actor, pk)
    lacks = lacks_after(lambda: _answer(request, one))
    return _show(request, one, lacks) if lacks else HttpResponseRedirect(f"/sop/konsep/{pk}#pertanyaan")


def _answer(request: Visit, one: DraftEdition) -> None:
    sop = text_of(one)
    asked = dict(enumerate(questions_of(one, sop))).get(key_from(request.POST.get("tanya", "")) or 0)
    # The list may have grown shorter since the page was made: the form says which question it means.
    if asked is None or _name_of(asked) != request.POST.get("apa"):
        raise CannotEdit("Pertanyaan ini sudah dijawab. Periksa yang masih terbuka.")
    text = confirmed(sop, asked) if asked in sop.findings else sop
    answer = Answer(asked, "confirmed" if asked.severity is Severity.GUESS else "accepted")
    correct_draft(request.actor, one, text, based_on=read_version(request, one), answer=answer, at=request.at)


def _name_of(finding: Finding) -> str:
    return f"{finding.code} {finding.where}"


def _show(request: Visit, one: DraftEdition, lacks: dict[str, str] | None = None) -> HttpResponse:
    sop = text_of(one)
    context = head_of_draft(request, one, sop) | {
        "questions": [_question(one, n, finding) for n, finding in enumerate(questions_of(one, sop))],
        "errors": [_question(one, n, finding) for n, finding in enumerate(errors_of(sop))],
        "rows": [_row(sop, step) for step in sop.lines],
        "chart": inline(draw(sop)),
        "blocks": one.shown.get("blocks", []),
        "lacks": lacks or {},
    }
    return render(request, "himpun/procedures/draft.html", context, status=422 if lacks else 200)


def _question(one: DraftEdition, number: int, finding: Finding) -> dict[str, Any]:
    """A finding as the page asks about it, and where the thing itself is corrected."""
    whole, _, rest = finding.where.partition("/")
    page = {"steps": "langkah", "closing": "langkah", "performers": "pelaksana"}.get(whole, "identitas")
    line = rest.partition("/")[0]
    link = f"/sop/konsep/{one.pk}/{page}" + (f"?nomor={line}" if page == "langkah" else "")
    if page == "langkah" and not line:
        link = f"/sop/konsep/{one.pk}#langkah"
    return {"n": number, "f": finding, "name": _name_of(finding), "where": place(finding.where), "link": link}


def _row(sop: Sop, step: Step) -> dict[str, Any]:
    who = [sop.performer(role.key).name for role in step.performers if role.part is Part.DOES]
    back = next((way.to for way in step.ways if way.when is When.NO), None)
    return {"step": step, "who": ", ".join(who), "back": back, "closing": step in sop.closing}
