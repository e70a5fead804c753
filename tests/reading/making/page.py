"""A PDF written by hand, operator by operator. It knows nothing of any reader."""

from collections.abc import Sequence

Point = tuple[float, float]


def said(x: float, y: float, text: str, size: float = 8) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x:.2f} {y:.2f} Td ({escaped}) Tj ET\n"


def box(left: float, low: float, right: float, high: float) -> str:
    return f"{left} {low} {right - left} {high - low} re S\n"


def path(points: Sequence[Point], paint: str = "S") -> str:
    first, *rest = points
    return f"{first[0]} {first[1]} m " + " ".join(f"{x} {y} l" for x, y in rest) + f" {paint}\n"


def arrow(points: Sequence[Point]) -> str:
    """A stroke along these points, its last one level or upright, with a filled head."""
    (x1, y1), (x, y) = points[-2:]
    if abs(x - x1) < 0.1:
        back = 5 if y1 > y else -5
        head = [(x - 2.5, y + back), (x + 2.5, y + back), (x, y)]
    else:
        back = 5 if x1 > x else -5
        head = [(x + back, y - 2.5), (x + back, y + 2.5), (x, y)]
    return path(points) + path(head, "h f")


def rounded(left: float, low: float, right: float, high: float) -> str:
    r = (high - low) / 2
    k = r * 0.55
    middle = (high + low) / 2
    return (
        f"{left + r} {low} m {right - r} {low} l {right - r + k} {low} {right} {middle - k} {right} {middle} c "
        f"{right} {middle + k} {right - r + k} {high} {right - r} {high} c {left + r} {high} l "
        f"{left + r - k} {high} {left} {middle + k} {left} {middle} c "
        f"{left} {middle - k} {left + r - k} {low} {left + r} {low} c h S\n"
    )


def bound(pages: Sequence[str], size: tuple[int, int] = (936, 612), image: bool = False) -> bytes:
    """Pages with these contents, in Helvetica. `image`: each may also paint /X0, a picture of one dot."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n"
        b"\0\nendstream",
    }
    picture = "/XObject<</X0 4 0 R>>" if image else ""
    for number, content in enumerate(pages):
        drawn = content.encode("cp1252")
        objects[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Contents {11 + 2 * number} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{picture}>>>>".encode()
        )
        objects[11 + 2 * number] = b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn)
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode()
    return _filed(objects)


def _filed(objects: dict[int, bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{number} 1\n{place:010d} 00000 n \n" for number, place in places.items())
    end = f"trailer<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 1\n0000000000 65535 f \n{table}{end}".encode()
