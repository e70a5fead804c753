"""The sheet's grid asks in small pieces: a cell kept as it is left, a file as it is dropped. Answers are JSON.

Nobody at the door is answered 401 by the door itself; what is said there is not read, only the number.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final

from django.http import JsonResponse

from himpun.cases.access import task_for
from himpun.performance.actions import save_cell
from himpun.performance.cells import Finding, Typed
from himpun.performance.errors import CellChanged, CellsToMend
from himpun.performance.filling import sheet_of
from himpun.performance.queries import doubt_about, judged, sheet_to_fill_in
from himpun.web.cases.evidence_form import attach_one, take_away
from himpun.web.cases.figure_forms import FIELDS, PARTS, cell_of, clock, mark_of, other_cell
from himpun.web.cases.turn import Turn
from himpun.web.refusals import status_of, words_of
from himpun.web.request import Visit
from himpun.web.typed import key_from

Answer = Callable[[Visit, int, int], JsonResponse]

SAVED: Final = "tersimpan"
DIFFERS: Final = "berbeda"
REFUSED: Final = "ditolak"
OVER: Final = "selesai"
SOMEBODY_ELSE: Final = "orang-lain"


def in_json(view: Answer) -> Answer:
    """Known errors as JSON, with the status that a page would have."""

    @wraps(view)
    def answered(request: Visit, pk: int, line: int) -> JsonResponse:
        try:
            return view(request, pk, line)
        except CellChanged as changed:
            return _differs(changed)
        except Exception as error:
            status = status_of(error)
            if status is None:
                raise
            findings = error.findings if isinstance(error, CellsToMend) else ()
            said = " ".join(one.message for one in findings) or words_of(error)
            return JsonResponse({"keadaan": OVER if status == 409 else REFUSED, "kata": said}, status=status)

    return answered


def _differs(changed: CellChanged) -> JsonResponse:
    return JsonResponse({"keadaan": DIFFERS} | other_cell(changed.other, changed.version), status=409)


@in_json
def save(request: Visit, pk: int, line: int) -> JsonResponse:
    """Keep one cell as it was left."""
    turn = _turn(request, pk)
    if request.POST.get("akun", mark_of(turn)) != mark_of(turn):
        return _somebody_else()
    read = key_from(request.POST.get("versi", "")) or 0
    kept = save_cell(turn.actor, turn.task, line, typed=_typed(request), based_on=read, at=turn.at)
    asked = "" if kept.findings else doubt_about(line, _typed(request))
    return JsonResponse(_saved(turn) | {"versi": kept.version, "temuan": _told(kept.findings), "ragu": asked})


def _turn(request: Visit, pk: int) -> Turn:
    task, actor = task_for(request.actor, pk)
    return Turn(request, actor, task)


def _somebody_else() -> JsonResponse:
    """What one person typed is not kept in the name of another who has logged in meanwhile."""
    return JsonResponse({"keadaan": SOMEBODY_ELSE}, status=401)


def _typed(request: Visit) -> Typed:
    return cell_of(*(request.POST.get(part, "").replace("\r\n", "\n") for part in PARTS))


def _saved(turn: Turn) -> dict[str, Any]:
    return {"keadaan": SAVED, "pukul": clock(turn.at, turn)}


def _told(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [{"bagian": FIELDS[one.field], "kode": one.code, "kata": one.message} for one in findings]


@in_json
def evidence(request: Visit, pk: int, line: int) -> JsonResponse:
    """Attach a file to a line, or take one away (`lepas`), and tell which stand there now."""
    turn = _turn(request, pk)
    if request.POST.get("akun", mark_of(turn)) != mark_of(turn):
        return _somebody_else()
    gone = request.POST.get("lepas")
    if gone is None:
        attach_one(turn, line)
    else:
        take_away(turn, gone)
    return JsonResponse(_saved(turn) | _standing(turn, line))


def _standing(turn: Turn, line: int) -> dict[str, Any]:
    """The files of a line, and what is still wrong with its cell."""
    cells = [one for one in sheet_to_fill_in(sheet_of(turn.task), turn.task).cells if one.line.pk == line]
    files = [{"kunci": proof.pk, "nama": proof.file.name} for one in cells for proof in one.evidence]
    return {"bukti": files, "temuan": _told(judged(cells))}
