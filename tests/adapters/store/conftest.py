"""The history in each database that it may lie in, empty for each test."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher

from formcheck.adapters.store import History, open_history, profiles
from tests.adapters.store import postgres
from tests.adapters.store.clock import WallClock

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    server: str = request.getfixturevalue("postgres_server")
    name = "t" + tmp_path.name.replace("-", "_").lower()[-50:]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


@pytest.fixture
def quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash takes as long as it should where it is about that; here it is about what follows."""
    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(profiles, "PasswordHasher", quick)


@pytest.fixture
def history(url: str, clock: WallClock, quick_pins: None) -> Iterator[History]:
    opened = open_history(url, now=clock)
    yield opened
    opened.close()


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder}/history.sqlite3"
