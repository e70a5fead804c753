"""Long lists a page at a time."""

from himpun.web.request import Visit


def page_number(request: Visit) -> int:
    """Which page of a list is asked for, from 0; nonsense is the first."""
    text = request.GET.get("halaman", "1")
    return max(0, int(text) - 1) if text.isdecimal() and len(text) < 6 else 0
