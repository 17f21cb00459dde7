"""Brings the tables up to date when a history is opened; an older file is copied aside before."""

import shutil
import sqlite3
from contextlib import closing, nullcontext
from importlib.resources import as_file, files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from formcheck.adapters.store.database import Database
from formcheck.domain.store_errors import HistoryNotWritable, HistoryTooNew

BACKUPS = "backups"
_BACKUP = "{stem}-before-{revision}.sqlite3"
_LOCK = 0x666F726D  # "form", of PostgreSQL's advisory locks


def migrate(database: Database, folder: Path | None = None) -> None:
    """Bring the tables up to date. Of several processes that open at once, one does, the others wait.

    folder: of alembic's scripts, None for our own. Raises HistoryTooNew where a newer formcheck was there,
    HistoryUnavailable.
    """
    with as_file(files(f"{__package__}.migrations")) if folder is None else nullcontext(folder) as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        known = ScriptDirectory.from_config(config)
        wanted = known.get_current_head()
        with database.connected(writes=False) as connection:
            if _revision_of(connection) == wanted:
                return
        with database.connected() as connection:
            if database.dialect == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            current = _revision_of(connection)
            if current == wanted:
                return
            if current is not None:
                _check_known(current, known, database)
                if database.file is not None:
                    _back_up(database.file, str(wanted))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def backups_of(database: Database) -> Path | None:
    """Folder of the copies that were made before migrations; None for a server."""
    return None if database.file is None else database.file.parent / BACKUPS


def delete_backups(database: Database) -> None:
    """Delete them: what was deleted must not live on in a copy."""
    folder = backups_of(database)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _check_known(revision: str, known: ScriptDirectory, database: Database) -> None:
    try:
        known.get_revision(revision)
    except CommandError as error:
        raise HistoryTooNew(name=database.name) from error


def _back_up(file: Path, revision: str) -> None:
    """Copy what is there now, whole: it gets its name when it is complete."""
    folder = file.parent / BACKUPS
    copy = folder / _BACKUP.format(stem=file.stem, revision=revision)
    part = copy.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        part.unlink(missing_ok=True)
        # A connection of its own: it sees what was there before this migration.
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(copy)
    except (OSError, sqlite3.Error) as error:
        raise HistoryNotWritable(name=str(copy), reason=str(error)) from error
