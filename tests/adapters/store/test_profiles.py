"""Who is who, and PINs: kept as real hashes, and slow to guess, in however many windows."""

import io
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from formcheck.adapters.store import History, Part, open_history
from formcheck.adapters.store.database import Database
from formcheck.adapters.store.migrate import migrate
from formcheck.adapters.store.tables import Base
from formcheck.domain.store_errors import PinTooSoon, PinWrong, ProfileNameTaken
from tests.adapters.store.clock import WallClock
from tests.adapters.store.conftest import sqlite_url
from tests.adapters.store.later_migration import later_scripts
from tests.adapters.store.test_documents import NUMBER
from tests.adapters.store.test_sets import new


def test_there_is_always_one(history: History) -> None:
    me = history.profiles.me()
    assert (me.name, me.locked) == (None, False)
    assert history.profiles.me() == me
    assert history.profiles.all() == [me]


def test_names_are_taken_once(history: History) -> None:
    me, anna = history.profiles.me(), history.profiles.create(" Anna ")
    bo = history.profiles.create("Bo")
    with pytest.raises(ProfileNameTaken):
        history.profiles.create("Anna")
    with pytest.raises(ProfileNameTaken):
        history.profiles.rename(bo, "Anna")
    history.profiles.rename(bo, "Åse")
    assert [each.name for each in history.profiles.all()] == [None, "Anna", "Åse"]
    assert history.profiles.find(anna.key) == anna
    history.profiles.delete(anna)
    assert history.profiles.find(anna.key) is None
    assert history.profiles.find(me.key) == me


@pytest.mark.parametrize("name", ["", "   ", "n" * 121])
def test_a_name_has_some_letters_and_not_too_many(history: History, name: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        history.profiles.create(name)


def test_a_pin_lets_in_and_others_do_not(history: History) -> None:
    me = history.profiles.me()
    history.profiles.set_pin(me, "2468")
    assert history.profiles.me().locked
    history.profiles.check_pin(me, "2468")
    for wrong in ("", "2467", "24680", "x" * 1000):
        history.profiles.set_pin(me, "2468")
        with pytest.raises(PinWrong):
            history.profiles.check_pin(me, wrong)
    history.profiles.set_pin(me, None)
    history.profiles.check_pin(me, "anything")
    assert not history.profiles.me().locked


def test_the_pin_is_nowhere_in_the_file(tmp_path: Path) -> None:
    history = open_history(sqlite_url(tmp_path))
    history.profiles.set_pin(history.profiles.me(), "73910264")
    history.close()
    with closing(sqlite3.connect(tmp_path / "history.sqlite3")) as connection:
        ((hashed,),) = connection.execute("SELECT pin FROM profiles").fetchall()
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,")
    assert all(b"73910264" not in file.read_bytes() for file in tmp_path.iterdir())


def test_wrong_tries_take_longer_and_longer(history: History, clock: WallClock) -> None:
    me = history.profiles.me()
    history.profiles.set_pin(me, "2468")
    waited = []
    for _ in range(12):
        with pytest.raises(PinWrong):
            history.profiles.check_pin(me, "0000")
        seconds = 0
        try:
            history.profiles.check_pin(me, "0000")
        except PinTooSoon as soon:
            seconds = int(soon.params["seconds"])
        except PinWrong:
            pass
        waited.append(seconds)
        clock.move(seconds=seconds)
    assert waited[0] == 0
    assert waited == sorted(waited)
    assert waited[-1] >= 900
    # Even the right one has to wait, and starts anew.
    with pytest.raises(PinWrong):
        history.profiles.check_pin(me, "0000")
    with pytest.raises(PinTooSoon):
        history.profiles.check_pin(me, "2468")
    clock.move(hours=1)
    history.profiles.check_pin(me, "2468")
    with pytest.raises(PinWrong):
        history.profiles.check_pin(me, "0000")
    history.profiles.check_pin(me, "2468")


def test_many_tries_at_once_gain_nothing(history: History) -> None:
    me = history.profiles.me()
    history.profiles.set_pin(me, "2468")

    def attempt(pin: str) -> str:
        try:
            history.profiles.check_pin(me, pin)
        except (PinWrong, PinTooSoon) as error:
            return type(error).__name__
        return "in"

    with ThreadPoolExecutor(8) as pool:
        results = Counter(pool.map(attempt, [f"{n:04}" for n in range(8)]))
    assert results["PinWrong"] == 3
    assert results["PinTooSoon"] == 5


def test_delete_everything_leaves_an_empty_database_and_no_file(tmp_path: Path, clock: WallClock) -> None:
    secret = b"a secret that nobody may find again" * 200
    history = open_history(sqlite_url(tmp_path), now=clock)
    me = history.profiles.me()
    mine = history.of(me)
    kept = mine.sets.keep(new(clock, name="secret name", parts={Part.RECORDING: io.BytesIO(secret)}))
    mine.sets.annotate(kept.key, "secret note")
    mine.documents.add(NUMBER, 424242)
    history.close()
    database = Database(sqlite_url(tmp_path))
    scripts = later_scripts(tmp_path.parent / "later")
    migrate(database, scripts)
    assert (tmp_path / "backups").is_dir()
    assert History(database, clock).delete_everything(me)
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith("history.sqlite3")] == []
    database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["history.sqlite3"]
    content = (tmp_path / "history.sqlite3").read_bytes()
    for trace in (secret[:30], b"secret name", b"secret note", b"424242", kept.key.hex.encode()):
        assert trace not in content
    database = Database(sqlite_url(tmp_path))
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            assert session.scalar(select(func.count()).select_from(table)) == 0, table
    database.close()


def test_delete_everything_leaves_others_alone(history: History, clock: WallClock) -> None:
    me, anna = history.profiles.me(), history.profiles.create("Anna")
    for each in (me, anna):
        history.of(each).sets.keep(new(clock))
        history.of(each).documents.add(NUMBER, 1)
    assert not history.delete_everything(me)
    assert history.of(anna).sets.count() == 1
    assert history.of(history.profiles.me()).sets.count() == 0
    assert history.delete_everything(anna) is False
