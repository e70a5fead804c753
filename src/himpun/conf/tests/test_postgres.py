"""PostgreSQL: whether the server is still there is seen without asking it."""

import pytest
from django.db import close_old_connections, connection, connections

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


LAST = "SELECT query FROM pg_stat_activity WHERE pid = %s"


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def from_elsewhere(question: str, process: int) -> object:
    """What another connection is answered about this process."""
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute(question, [process])
        answer = cursor.fetchone()[0]
    other.close()
    return answer


def test_a_living_connection_is_used_again_without_a_question() -> None:
    before = backend()
    assert connection.is_usable()
    assert from_elsewhere(LAST, before) == "SELECT pg_backend_pid()"


def test_a_connection_that_the_server_has_closed_is_replaced_at_the_next_request() -> None:
    before = backend()
    from_elsewhere("SELECT pg_terminate_backend(%s, 5000)", before)
    assert not connection.is_usable()
    close_old_connections()  # as Django does at the beginning of each request
    assert backend() != before
