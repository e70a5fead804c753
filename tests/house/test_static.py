"""Style sheets and scripts are laid out to be read and compared: one thing a line, no line too long."""

import re

from tests.house.source import ROOT, expect_none, paths

WIDEST = 120
STATIC = "src/himpun/web/static/"
# What may hold any sign: comments, strings, templates, regular expressions, and a style sheet's url().
SILENT = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
    r"|(?<=[(=,:!&|?\s])/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*",
    re.S,
)
SILENT_IN_STYLES = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)]*\)", re.S)
# The innermost brackets: the head of `for (;;)` is one thing.
HEAD = re.compile(r"\([^()]*\)")


def files() -> list[str]:
    return [path for path in paths() if path.startswith(STATIC) and path.endswith((".css", ".js"))]


def crowded(path: str, text: str) -> list[str]:
    """Lines that are too long, or on which something stands after the end of a declaration or a statement."""
    found = [
        f"{path}:{number} has {len(line)} letters"
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > WIDEST
    ]
    for number, line in enumerate(_bare(path, text).splitlines(), 1):
        if _holds_two(line, style=path.endswith(".css")):
            found.append(f"{path}:{number} holds more than one thing: {text.splitlines()[number - 1].strip()}")
    return found


def _bare(path: str, text: str) -> str:
    """The text without what may hold any sign, line by line as it was."""
    silent = SILENT_IN_STYLES if path.endswith(".css") else SILENT
    bare = silent.sub(lambda found: "\n" * found.group().count("\n"), text)
    while (fewer := HEAD.sub(lambda found: "\n" * found.group().count("\n"), bare)) != bare:
        bare = fewer
    return bare


def _holds_two(line: str, *, style: bool) -> bool:
    line = line.strip()
    if style:  # a rule opens at the end of a line and closes on one of its own
        return ";" in line[:-1] or "{" in line[:-1] or ("}" in line and line != "}")
    return bool(re.search(r";\s*[^\s;)}\]]", line))


def test_style_sheets_and_scripts_hold_one_thing_a_line() -> None:
    assert len(files()) > 10
    expect_none([found for path in files() for found in crowded(path, (ROOT / path).read_text(encoding="utf-8"))])


def test_two_declarations_two_statements_and_long_lines_are_found() -> None:
    for crowd in ("a {\n  color: red; margin: 0;\n}", "a { color: red; }", "a,b{margin:0}", "a {\n}\nb {\n} c {\n}"):
        assert crowded("a.css", crowd), crowd
    for crowd in ("let a = 1; let b = 2;", "if (a) { b(); c(); }", "for (;;) a(); b();"):
        assert crowded("a.js", crowd), crowd
    assert crowded("a.css", "/* " + "x" * 120 + " */")
    assert crowded("a.js", "// " + "x" * 120)


def test_signs_in_words_and_in_the_head_of_a_loop_are_not_ends() -> None:
    style = 'a::before,\na[b="c;d"] {\n  content: "{;}";\n  background: url(data:x;base64,y);\n}\n/* a; b */\n'
    assert crowded("a.css", f"@media (width < 40rem) {{\n{style}}}\n") == []
    script = 'for (let i = 0; i < 3; i++) say("a; b"); // c; d\nconst b = /;x/;\nconst c = `;\n a; b`;\n'
    assert crowded("a.js", script) == []
