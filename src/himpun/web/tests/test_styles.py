"""Style sheets and scripts: small files, and no colour without a name."""

import re
from pathlib import Path

import himpun.web

STATIC = Path(himpun.web.__file__).parent / "static" / "himpun"
LONGEST = 500


def sheets() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css")}


def nameless(sheet: str) -> list[str]:
    """Colours that stand in a declaration; those of tokens have a name."""
    lines = (line.strip() for line in sheet.splitlines())
    return [line for line in lines if re.search(r":.*(#[0-9a-f]{3,8}\b|\brgb|\bhsl)", line) and line[:2] != "--"]


def test_every_colour_has_a_name() -> None:
    assert {name: found for name, sheet in sheets().items() if (found := nameless(sheet))} == {}
    assert nameless("--ink: #17232a;\na:hover {\n  color: #17232a;\n  background: rgb(0 0 0);\n}") == [
        "color: #17232a;",
        "background: rgb(0 0 0);",
    ]


def test_every_name_of_a_style_is_given_once_in_the_first_sheet() -> None:
    given = re.findall(r"^ *(--[a-z0-9-]+):", "".join(sheets().values()), re.MULTILINE)
    used = set(re.findall(r"var\((--[a-z0-9-]+)", "".join(sheets().values())))
    assert sorted(given) == sorted(used)
    assert set(given) == set(re.findall(r"^ *(--[a-z0-9-]+):", sheets()["himpun.css"], re.MULTILINE))


def test_style_sheets_and_scripts_stay_small() -> None:
    texts = (path for path in STATIC.rglob("*") if path.suffix in (".css", ".js"))
    assert {p.name: n for p in texts if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST} == {}
