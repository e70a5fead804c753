"""What comes in slowly keeps nobody waiting; what is too much or too slow is given up with a word."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from himpun.conf import receiving
from himpun.conf.receiving import Door, Message

HEAD: Message = {
    "type": "http",
    "http_version": "1.1",
    "method": "POST",
    "path": "/",
    "query_string": b"",
    "headers": [(b"host", b"127.0.0.1")],
}


class Pages:
    """Answers with the body, and knows in which threads it did, and whether each answer was closed."""

    def __init__(self) -> None:
        self.threads: set[str] = set()
        self.closed = 0
        self.environs: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> "Pages.Said":
        self.threads.add(threading.current_thread().name)
        self.environs.append(environ)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return Pages.Said(self, environ["wsgi.input"].read())

    class Said:
        def __init__(self, pages: "Pages", body: bytes) -> None:
            self.pages, self.body = pages, body

        def __iter__(self) -> Iterator[bytes]:
            yield self.body
            yield b"."

        def close(self) -> None:
            self.pages.closed += 1


class Line:
    """A line that brings these parts, each after a wait, and keeps what goes out."""

    def __init__(self, *parts: bytes, wait: float = 0.0, ends: bool = True) -> None:
        self.parts, self.wait, self.ends = list(parts), wait, ends
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        await asyncio.sleep(self.wait)
        if not self.parts:
            await asyncio.sleep(3600)
        part = self.parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(self.parts) or not self.ends}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent)


async def visit(door: Door, line: Line, head: Message = HEAD) -> Line:
    await door(head, line.receive, line.send)
    return line


def test_a_request_is_answered_when_it_has_come_in_whole_and_its_answer_is_closed() -> None:
    pages = Pages()
    line = asyncio.run(visit(Door(pages, threads=1), Line(b"satu ", b"dua")))
    assert (line.status, line.body) == (200, b"satu dua.")
    assert pages.closed == 1


def test_slow_senders_keep_no_other_waiting() -> None:
    pages = Pages()

    async def all_at_once() -> list[str]:
        door, order = Door(pages, threads=1), []

        async def one(name: str, line: Line) -> None:
            await visit(door, line)
            order.append(name)

        slow = [one(f"lambat {n}", Line(b"a", b"b", wait=0.1)) for n in range(40)]
        await asyncio.gather(*slow, one("cepat", Line(b"c")))
        return order

    assert asyncio.run(all_at_once())[0] == "cepat"
    assert len(pages.threads) == 1


def test_a_sender_who_falls_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "SILENCE", 0.05)
    pages = Pages()
    line = asyncio.run(visit(Door(pages, threads=1), Line(b"a", ends=False)))
    assert line.status == 408
    assert pages.environs == []


def test_a_sender_who_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "GRACE", 0.05)
    line = asyncio.run(visit(Door(Pages(), threads=1), Line(*[b"a"] * 100, wait=0.02)))
    assert line.status == 408


@pytest.mark.parametrize("said", [b"201", b"0"])
def test_too_much_is_refused_whatever_its_head_says(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 200)
    head = HEAD | {"headers": [(b"content-length", said)]}
    line = asyncio.run(visit(Door(Pages(), threads=1), Line(b"a" * 150, b"a" * 150), head))
    assert line.status == 413


def test_a_head_with_an_underscore_is_not_taken_for_another() -> None:
    pages = Pages()
    head = HEAD | {"headers": [(b"x_forwarded_proto", b"https"), (b"x-kept", b"ya")]}
    asyncio.run(visit(Door(pages, threads=1), Line(b""), head))
    assert "HTTP_X_FORWARDED_PROTO" not in pages.environs[0]
    assert pages.environs[0]["HTTP_X_KEPT"] == "ya"
