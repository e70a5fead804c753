"""The forms of a page as a browser would send them, and what somebody may type into them."""

from collections.abc import Iterator
from dataclasses import dataclass

from himpun.web.tests.markup import Element, Page, read

MARKUP = "<script>alert(1)</script><b>{{ 7|add:7 }}{% now 'Y' %}"
TYPED = {
    "nothing": "",
    "markup": MARKUP,
    "another script": "مرحبا ١٢٣ 漢字 ꦗꦮ",
    "too much": "a" * 100_000,
    "a thousand lines": "baris\n" * 1000,
    "controls": "a\0b\x1b[31m\u202egpj.exe\u200b",
    "a huge number": "9" * 400,
    "a formula": "=HYPERLINK(1)",
}
KEPT = ("csrfmiddlewaretoken", "read", "kunci")
"""What the page itself puts in, and nobody types."""


@dataclass(frozen=True)
class Form:
    """A form's address ("" for the page's own), and its fields with what the page put into them."""

    action: str
    fields: tuple[tuple[str, str, str], ...]  # name, kind, value

    def typed(self, text: str) -> dict[str, list[str]]:
        """The form with this text in every field that takes one; what can be ticked or chosen takes it too."""
        sent: dict[str, list[str]] = {}
        for name, kind, value in self.fields:
            if kind == "file":
                continue
            sent.setdefault(name, []).append(value if name in KEPT or kind == "submit" else text)
        return sent


def forms_of(html: str) -> list[Form]:
    """Every form that posts."""
    page = read(html)
    return [_form(page, one) for one in page.all("form") if one.attributes.get("method", "").lower() == "post"]


def _form(page: Page, form: Element) -> Form:
    return Form(form.attributes.get("action", ""), tuple(_fields(page, form)))


def _fields(page: Page, form: Element) -> Iterator[tuple[str, str, str]]:
    for one in page.all("input", "select", "textarea", "button"):
        name = one.attributes.get("name", "")
        if not name or not (form in one.within or one.attributes.get("form") == form.attributes.get("id", "-")):
            continue
        kind = "submit" if one.tag == "button" else one.attributes.get("type", one.tag)
        yield name, kind, one.attributes.get("value", one.text.strip() if one.tag == "textarea" else "")
