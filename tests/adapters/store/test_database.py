"""Opening: where it lies, what is said when it cannot be opened, and how older files become new ones."""

import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from formcheck.adapters.store import History, open_history
from formcheck.adapters.store.database import DATA_DIR, DATABASE_URL, Database, data_folder, database_url
from formcheck.adapters.store.migrate import migrate
from formcheck.adapters.store.tables import Base
from formcheck.domain.errors import FormcheckError
from formcheck.domain.store_errors import (
    DatabaseDriverMissing,
    DatabaseSilent,
    DatabaseUnknown,
    HistoryNotWritable,
    HistoryTooNew,
    HistoryUnreadable,
    ProfileNameTaken,
)
from formcheck.i18n import LANGUAGES, words
from tests.adapters.store.conftest import sqlite_url
from tests.adapters.store.later_migration import later_scripts
from tests.test_names import nobody


def said(error: pytest.ExceptionInfo[FormcheckError]) -> list[str]:
    return [words(lang).say(error.value.key, **error.value.params) for lang in LANGUAGES]


def test_it_lies_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA_DIR)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert data_folder() == tmp_path / "formcheck"
    monkeypatch.setenv(DATA_DIR, str(tmp_path / "deep" / "own"))
    assert database_url() == f"sqlite:///{tmp_path}/deep/own/history.sqlite3"
    open_history().close()
    assert (tmp_path / "deep" / "own" / "history.sqlite3").is_file()
    assert stat.S_IMODE((tmp_path / "deep" / "own").stat().st_mode) == 0o700
    monkeypatch.setenv(DATABASE_URL, "postgresql://clinic/formcheck")
    assert database_url() == "postgresql://clinic/formcheck"


def test_the_scripts_make_the_tables_that_the_program_knows(history: History) -> None:
    """Column by column: what the models say and what the migrations made."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with history.database.connected(writes=False) as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.parametrize("content", [b"no database at all, " * 200, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_file_that_is_no_history(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "history.sqlite3").write_bytes(content)
    with pytest.raises(HistoryUnreadable) as error:
        open_history(sqlite_url(tmp_path))
    assert all("history.sqlite3" in each for each in said(error))
    assert (tmp_path / "history.sqlite3").read_bytes() == content


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    with nobody(), pytest.raises(HistoryNotWritable) as error:
        open_history(sqlite_url(tmp_path / "new"))
    assert all(DATA_DIR in each for each in said(error))


def test_a_newer_history_is_left_as_it_is(url: str, tmp_path: Path) -> None:
    database = Database(url)
    migrate(database, later_scripts(tmp_path / "later"))
    database.close()
    with pytest.raises(HistoryTooNew) as error:
        open_history(url)
    assert said(error)
    database = Database(url)
    migrate(database, tmp_path / "later" / "migrations")
    database.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "nothing at all", "", "sqlite3:///x"])
def test_an_address_of_another_kind(url: str) -> None:
    with pytest.raises(DatabaseUnknown) as error:
        Database(url)
    assert all(DATABASE_URL in each for each in said(error))


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(DatabaseSilent) as error:
        open_history("postgresql://somebody:secret@127.0.0.1:9/formcheck")
    assert all("127.0.0.1:9/formcheck" in each and "secret" not in each for each in said(error))


def test_a_driver_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseDriverMissing) as error:
        open_history("postgresql://127.0.0.1:9/formcheck")
    assert all("formcheck[postgres]" in each for each in said(error))


def test_a_server_that_goes_away_is_said_to(url: str, history: History) -> None:
    if not url.startswith("postgresql"):
        return
    history.profiles.me()
    server, _, name = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    with pytest.raises(DatabaseSilent):
        history.profiles.all()


def test_many_open_it_at_once(url: str) -> None:
    """Of all who find it empty, one makes the tables."""
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(lambda _: open_history(url), range(6)))
    keys = {each.profiles.me().key for each in opened}
    for each in opened:
        each.close()
    assert len(keys) == 1


@pytest.fixture
def filled(tmp_path: Path) -> str:
    url = sqlite_url(tmp_path)
    history = open_history(url)
    history.profiles.create("Anna")
    history.close()
    return url


def test_before_a_migration_a_copy_is_laid_aside(filled: str, tmp_path: Path) -> None:
    assert not (tmp_path / "backups").exists()
    database = Database(filled)
    migrate(database, later_scripts(tmp_path / "later"))
    database.close()
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name == "history-before-later.sqlite3"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert connection.execute("SELECT name FROM profiles").fetchall() == [("Anna",)]
    with closing(sqlite3.connect(tmp_path / "history.sqlite3")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("later",)]


def test_no_migration_without_a_copy(filled: str, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way")
    database = Database(filled)
    with pytest.raises(HistoryNotWritable):
        migrate(database, later_scripts(tmp_path / "later"))
    database.close()
    history = open_history(filled)
    with pytest.raises(ProfileNameTaken):
        history.profiles.create("Anna")
    history.close()
