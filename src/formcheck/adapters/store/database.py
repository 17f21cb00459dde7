"""Where the history lies and how it is opened: SQLite in the user's data folder, or a clinic's PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from formcheck.domain.store_errors import (
    DatabaseDriverMissing,
    DatabaseSilent,
    DatabaseUnknown,
    HistoryBusy,
    HistoryNotWritable,
    HistoryUnavailable,
    HistoryUnreadable,
)

DATA_DIR, DATABASE_URL = "FORMCHECK_DATA_DIR", "FORMCHECK_DATABASE_URL"
FILE_NAME = "history.sqlite3"
_WRITES = "formcheck_writes"
_WAIT_S = 30.0
_ANSWER_S = 10
_SQLITE, _POSTGRESQL = "sqlite", "postgresql"
_BUSY, _DAMAGED = {"SQLITE_BUSY", "SQLITE_LOCKED"}, {"SQLITE_NOTADB", "SQLITE_CORRUPT"}
_NO_WRITING = {"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_PERM", "SQLITE_IOERR"}


def data_folder() -> Path:
    """Folder of the user's data: FORMCHECK_DATA_DIR, else where the system keeps such things."""
    asked = os.environ.get(DATA_DIR)
    return Path(asked) if asked else user_data_path("formcheck", appauthor=False)


def database_url() -> str:
    """Address of the history: FORMCHECK_DATABASE_URL, else a SQLite file in the user's data folder."""
    asked = os.environ.get(DATABASE_URL)
    return asked or URL.create(_SQLITE, database=str(data_folder() / FILE_NAME)).render_as_string()


class Database:
    """An open database. Each transaction is all or nothing, and is on disk when it is over.

    url: as SQLAlchemy writes it, of sqlite or postgresql. Raises HistoryUnavailable and its kind.
    """

    def __init__(self, url: str) -> None:
        self._url = _known(url)
        self.file = _file_of(self._url)
        if self.file is not None:
            _make_private(self.file.parent)
        self._engine = _engine(self._url)

    @property
    def dialect(self) -> str:
        """Either sqlite or postgresql."""
        return self._url.get_backend_name()

    @property
    def name(self) -> str:
        """What it is called in a sentence: its file, or server and database; no password."""
        return str(self.file or self._server)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one moment."""
        with self._told(), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is kept when it is left, and forgotten when it is left by an exception."""
        engine = self._engine.execution_options(**{_WRITES: True})
        with self._told(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def connected(self, *, writes: bool = True) -> Iterator[Connection]:
        """A transaction for what is no row: the schema."""
        with self._told(), self._engine.execution_options(**{_WRITES: writes}).begin() as connection:
            yield connection

    def vacuum(self) -> None:
        """Give back the room of what was deleted, and leave nothing of it in any file."""
        if self.file is None:
            return
        with self._told(), self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if isinstance(raw, sqlite3.Connection):
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @property
    def _server(self) -> str:
        port = f":{self._url.port}" if self._url.port else ""
        return f"{self._url.host or 'localhost'}{port}/{self._url.database or ''}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the database complains of, as an error that has words."""
        try:
            yield
        except IntegrityError:  # who asked for what is taken knows what it means
            raise
        except DBAPIError as error:
            raise self._named(error) from error
        except SQLAlchemyError as error:
            raise HistoryUnavailable(reason=type(error).__name__) from error

    def _named(self, error: DBAPIError) -> Exception:
        if self.file is None:
            if isinstance(error, OperationalError):
                return DatabaseSilent(server=self._server)
            return HistoryUnavailable(reason=type(error.orig).__name__)
        code = str(getattr(error.orig, "sqlite_errorname", ""))
        main = "_".join(code.split("_")[:2])
        if main in _BUSY:
            return HistoryBusy(name=self.name)
        if main in _DAMAGED:
            return HistoryUnreadable(name=self.name)
        if main in _NO_WRITING:
            return HistoryNotWritable(name=self.name, reason=str(error.orig))
        if isinstance(error, DatabaseError) and "malformed" in str(error.orig):
            return HistoryUnreadable(name=self.name)
        return HistoryUnavailable(reason=str(error.orig))


def _known(url: str) -> URL:
    try:
        known = make_url(url)
        scheme = known.get_backend_name()
    except (ArgumentError, ValueError):
        raise DatabaseUnknown(scheme=url.partition(":")[0]) from None
    if scheme == _SQLITE:
        return known.set(drivername=_SQLITE)
    if scheme in (_POSTGRESQL, "postgres"):
        return known.set(drivername=f"{_POSTGRESQL}+psycopg")
    raise DatabaseUnknown(scheme=scheme)


def _file_of(url: URL) -> Path | None:
    return Path(url.database or "") if url.get_backend_name() == _SQLITE else None


def _make_private(folder: Path) -> None:
    """Make a folder that nobody else may look into."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise HistoryNotWritable(name=str(folder), reason=error.strerror or "") from error


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == _SQLITE:
        engine = create_engine(url, connect_args={"timeout": _WAIT_S})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _ANSWER_S})
    except ModuleNotFoundError as error:
        raise DatabaseDriverMissing(package="psycopg") from error


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let us begin transactions ourselves; write to disk at the end of each; leave no trace of what goes."""
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError(f"expected a connection of sqlite3, got {type(connection).__name__}")
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Who will write waits here for who writes, and not in the middle, where SQLite would give up."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
