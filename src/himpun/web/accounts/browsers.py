"""What a person knows a browser by: "Chrome di Android". Only a help to recognise one's own."""

from typing import Final

from himpun.web.request import Visit

# The first that occurs counts: Edge calls itself Chrome too, and Chrome calls itself Safari.
_PROGRAMS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(request: Visit) -> str:
    """The browser and the machine as they call themselves, "" when they do not say."""
    said = str(request.META.get("HTTP_USER_AGENT", ""))[:400]
    program = next((name for mark, name in _PROGRAMS if mark in said), "")
    machine = next((name for mark, name in _MACHINES if mark in said), "")
    return " di ".join(filter(None, (program, machine)))
