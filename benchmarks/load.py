"""Presses buttons over HTTP: one thread and one kept connection for each browser, the requests built beforehand.

`python -m benchmarks.load JOBS PORT`. Each line on stdin sends that many requests on every connection.
"""

import json
import socket
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from benchmarks.children import answer

TOKEN = "b" * 32
"""The browser's proof that the form came from us: the same in its cookie and in the form."""


class Refused(RuntimeError):
    """The server answered with something else than "done"."""


BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
ENCODINGS = {True: f"multipart/form-data; boundary={BOUNDARY}", False: "application/x-www-form-urlencoded"}


def request(job: dict[str, Any], port: int) -> bytes:
    """A form as a browser posts it; `files` are the fields for files, none of which was chosen."""
    fields = [("csrfmiddlewaretoken", TOKEN), *((name, value) for name, value in job["fields"])]
    body = (multipart(fields, job["files"]) if job["files"] else urlencode(fields)).encode()
    head = (
        f"POST {job['path']} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Cookie: himpun={job['session']}; himpun-csrf={TOKEN}\r\n"
        f"Content-Type: {ENCODINGS[bool(job['files'])]}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def multipart(fields: Sequence[tuple[str, str]], files: Sequence[str]) -> str:
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields]
    none = 'filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n'
    parts += [f'Content-Disposition: form-data; name="{name}"; {none}' for name in files]
    return "".join(f"--{BOUNDARY}\r\n{part}" for part in parts) + f"--{BOUNDARY}--\r\n"


class Browser:
    """One kept connection with its requests."""

    def __init__(self, port: int, requests: Sequence[bytes]) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = iter(requests)

    def press(self, times: int) -> None:
        for _ in range(times):
            self._socket.sendall(next(self._requests))
            self._read()

    def _read(self) -> None:
        """The answer to one press. Raises Refused unless it leads on to the case."""
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._received()
        head = data[:end].lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
        while len(data) < end + 4 + length:
            data += self._received()
        if b" 302 " not in head.split(b"\r\n")[0] or b"selesai=" not in head:
            raise Refused(data.decode(errors="replace"))

    def _received(self) -> bytes:
        data = self._socket.recv(65536)
        if not data:
            raise Refused("the server closed the connection")
        return data


def main() -> None:
    jobs, port = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), int(sys.argv[2])
    browsers = [Browser(port, [request(job, port) for job in connection]) for connection in jobs["browsers"]]
    answer("ready")
    with ThreadPoolExecutor(len(browsers)) as pool:
        for line in sys.stdin:
            times = int(line)
            begin = perf_counter()
            list(pool.map(lambda browser, times=times: browser.press(times), browsers))
            answer({"begin": begin, "end": perf_counter(), "done": times * len(browsers)})


if __name__ == "__main__":
    main()
