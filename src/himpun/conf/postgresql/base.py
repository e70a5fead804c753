"""The database backend `himpun.conf.postgresql`.

Django asks a backend package for `base.DatabaseWrapper`.
"""

from select import select

from django.db.backends.postgresql import base as django_postgresql


class DatabaseWrapper(django_postgresql.DatabaseWrapper):
    """PostgreSQL, with a look at the connection before each request that mostly costs no question to the server."""

    def is_usable(self) -> bool:
        """Whether the server is still there. One that stops says so and closes its end: something lies in our socket.

        Only then it is asked. Django's own asks before every request, one round trip of the dozen that a hot one takes.
        """
        if self.connection is None:
            return False
        try:
            said, _, _ = select([self.connection.pgconn.socket], [], [], 0)
        except Exception:  # it is closed, or is no socket to look at: let it be asked
            said = [None]
        return not said or bool(super().is_usable())
