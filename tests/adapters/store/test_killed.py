"""Killed at any moment, while it saves or while it migrates: nothing that was saved is lost, nothing is half.

FORMCHECK_KILLS says how often (make test-kill: 50 times each).
"""

import hashlib
import io
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.adapters.store import History, NewSet, Part, ProfileHistory, open_history
from formcheck.adapters.store.database import Database
from formcheck.adapters.store.migrate import migrate
from tests.adapters.store.clock import WallClock
from tests.adapters.store.conftest import sqlite_url
from tests.adapters.store.later_migration import later_scripts
from tests.adapters.store.test_documents import NUMBER
from tests.adapters.store.test_sets import new

KILLS = int(os.environ.get("FORMCHECK_KILLS", "4"))
PART_BYTES = 3_000_000
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes can be forked")


def killed(work: Callable[[Path], None], told: Path, most_s: float, chance: random.Random) -> None:
    """Let another process work, and kill it at a random moment after it has begun."""
    told.write_text("")
    child = os.fork()
    if child == 0:
        try:
            work(told)
        finally:
            os._exit(0)
    while not told.read_text():
        time.sleep(0.001)
    time.sleep(chance.uniform(0.0, most_s))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - moments and contents, no secrets


def tell(told: Path, line: str) -> None:
    """On disk before it goes on: this is what must not be lost."""
    with told.open("a") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())


def sound(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "history.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def content_of(mine: ProfileHistory, key: object) -> str:
    read = io.BytesIO()
    for one in mine.sets.newest(most=1000):
        if one.key == key:
            assert mine.sets.read_part(one.key, Part.RECORDING, read)
    return hashlib.sha256(read.getvalue()).hexdigest()


def test_killed_while_it_saves(tmp_path: Path, clock: WallClock) -> None:
    chance, prepared = dice(7), new(clock)
    url = sqlite_url(tmp_path)
    open_history(url).close()

    def save(told: Path) -> None:
        mine = of_me(open_history(url))
        tell(told, "ready")
        for n in range(10_000):
            content = dice(n).randbytes(PART_BYTES)
            name = hashlib.sha256(content).hexdigest()
            key = mine.sets.keep(named(prepared, name, content)).key
            mine.documents.add(NUMBER, n)
            tell(told, f"{key.hex} {name}")

    for _ in range(KILLS):
        told = tmp_path / "told"
        killed(save, told, 0.25, chance)
        sound(tmp_path)
        history = open_history(url)
        mine = of_me(history)
        kept = {one.key.hex: one for one in mine.sets.newest(most=10_000)}
        saved = [line.split() for line in told.read_text().splitlines()[1:]]
        for key, name in saved:
            assert kept[key].name == name
        for one in kept.values():
            assert content_of(mine, one.key) == one.name, "a set without all of its recording"
            assert one.figures == prepared.figures
            mine.sets.delete(one.key)
        assert len(mine.documents.entries(NUMBER)) >= len(saved)
        for entry in mine.documents.entries(NUMBER):
            mine.documents.remove(NUMBER, entry.key)
        history.close()


def test_killed_while_it_migrates(tmp_path: Path, clock: WallClock) -> None:
    chance, scripts = dice(8), later_scripts(tmp_path / "later")
    before = tmp_path / "before"
    history = open_history(sqlite_url(before))
    mine = of_me(history)
    keys = {mine.sets.keep(new(clock, name=str(n))).key.hex for n in range(300)}
    history.close()
    content = (before / "history.sqlite3").read_bytes()
    done = 0
    for n in range(KILLS):
        folder = tmp_path / f"run{n}"
        folder.mkdir()
        (folder / "history.sqlite3").write_bytes(content)

        def bring_up(told: Path, folder: Path = folder) -> None:
            database = Database(sqlite_url(folder))
            tell(told, "ready")
            migrate(database, scripts)
            database.close()
            tell(told, "done")
            time.sleep(9)

        killed(bring_up, folder / "told", 0.35, chance)
        done += "done" in (folder / "told").read_text()
        sound(folder)
        with closing(sqlite3.connect(folder / "history.sqlite3")) as connection:
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            columns = {row[1] for row in connection.execute("PRAGMA table_info(sets)")}
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert version in ("0001", "later")
        assert ("mood" in columns) is ("moods" in tables) is (version == "later")
        assert not [name for name in tables if name.startswith("_alembic")]
        database = Database(sqlite_url(folder))
        migrate(database, scripts)
        again = History(database, clock)
        assert {one.key.hex for one in of_me(again).sets.newest(most=1000)} == keys
        again.close()
        copies = [path for path in (folder / "backups").iterdir() if path.suffix == ".sqlite3"]
        for copy in copies:
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("SELECT count(*) FROM sets").fetchone() == (300,)
    # As many before its end as after it would tell nothing: the moments lie in the middle.
    assert done < KILLS


def of_me(history: History) -> ProfileHistory:
    return history.of(history.profiles.me())


def named(prepared: NewSet, name: str, content: bytes) -> NewSet:
    return replace(prepared, name=name, parts={Part.RECORDING: io.BytesIO(content)})
