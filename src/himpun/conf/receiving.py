"""Requests are received whole before they are answered, and answers leave as fast as whoever reads them.

Django answers in as many threads as the database has use for, on SQLite in one. A thread that waited for a slow line's
bytes, or for a slow reader, would make the whole office wait. So an event loop takes the body in, under limits, and
hands the request over when it is complete; what Django answered goes out by the loop too.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from asgiref.wsgi import WsgiToAsgiInstance

LARGEST: Final = 200_000_000
"""Bytes of a request: twenty pieces of evidence come in a form, of which each may have 25 MB; most have far less."""
SILENCE: Final = 30.0
"""Seconds without a byte after which a sender is given up."""
SLOWEST: Final = 500.0
"""Bytes a second that a sender must bring on average once the grace is over; a poor 2G line brings 4,000."""
GRACE: Final = 30.0
IN_MEMORY: Final = 1_000_000
"""Bytes of a body that are not written to a temporary file."""

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Body = SpooledTemporaryFile[bytes]


class NotReceived(Exception):
    """The request did not come in whole. `status` and `words` are the answer."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def too_large() -> NotReceived:
    return NotReceived(413, "Kiriman terlalu besar. Kirim berkasnya satu per satu.")


def too_slow() -> NotReceived:
    return NotReceived(408, "Kiriman terputus di tengah jalan. Muat ulang halamannya, lalu kirim lagi.")


class Door:
    """An ASGI application around a WSGI one that answers in `threads` threads of this process."""

    def __init__(self, application: Any, *, threads: int) -> None:
        self.application = application
        self.hands = ThreadPoolExecutor(threads, thread_name_prefix="halaman")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        with SpooledTemporaryFile[bytes](max_size=IN_MEMORY) as body:
            try:
                await take_in(scope, receive, body)
            except NotReceived as reason:
                await _refuse(reason, send)
            else:
                await _Answer(self, scope, body).give(send)


async def take_in(scope: Message, receive: Receive, body: Body) -> None:
    """Write the body down as it comes. Raises NotReceived."""
    if _said_length(scope) > LARGEST:
        raise too_large()
    clock = asyncio.get_running_loop().time
    begun, size, more = clock(), 0, True
    while more:
        try:
            message = await asyncio.wait_for(receive(), SILENCE)
        except TimeoutError:
            raise too_slow() from None
        if message["type"] != "http.request":  # gone in the middle: nobody reads the answer
            raise too_slow()
        part = message.get("body", b"")
        size, more = size + len(part), bool(message.get("more_body"))
        if size > LARGEST:
            raise too_large()
        if more and clock() - begun > GRACE and size < SLOWEST * (clock() - begun):
            raise too_slow()
        body.write(part)
    body.seek(0)


def _said_length(scope: Message) -> int:
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(said) if said.isdigit() else 0


async def _refuse(reason: NotReceived, send: Send) -> None:
    words = reason.words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode())]
    headers += [(b"connection", b"close")]
    await send({"type": "http.response.start", "status": reason.status, "headers": headers})
    await send({"type": "http.response.body", "body": words})


class _Answer(WsgiToAsgiInstance):
    """One request that came in whole, and its answer. The library builds the environ and reads the head."""

    def __init__(self, door: Door, scope: Message, body: Body) -> None:
        super().__init__(door.application)  # type: ignore[no-untyped-call]
        # A name with an underscore would be taken for one with a hyphen, past whoever filters heads before us.
        self.scope = {**scope, "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name]}
        self.hands, self.body = door.hands, body

    async def give(self, send: Send) -> None:
        """One thread at work at a time: for what Django computes, and then for each part of a file."""
        parts = await self._on_a_hand(self._begin)
        try:
            part = await self._on_a_hand(next, parts, None)
            await send(self.response_start)
            while part is not None:
                await send({"type": "http.response.body", "body": part, "more_body": True})
                part = await self._on_a_hand(next, parts, None)
            await send({"type": "http.response.body"})
        finally:
            await self._on_a_hand(parts.close)

    async def _on_a_hand(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.hands, work, *arguments)

    def _begin(self) -> Iterator[bytes]:
        environ = self.build_environ(self.scope, self.body)  # type: ignore[no-untyped-call]
        response = self.wsgi_application(environ, self.start_response)
        return _parts_of(response)


def _parts_of(response: Any) -> Iterator[bytes]:
    """The parts of an answer; closing it closes the answer, with which Django ends the request."""
    try:
        yield from response
    finally:
        if hasattr(response, "close"):
            response.close()
