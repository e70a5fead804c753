"""`himpun serve`: an address that somebody else listens on is refused in words, not shared."""

import os
import socket
from typing import Any

import pytest

from himpun.cli.main import main
from himpun.cli.server import Address, print_where_it_serves, refuse_a_taken

HERE = "127.0.0.1"


@pytest.mark.django_db(transaction=True)
def test_a_port_on_which_another_program_listens_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server((HERE, 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    said = capsys.readouterr()
    assert f"{HERE}:{port}" in said.err
    assert "Himpun: http" not in said.out


def test_a_port_that_is_shared_with_whoever_asks_is_refused_too() -> None:
    if not hasattr(socket, "SO_REUSEPORT"):
        return
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind((HERE, 0))
        other.listen()
        with pytest.raises(Exception, match="dipakai"):
            refuse_a_taken(Address(HERE, other.getsockname()[1]))


def test_a_port_is_free_again_as_soon_as_its_server_has_stopped() -> None:
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]
        caller = socket.create_connection((HERE, port))
        answering, _ = server.accept()
        answering.close()
        caller.close()
    refuse_a_taken(Address(HERE, port))


@pytest.mark.parametrize(
    ("host", "printed"),
    [("127.0.0.1", "http://127.0.0.1:8123"), ("0.0.0.0", "http://127.0.0.1:8123"), ("::1", "http://[::1]:8123")],
)
def test_papers_print_the_port_that_is_served_unless_the_operator_said_otherwise(
    host: str, printed: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIMPUN_ADDRESS", "x")  # so that it is put back afterwards
    monkeypatch.delenv("HIMPUN_ADDRESS")
    print_where_it_serves(Address(host, 8123))
    assert (os.environ["HIMPUN_ADDRESS"], settings.HIMPUN_ADDRESS) == (printed, printed)
    print_where_it_serves(Address(HERE, 9000))
    assert printed == settings.HIMPUN_ADDRESS, "what is said in the environment holds"
