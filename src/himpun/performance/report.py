"""The quarterly report, the recap and the analysis as contents of papers, built from a recap and nothing
else. Pure.

What stands here was frozen: the recap's rows, the analysis, who signs. Never today's date, nor today's
indicators.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from himpun.documents.content import (
    Align,
    Block,
    Column,
    Content,
    Fields,
    Heading,
    InitialLine,
    Items,
    Kop,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.lib.dates import plain_date
from himpun.lib.numbers import format_figure
from himpun.lib.periods import Period
from himpun.performance.analysis import Analysis
from himpun.performance.cells import NOT_APPLICABLE, NOT_STARTED, VALUE
from himpun.performance.recap import Number, Part, Recap, Row
from himpun.performance.scoring import SCALE_RULE, Status, shown
from himpun.performance.ways import letters_of, way_of

NOTHING: Final = "—"
HOW_COUNTED: Final = (
    "Target dan cara hitung dibekukan saat permintaan data dibagikan. Rata-rata diambil dari capaian yang belum "
    "dibulatkan, dibatasi menurut cara hitung indikatornya; belum berjalan, tidak berlaku dan yang tidak dapat "
    f"dihitung tidak ikut dirata-ratakan. {SCALE_RULE}"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose report it is: the office's head of letters, its name, the case's title and the place of
    dating."""

    kop: Kop
    office: str
    title: str
    place: str
    signer: SignerBlock | None = None
    initials: tuple[InitialLine, ...] = ()
    dated: date | None = None  # without one the paper bears the day of its signing


def report(head: Letterhead, recap: Recap, analysis: Analysis | None) -> Content:
    """Laporan data kinerja: every unit, indicator, target, realisation and achievement, reasons, and what
    follows."""
    blocks: list[Block] = [
        _overview(head, recap),
        Heading("Capaian indikator"),
        *figures(recap.parts, recap),
        Heading("Capaian menurut unit"),
        _units_table(recap),
        *_said(recap),
        *(_analysed(recap, analysis) if analysis else ()),
    ]
    return _content(head, f"Laporan Data Kinerja {Period.parse(recap.period).label}", recap, blocks)


def recap_paper(head: Letterhead, recap: Recap) -> Content:
    """Rekap: the figures alone."""
    blocks: list[Block] = [_overview(head, recap), *figures(recap.parts, recap), _units_table(recap)]
    return _content(head, f"Rekap Data Kinerja {Period.parse(recap.period).label}", recap, blocks)


def analysis_paper(head: Letterhead, recap: Recap, analysis: Analysis) -> Content:
    """Analisis: the summary, what fell short, and what follows."""
    blocks: list[Block] = [_overview(head, recap), *_analysed(recap, analysis)]
    return _content(head, f"Analisis dan Evaluasi Data Kinerja {Period.parse(recap.period).label}", recap, blocks)


def sheet_paper(head: Letterhead, part: Part, recap: Recap) -> Content:
    """Isian unit: one unit's figures as sent, with the recommendations of those who vouch for them."""
    sent = Fields(
        (
            ("Unit", part.name),
            ("Kiriman", f"ke-{part.revision}, {part.sent_at}"),
            ("Dikirim oleh", part.sent_by),
            ("Rata-rata capaian", percent(part.average)),
            ("Kategori", part.category or NOTHING),
        )
    )
    blocks: list[Block] = [sent, *figures([part], None), *_remarks([part])]
    return _content(head, f"Data Kinerja {part.name} {Period.parse(recap.period).label}", recap, blocks)


def _content(head: Letterhead, title: str, recap: Recap, blocks: Sequence[Block]) -> Content:
    return Content(
        kop=head.kop,
        title=title,
        heads=(("Kegiatan", head.title), ("Periode", Period.parse(recap.period).label)),
        blocks=(*blocks, Paragraphs((HOW_COUNTED,), heading="Ketentuan perhitungan")),
        place=head.place,
        dated=head.dated,
        signer=head.signer,
        initials=head.initials,
        landscape=True,
    )


