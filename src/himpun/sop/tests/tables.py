"""SOPs in the notation of the office: a Markdown table, read by the same door as a file.

    | no | acts              | performers              | per   | ways          |
    |----|-------------------|-------------------------|-------|---------------|
    | 1  | instruct          | camat, sekretaris<      |       |               |
    | 2  | fill, gather      | kasi 1, sekretaris 2    | units |               |
    | 3  | review            | sekretaris, kasi+       |       | yes end, no 2!|

`<` receives, `+` joins, numbers are positions in the acts, `!` is a return that points. A line without a
number belongs to the closing. `per` may say "members in irban", "units quorum 3", "units deadline".
"""

from typing import Any

from himpun.sop.model import Sop
from himpun.sop.read import sop_from

CAST = {
    "camat": ("Camat", "post"),
    "sekretaris": ("Sekretaris", "post"),
    "kasubag": ("Kasubag Program", "post"),
    "analis": ("Analis Perencanaan", "post"),
    "tim": ("Tim Penyusun", "team"),
    "kasi": ("Kepala Seksi", "units"),
    "lurah": ("Lurah", "units"),
    "irban": ("Irban", "units"),
    "auditor": ("Auditor", "unit_members"),
    "kabid": ("Kepala Bidang", "posts"),
}
PARTS = {"<": "receives", "+": "joins"}


def sop_data(table: str, **changes: Any) -> dict[str, Any]:
    """The mapping of the SOP in the table; `changes` replace whole parts of it."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    heads, lines = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
    assert heads[:3] == ["no", "acts", "performers"]
    steps = [{"number": int(line["no"]), **_line(line), **_standard(line)} for line in lines if line["no"]]
    closing = [_line(line) for line in lines if not line["no"]]
    used = {role["key"] for line in steps + closing for role in line["performers"]} & CAST.keys()
    data = {
        "format": "himpun-sop/1",
        "title": "Pengumpulan Data Kinerja",
        "number": "001/SOP/2026",
        "government": "Pemerintah Kabupaten Contoh",
        "office": "Kecamatan Contoh",
        "performers": [{"key": key, "name": CAST[key][0], "seat": CAST[key][1]} for key in CAST if key in used],
        "steps": steps,
        "closing": closing,
    }
    return data | changes


def sop_of(table: str, **changes: Any) -> Sop:
    """The SOP in the table. Raises BrokenSop like any file."""
    return sop_from(sop_data(table, **changes))


def _line(line: dict[str, str]) -> dict[str, Any]:
    return {
        "activity": line.get("activity") or "Mengerjakan kegiatan ini",
        "acts": _listed(line["acts"]),
        "performers": [_role(one) for one in _listed(line["performers"])],
        "per": _per(line.get("per", "")),
        "ways": [_way(one) for one in _listed(line.get("ways", ""))],
    }


def _standard(line: dict[str, str]) -> dict[str, Any]:
    value, unit = (line.get("time") or "30 minute").split()
    duration = {"raw": f"{value} {unit}", "value": value, "unit": unit}
    return {"requirements": ["Disposisi"], "outputs": ["Dokumen"], "duration": duration}


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def _role(text: str) -> dict[str, Any]:
    name, *positions = text.split()
    role: dict[str, Any] = {"key": name.rstrip("<+"), "part": PARTS.get(name[-1], "does")}
    return role | ({"acts": [int(position) for position in positions]} if positions else {})


def _per(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    each, *rest = text.split()
    options = dict(zip(rest[::2], [*rest[1::2], ""], strict=False))
    join = next((word for word in ("quorum", "deadline") if word in options), "all")
    quorum = int(options["quorum"]) if options.get("quorum") else None
    return {"each": each, "within": options.get("in"), "join": join, "quorum": quorum}


def _way(text: str) -> dict[str, Any]:
    when, to = text.split()
    target = to.rstrip("!")
    return {"when": when, "to": target if target == "end" else int(target), "points": to.endswith("!")}
