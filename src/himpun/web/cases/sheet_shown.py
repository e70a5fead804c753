"""A sheet as its page shows it: each cell with its target, its past, what was typed and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from himpun.cases.models import Task
from himpun.lib.numbers import format_figure
from himpun.lib.periods import Period
from himpun.performance.cells import Finding, Typed
from himpun.performance.filling import Pointed, last_cells
from himpun.performance.models import Draft, Evidence, Sheet, SheetLine
from himpun.performance.scoring import Meaning, Polarity


@dataclass(frozen=True, slots=True)
class CellShown:
    """One row of the sheet. `open` is false where a pointed return does not ask for it."""

    key: int
    name: str
    code: str
    measure: str
    period: str
    direction: str
    target: str
    previous: str
    last_year: str
    typed: Typed
    open: bool
    note: str
    wrong: tuple[Finding, ...]
    needs_evidence: bool
    evidence: tuple[Evidence, ...]

    @property
    def wrong_fields(self) -> set[str]:
        return {finding.field for finding in self.wrong}


def cells_shown(
    task: Task, sheet: Sheet, pointed: Pointed, typed: Mapping[int, Typed], findings: Iterable[Finding]
) -> list[CellShown]:
    """All cells in order. Typed now comes before a kept draft, and that before what was sent last."""
    rows = list(SheetLine.objects.filter(sheet=sheet))
    sent = {line: cell.as_typed() for line, cell in last_cells([sheet.pk]).items()} if sheet.revision else {}
    known = {**sent, **_draft(sheet, task), **typed}
    wrong: dict[int, list[Finding]] = {}
    for finding in findings:
        wrong.setdefault(finding.line, []).append(finding)
    proofs: dict[int, list[Evidence]] = {}
    for proof in Evidence.objects.filter(line__sheet=sheet, removed_at=None).select_related("file"):
        proofs.setdefault(proof.line_id, []).append(proof)
    return [
        _cell(row, pointed, known.get(row.pk, Typed()), tuple(wrong.get(row.pk, ())), tuple(proofs.get(row.pk, ())))
        for row in rows
    ]


def _draft(sheet: Sheet, task: Task) -> dict[int, Typed]:
    draft = Draft.objects.filter(sheet=sheet).first()
    if draft is None or draft.content.get("task") != task.pk:
        return {}
    return {int(line): Typed(*cell) for line, cell in draft.content["cells"].items()}


def _cell(
    row: SheetLine, pointed: Pointed, typed: Typed, wrong: Sequence[Finding], proofs: Sequence[Evidence]
) -> CellShown:
    meaning = Meaning.from_data(row.meaning)
    return CellShown(
        key=row.pk,
        name=row.name,
        code=row.code,
        measure=row.measure,
        period=Period.parse(row.period).label,
        direction="makin rendah makin baik" if meaning.polarity is Polarity.LOWER else "",
        target=_range(row.target, row.target_upper),
        previous=_figure(row.previous),
        last_year=_figure(row.last_year),
        typed=typed,
        open=pointed.opens(row.pk),
        note=pointed.notes.get(row.pk, ""),
        wrong=tuple(wrong),
        needs_evidence=row.needs_evidence,
        evidence=tuple(proofs),
    )


def _figure(value: Decimal | None) -> str:
    return "–" if value is None else format_figure(value)


def _range(value: Decimal | None, upper: Decimal | None) -> str:
    return _figure(value) if upper is None else f"{_figure(value)} s.d. {_figure(upper)}"