def _overview(head: Letterhead, recap: Recap) -> Fields:
    sent = len(recap.parts) - len(recap.absent)
    return Fields(
        (
            ("Perangkat daerah", head.office),
            ("Isian masuk", f"{sent} dari {len(recap.parts)}"),
            ("Indikator", f"{len(recap.rows)}, {recap.counted} di antaranya dihitung capaiannya"),
            ("Rata-rata capaian", percent(recap.average)),
            ("Kategori", recap.category or NOTHING),
        )
    )


_FIGURES: Final = (
    Column("No.", Align.CENTER),
    Column("Unit", width=2.2),
    Column("Indikator", width=3),
    Column("Satuan"),
    Column("Target", Align.DECIMAL),
    Column("Realisasi", Align.DECIMAL),
    Column("Capaian (%)", Align.DECIMAL),
    Column("Cara hitung", Align.CENTER),
    Column("Keterangan", width=2),
)
_UNIT: Final = 1
"""Where the unit's column stands; of one unit alone it would say the same on every row."""


def figures(parts: Sequence[Part], recap: Recap | None) -> list[Block]:
    """The table of figures, and below it in words each way of computing that a letter in it stands for."""
    letters = letters_of([row.meaning for part in parts for row in part.rows])
    table = _figures_table(parts, recap, letters)
    return [table, Items(tuple(letters), heading="Cara hitung", marker="a.")] if letters else [table]


def _figures_table(parts: Sequence[Part], recap: Recap | None, letters: Mapping[str, str]) -> Table:
    """One row for each indicator (and period, where its own is shorter than the case's), the average at the
    end."""
    rows = [(part, row) for part in parts for row in part.rows]
    several = {row.indicator for _, row in rows if sum(r.indicator == row.indicator for _, r in rows) > 1}
    lines = [
        (
            f"{number}.",
            part.name,
            _name(row, with_period=row.indicator in several),
            row.measure,
            _target(row),
            realised(row),
            _reached(row),
            letters[way_of(row.meaning)] if row.meaning else NOTHING,
            _remark(row),
        )
        for number, (part, row) in enumerate(rows, start=1)
    ]
    average = () if recap is None else (_average_row(recap),)
    if len(parts) > 1:
        return Table(_FIGURES, lines, summary=average)
    return Table(
        _without_unit(_FIGURES), [_without_unit(x) for x in lines], summary=[_without_unit(x) for x in average]
    )


def _without_unit(row: Sequence[Any]) -> tuple[Any, ...]:
    return (*row[:_UNIT], *row[_UNIT + 1 :])


def _average_row(recap: Recap) -> tuple[str, ...]:
    return "", "", "Rata-rata capaian", "", "", "", _two(recap.average), "", recap.category or ""


def _name(row: Row, *, with_period: bool) -> str:
    name = f"{row.code} {row.name}".strip()
    return f"{name} ({Period.parse(row.period).label})" if with_period else name


def _target(row: Row) -> str:
    if row.target is None:
        return NOTHING
    low = number(row.target)
    return low if row.target_upper is None else f"{low} – {number(row.target_upper)}"


def realised(row: Row) -> str:
    """The answer as written: a figure, or in words why there is none."""
    match row.answer:
        case "value":
            return number(row.value)
        case "not_started":
            return "belum berjalan"
        case "not_applicable":
            return "tidak berlaku"
    return NOTHING


def _reached(row: Row) -> str:
    return _two(row.raw)


_WHY_NOT: Final[Mapping[str, str]] = {
    Status.NO_TARGET: "belum ada target",
    Status.ZERO_TARGET: "target 0, capaian tidak dapat dihitung",
    Status.NEGATIVE_TARGET: "target negatif, capaian tidak dapat dihitung",
}


def _remark(row: Row) -> str:
    said = []
    if row.raw is not None and row.counted is not None and Decimal(row.counted) < Decimal(row.raw):
        said.append(f"dibatasi {_two(row.counted)}")
    if row.status in _WHY_NOT:
        said.append(_WHY_NOT[row.status])
    if row.year_raw is not None and row.year_target is not None and row.year_target != row.target:
        said.append(f"s.d. periode ini {number(row.to_date)}, {_two(row.year_raw)} % dari target tahun")
    if row.reason and row.answer != VALUE:
        said.append(row.reason)
    return "; ".join(said)


