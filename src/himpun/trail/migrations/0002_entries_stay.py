"""Triggers that abort changing or removing a journal entry; only its personal part may become null."""

from django.db import migrations

KEPT = (
    "id",
    "office_id",
    "seq",
    "at",
    "account",
    "person",
    "capacity",
    "kind",
    "version",
    "body",
    "commitment",
    "content",
    "prev",
    "hash",
)

SQLITE_SAME = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in KEPT)
POSTGRES_SAME = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in KEPT)

SQLITE = (
    f"""
    CREATE TRIGGER an_entry_is_never_changed BEFORE UPDATE ON trail_entry
    WHEN NOT (NEW.personal IS NULL AND NEW.salt IS NULL AND {SQLITE_SAME})
    BEGIN SELECT RAISE(ABORT, 'an entry of the journal is never changed'); END
    """,
    """
    CREATE TRIGGER an_entry_is_never_removed BEFORE DELETE ON trail_entry
    BEGIN SELECT RAISE(ABORT, 'an entry of the journal is never removed'); END
    """,
)

POSTGRES = (
    f"""
    CREATE FUNCTION an_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.personal IS NULL AND NEW.salt IS NULL AND {POSTGRES_SAME} THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'an entry of the journal is never changed or removed';
    END $$
    """,
    """
    CREATE TRIGGER an_entry_stays BEFORE UPDATE OR DELETE ON trail_entry
    FOR EACH ROW EXECUTE FUNCTION an_entry_stays()
    """,
)


def put_on(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def take_off(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER an_entry_stays ON trail_entry")
        schema_editor.execute("DROP FUNCTION an_entry_stays()")
    else:
        schema_editor.execute("DROP TRIGGER an_entry_is_never_changed")
        schema_editor.execute("DROP TRIGGER an_entry_is_never_removed")


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
