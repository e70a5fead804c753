"""A page as a browser and a screen reader find it, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"input", "select", "textarea"}


@dataclass
class Element:
    """A tag with its attributes and the tags it stands in."""

    tag: str
    attributes: dict[str, str]
    within: tuple["Element", ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """The elements of a page in order."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1].tag if self._open else 'nothing'}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]


def sent(page: Page) -> dict[str, list[str]]:
    """What a browser would send of the fields in the page's main part, left as they are; buttons are not pressed."""
    told: dict[str, list[str]] = {}
    for one in page.all("input", "textarea", "select"):
        name, kind = one.attributes.get("name", ""), one.attributes.get("type", "text")
        if name and any(outer.tag == "main" for outer in one.within) and (kind != "checkbox" or _is_on(one)):
            told.setdefault(name, []).append(_value(page, one))
    return told


def _is_on(field: Element) -> bool:
    return "checked" in field.attributes


def _value(page: Page, one: Element) -> str:
    if one.tag == "textarea":
        return one.text.removeprefix("\n")
    if one.tag == "input":
        return one.attributes.get("value", "")
    options = [option for option in page.all("option") if any(outer is one for outer in option.within)]
    chosen = next((option for option in options if "selected" in option.attributes), options[0])
    return chosen.attributes.get("value", "")


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def faults(html: str) -> list[str]:
    """What is wrong with a page, in words."""
    page = read(html)
    return [*page.faults, *_frame(page), *_foreign(page), *_fields(page), *_references(page)]


def _frame(page: Page) -> Iterator[str]:
    if [one.attributes.get("lang") for one in page.all("html")] != ["id"]:
        yield "the language is not said"
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} headings of the first order"
    if len(page.all("main")) != 1:
        yield "not one main part"
    if not page.all("title") or not page.all("title")[0].text.strip():
        yield "no title"


def _foreign(page: Page) -> Iterator[str]:
    """What the content security policy would refuse, and whatever asks another host."""
    for one in page.elements:
        if one.tag in ("script", "style", "iframe", "object", "embed", "base") and not _own_script(one):
            yield f"<{one.tag}>"
        for name, value in one.attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"{one.tag} {name}={value}"
            if name in ("src", "href", "action", "srcset") and not value.startswith(("/", "#", "?")):
                yield f"{one.tag} leads to {value}"
            if name in ("src", "href", "action") and value.startswith("//"):
                yield f"{one.tag} leads to {value}"


def _own_script(one: Element) -> bool:
    """A file of ours, read after the page: the page works without it."""
    from_us = one.attributes.get("src", "").startswith("/static/himpun/") and "defer" in one.attributes
    return one.tag == "script" and from_us and not one.text.strip()


def _fields(page: Page) -> Iterator[str]:
    named = {one.attributes.get("for") for one in page.all("label")}
    for one in page.all(*FIELDS):
        unseen = one.attributes.get("type") == "hidden" or "hidden" in one.attributes
        labelled = any(outer.tag == "label" for outer in one.within) or one.attributes.get("id") in named - {None}
        if not (unseen or labelled or one.attributes.get("aria-label", "").strip()):
            yield f"{one.tag} {one.attributes.get('name')} has no label"
    for form in page.all("form"):
        inside = [one for one in page.elements if form in one.within]
        if form.attributes.get("method") == "post" and not any(
            one.attributes.get("name") == "csrfmiddlewaretoken" for one in inside
        ):
            yield "a form without its token"
    yield from (f"a picture without words: {one.attributes}" for one in page.all("img") if "alt" not in one.attributes)
    for one in page.all("button", "a"):
        if not (one.text.strip() or one.attributes.get("aria-label", "").strip()):
            yield f"{one.tag} says nothing"


def _references(page: Page) -> Iterator[str]:
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    yield from (f"two elements are #{one}" for one in sorted({one for one in ids if ids.count(one) > 1}))
    for one in page.elements:
        for name in ("aria-describedby", "aria-labelledby"):
            if name in one.attributes and one.attributes[name] not in ids:
                yield f"{one.tag} {name} points to nothing: {one.attributes[name]}"
        if one.attributes.get("href", "").startswith("#") and one.attributes["href"][1:] not in ids:
            yield f"a link to {one.attributes['href']} leads nowhere"
