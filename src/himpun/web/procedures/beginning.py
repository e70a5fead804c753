"""A draft begins: from a document, a pasted text, an example of the catalogue, or from nothing."""

from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import PurePath
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.files.store import put
from himpun.organisation.access import office_for_admin
from himpun.organisation.models import Office
from himpun.procedures.actions import begin_draft
from himpun.procedures.drafts import DraftText
from himpun.procedures.models import DraftEdition
from himpun.sop.adapt import adapt
from himpun.sop.catalogue import load
from himpun.sop.errors import SopError
from himpun.sop.model import Sop
from himpun.sop.reassign import with_names
from himpun.trail.journal import writing
from himpun.web.procedures.draft_forms import names_in
from himpun.web.procedures.mending import lacks_after
from himpun.web.procedures.reading import Read, read_pasted, read_upload, said
from himpun.web.request import Visit
from himpun.web.typed import Typed, key_from
from himpun.web.uploads import left_out, opened

LONGEST_PASTE: Final = 400_000
TYPES: Final = ".docx,.doc,.odt,.pdf,.html,.htm,.txt,.json,.yaml,.yml"
OURS: Final = (".json", ".yaml", ".yml")
FROM_NOTHING: Final = ("judul", "pelaksana", "tabel")


@dataclass(frozen=True, slots=True)
class _File:
    """What came in: its bytes, its name and its media type."""

    data: bytes
    name: str
    kind: str


class NothingRead(SopError):
    """A document without a procedure."""

    code = "nothing_read"


def read_one(request: Visit) -> HttpResponse:
    """Read a document or a pasted text: every procedure in it becomes a draft. Or begin with a blank sheet."""
    offices = Office.objects.filter(pk__in=request.actor.administers).select_related("government").order_by("name")
    made: list[DraftEdition] = []
    lacks: dict[str, str] = {}
    if request.method == "POST":
        office = office_for_admin(request.actor, key_from(request.POST.get("kantor", "")) or offices[0].pk)
        lacks = lacks_after(lambda: made.extend(_begun(request, office)))
    if made:
        return HttpResponseRedirect(_onward(made))
    context = {"offices": offices, "types": TYPES, "typed": request.POST, "lacks": _beside(request, lacks)}
    return render(request, "himpun/procedures/read.html", context, status=422 if lacks else 200)


def _onward(made: list[DraftEdition]) -> str:
    if len(made) > 1:
        return "/sop/konsep"
    return f"/sop/konsep/{made[0].pk}" + ("" if made[0].sop["steps"] else "/langkah")


def _beside(request: Visit, lacks: dict[str, str]) -> dict[str, str]:
    """What could not be read is told beside the field it came from."""
    if not lacks or set(lacks) & set(FROM_NOTHING):
        return lacks
    return {"tabel" if request.POST.get("mulai") else "berkas": " ".join(lacks.values())}


def _begun(request: Visit, office: Office) -> list[DraftEdition]:
    if key := request.POST.get("katalog"):
        return [begin_draft(request.actor, office, taken_over(load(key), office), at=request.at)]
    if request.POST.get("mulai"):
        return [begin_draft(request.actor, office, _from_nothing(Typed(request.POST), office), at=request.at)]
    if left_out(request):
        raise NothingRead("Berkas itu lebih besar dari 25 MB. Kecilkan, atau tempelkan teksnya.")
    upload = request.FILES.get("berkas")
    if upload is not None:
        data, kind = opened(upload)
        file = _File(data.read(), upload.name or "sop", kind)
        return _begin(request, office, read_upload(file.data, file.name, office.pk), file)
    text = request.POST.get("teks", "")[:LONGEST_PASTE]
    if not text.strip():
        raise NothingRead("Pilih berkas SOP, atau tempelkan teksnya.")
    return _begin(request, office, read_pasted(text, office.pk), _File(text.encode(), "tempelan.txt", "text/plain"))


def taken_over(sop: Sop, office: Office) -> DraftText:
    """Another office's text as this office's own: its names replaced, and what that changed kept to be shown."""
    adapted = adapt(sop, government=office.government.name, office=office.name)
    return DraftText(adapted.sop, shown=[{"change": asdict(one)} for one in adapted.changes])


def _from_nothing(form: Typed, office: Office) -> DraftText:
    """A title, who plays in it, and the lines as a table of Excel has them; the lines may come later."""
    title, names, table = form.text("judul", 300), names_in(form, "pelaksana"), form.post.get("tabel", "")
    if not title:
        form.lack("judul", "no_title", "Tulis nama SOP.")
    form.refuse()
    if not table.strip():
        blank = Sop(title, "", office.government.name, office.name, (), ())
        return DraftText(with_names(blank, names))
    read = read_pasted(table[:LONGEST_PASTE], office.pk)
    if not read.reading.procedures:
        raise NothingRead(said(read.reading.findings))
    text = _text(replace(read.reading.procedures[0], title=title), office, read, "")
    return replace(text, sop=with_names(text.sop, names))


def _begin(request: Visit, office: Office, read: Read, file: _File) -> list[DraftEdition]:
    if not read.reading.procedures:
        raise NothingRead(said(read.reading.findings))
    with writing():  # the file and the drafts that were read from it are kept together
        stored = put(office.pk, BytesIO(file.data), name=file.name, media_type=file.kind, at=request.at)
        texts = [_text(sop, office, read, file.name) for sop in read.reading.procedures]
        texts[0] = replace(texts[0], source=stored)
        return [begin_draft(request.actor, office, text, at=request.at) for text in texts]


def _text(sop: Sop, office: Office, read: Read, name: str) -> DraftText:
    """A document is taken as it is; a himpun-sop/1 of another office is a copy, and says what it changed."""
    if PurePath(name).suffix.lower() in OURS and sop.office != office.name:
        return taken_over(sop, office)
    # The names of office and government are this office's own: that the document lacks them is no question.
    asked = tuple(one for one in sop.findings if one.where not in ("government", "office"))
    return DraftText(replace(sop, findings=asked), shown=read.shown)


def start_from(request: Visit, sop: Sop, office: Office) -> DraftEdition:
    """A draft of this office from another's text."""
    return begin_draft(request.actor, office, taken_over(sop, office), at=request.at)
