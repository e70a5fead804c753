"""What may not stand in any file: a place of one machine, a registry's host, a link that leads nowhere."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from tests.house.source import ROOT, expect_none, paths

# Written with a class of one letter each, so that this file does not contain what it forbids.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.}/-])/(wor[k]|hom[e]|roo[t]|Users|mn[t])/[\w.]"),
    "a registry's host": re.compile(
        r"py[p]i\.org|pythonhoste[d]|npmj[s]|registr[y]\.(?:npm|yarn|hub|docker)|unpk[g]|jsdeliv[r]|conda\.anacond[a]|index-ur[l]\s+\w"
    ),
}
LINK = re.compile(r"(?<!\\)\[[^\]\n]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.M | re.S)
HEADING = re.compile(r"^#+\s+(.*?)\s*$", re.M)
ELSEWHERE = re.compile(r"^(https?|mailto):")


def texts() -> Iterable[tuple[str, str]]:
    for path in paths():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:8192]:
            yield path, content.decode("utf-8", "replace")


def places(path: str, text: str) -> list[str]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        found += [f"{path}:{number} names {what}" for what, pattern in FORBIDDEN.items() if pattern.search(line)]
    return found


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made on the usual hosts."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in plain}


def dead_links(path: str, text: str, pages: dict[str, str]) -> list[str]:
    """Links to files or headings that are not there. `pages` is every file by its path, with its text."""
    found = []
    for target in LINK.findall(CODE.sub("", text)):
        if ELSEWHERE.match(target):
            continue
        name, _, anchor = target.partition("#")
        page = _from(path, name) if name else path
        known = page in pages or any(other.startswith(page.rstrip("/") + "/") for other in pages)
        if not known or (anchor and page.endswith(".md") and anchor not in anchors(pages[page])):
            found.append(f"{path} points to {target}")
    return found


def _from(path: str, name: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / name).parts:
        if part == "..":
            parts = parts[:-1] if parts else ["outside"]
        else:
            parts.append(part)
    return "/".join(parts)


def test_no_file_names_a_place_of_one_machine_or_a_registry() -> None:
    expect_none([finding for path, text in texts() for finding in places(path, text)])


def test_a_path_of_one_machine_and_a_registry_are_found() -> None:
    assert places("a.md", "see /" + "home/tina/himpun")
    assert places("a.txt", "--index" + "-url https://py" + "pi.org/simple")
    assert not places("a.html", '<a href="/berkas/41">docs/homework</a>')


def test_every_link_in_the_documents_leads_somewhere() -> None:
    pages = dict(texts())
    links = [dead_links(path, text, pages) for path, text in pages.items() if path.endswith(".md")]
    expect_none([finding for found in links for finding in found])


def test_a_dead_link_is_found() -> None:
    pages = {"docs/a.md": "# One Thing\n", "README.md": ""}
    assert not dead_links("docs/a.md", "[up](../README.md) [here](#one-thing) [out](https://example.id)", pages)
    assert dead_links("docs/a.md", "[gone](b.md)", pages)
    assert dead_links("README.md", "[gone](docs/a.md#another-thing)", pages)
