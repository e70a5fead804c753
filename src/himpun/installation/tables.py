"""Making or renewing the tables: what `migrate` does, without its noise."""

from django.core.management import call_command


def make_tables() -> None:
    """Bring the database to this program's tables. Does nothing when it is there already."""
    call_command("migrate", interactive=False, verbosity=0)