def _units_table(recap: Recap) -> Table:
    columns = (
        Column("No.", Align.CENTER),
        Column("Unit", width=2.8),
        Column("Kiriman", width=3.4),
        Column("Indikator", Align.RIGHT),
        Column("Dihitung", Align.RIGHT),
        Column("Rata-rata (%)", Align.RIGHT),
        Column("Kategori", width=1.3),
    )
    rows = [
        (
            f"{number}.",
            part.name,
            part.why_absent or f"ke-{part.revision}, {part.sent_at}",
            NOTHING if part.why_absent else str(len(part.rows)),
            NOTHING if part.why_absent else str(part.counted),
            _two(part.average),
            part.category or NOTHING,
        )
        for number, part in enumerate(recap.parts, start=1)
    ]
    return Table(columns, rows)


def _said(recap: Recap) -> list[Block]:
    """What the units wrote, in words; and who is not in."""
    blocks = _remarks(recap.parts)
    if recap.absent:
        texts = [f"{part.name}: {part.why_absent}." for part in recap.absent]
        blocks.append(Items(texts, heading="Unit yang tidak masuk dalam laporan ini"))
    return blocks


def _remarks(parts: Sequence[Part]) -> list[Block]:
    rows = [(part, row) for part in parts for row in part.rows]
    alone = len(parts) == 1  # a unit's own paper names it at its head

    def of(part: Part, row: Row) -> str:
        return row.name if alone else f"{part.name}, {row.name}"

    def to(part: Part) -> str:
        return "" if alone else f"{part.name}: "

    listed: list[tuple[str, list[str]]] = [
        ("Belum berjalan", [f"{of(p, r)}: {r.reason}" for p, r in rows if r.answer == NOT_STARTED]),
        ("Tidak berlaku", [f"{of(p, r)}: {r.reason}" for p, r in rows if r.answer == NOT_APPLICABLE]),
        ("Hambatan", [f"{of(p, r)}: {r.obstacle}" for p, r in rows if r.obstacle]),
        ("Keterangan realisasi", [f"{of(p, r)}: {r.reason}" for p, r in rows if r.reason and r.answer == VALUE]),
        (
            "Rekomendasi",
            [f"{to(p)}{text} (diberikan oleh {capacity})" for p in parts for capacity, text in p.recommendations],
        ),
    ]
    return [Items(texts, heading=heading) for heading, texts in listed if texts]


def _analysed(recap: Recap, analysis: Analysis) -> list[Block]:
    rows = {row.line: (part, row) for part, row in recap.rows}
    columns = (
        Column("No.", Align.CENTER),
        Column("Indikator", width=2.4),
        Column("Capaian (%)", Align.RIGHT),
        Column("Sebab", width=2.4),
        Column("Tindak lanjut", width=2.4),
        Column("Penanggung jawab", width=1.4),
        Column("Sampai", width=1.2),
    )
    lines = [
        (
            f"{count}.",
            f"{rows[item.line][0].name}: {rows[item.line][1].name}",
            _reached(rows[item.line][1]),
            item.cause,
            item.follow_up,
            item.who,
            plain_date(item.until) if item.until else NOTHING,
        )
        for count, item in enumerate((i for i in analysis.items if i.line in rows), start=1)
    ]
    blocks: list[Block] = [Heading("Analisis dan evaluasi"), Paragraphs(tuple(analysis.summary.split("\n")))]
    if lines:
        blocks.append(Table(columns, lines, caption="Tindak lanjut atas capaian di bawah target"))
    return blocks


def number(value: Number) -> str:
    """As written in Indonesia, as many decimals as it has: "1.234,5"."""
    return NOTHING if value is None else format_figure(Decimal(value))


def _two(value: Number) -> str:
    return NOTHING if value is None else format_figure(shown(Decimal(value)), 2)


def percent(value: Number) -> str:
    """An achievement for reading: "101,26 %", rounded half up."""
    return NOTHING if value is None else f"{_two(value)} %"
