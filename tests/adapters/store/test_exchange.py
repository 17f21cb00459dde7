"""Everything goes into one file and comes out of it again; of a hostile file nothing comes in."""

import io
import json
import stat
import struct
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np
import pytest

from formcheck.adapters.programme.diary import PLAN
from formcheck.adapters.recording import RecordingWriter
from formcheck.adapters.store import SETTINGS, History, Part, Profile, Settings, importing, open_history
from formcheck.adapters.store.archive import DOCUMENTS, HEAD
from formcheck.adapters.store.course import write_course
from formcheck.adapters.store.exporting import export_history
from formcheck.adapters.store.importing import Imported, import_history
from formcheck.domain.store_errors import HistoryFileTooLarge, HistoryFileUnreadable
from formcheck.i18n import LANGUAGES, words
from formcheck.programme.plan import DEFAULT_PLAN
from formcheck.testing import Sightings
from tests.adapters.store.analyses import analysis_of
from tests.adapters.store.clock import WallClock
from tests.adapters.store.conftest import sqlite_url
from tests.adapters.store.test_sets import new
from tests.engine.test_session import EXAMPLES, sightings
from tests.hostile import HOSTILE

Members = dict[str, bytes]
NAME = "mine.zip"


def recording() -> bytes:
    pose, _ = EXAMPLES["supine-march"]
    source = Sightings(sightings(pose, 1.0))
    file = io.BytesIO()
    with RecordingWriter(file) as writer:
        for seen in source:
            writer.add(seen.sighting)
        writer.finish(source.info, source.model)
    return file.getvalue()


def filled(history: History, clock: WallClock) -> Profile:
    me = history.profiles.me()
    mine = history.of(me)
    parts = {
        Part.COURSE: write_course(analysis_of("supine-march")),
        Part.RECORDING: io.BytesIO(recording()),
        Part.VIDEO: io.BytesIO(b"\0\0\0\x18ftypmp42" + bytes(5000)),
    }
    key = mine.sets.keep(new(clock, name=HOSTILE["HTML"], parts=parts)).key
    mine.sets.annotate(key, HOSTILE["a picture"])
    clock.move(days=1)
    mine.sets.keep(new(clock))
    mine.documents.put(SETTINGS, Settings(volume_percent=35))
    mine.documents.put(PLAN, DEFAULT_PLAN)
    return me


def exported(history: History, profile: Profile) -> bytes:
    file = io.BytesIO()
    export_history(history, profile, file)
    return file.getvalue()


def contents(history: History, profile: Profile) -> list[object]:
    mine = history.of(profile)
    found: list[object] = [entry.value for entry in mine.documents.entries(SETTINGS)]
    found += [entry.value for entry in mine.documents.entries(PLAN)]
    for one in mine.sets.newest(most=99):
        found.append((one.exercise, one.done_at, one.name, one.note, one.figures, mine.sets.report(one.key)))
        for part in sorted(mine.sets.parts(one.key)):
            read = io.BytesIO()
            mine.sets.read_part(one.key, part, read)
            found.append((part, read.getvalue()))
    return found


def test_all_of_it_comes_out_again(
    history: History, clock: WallClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    me = filled(history, clock)
    content = exported(history, me)
    other = open_history(sqlite_url(tmp_path_factory.mktemp("other")))
    there = other.profiles.me()
    assert import_history(other, there, io.BytesIO(content), NAME) == Imported(sets=2, known=0, documents=2)
    assert contents(other, there) == contents(history, me)
    assert import_history(other, there, io.BytesIO(content), NAME) == Imported(sets=0, known=2, documents=0)
    assert contents(other, there) == contents(history, me)
    other.close()


def test_another_profile_gets_its_own(history: History, clock: WallClock) -> None:
    me = filled(history, clock)
    anna = history.profiles.create("Anna")
    content = exported(history, me)
    for known in (0, 2):
        found = import_history(history, anna, io.BytesIO(content), NAME)
        assert (found.sets, found.known) == (2 - known, known)
    assert contents(history, anna) == contents(history, me)
    history.delete_everything(anna)
    assert history.of(me).sets.count() == 2


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """An export, member by member."""
    history = open_history(sqlite_url(tmp_path_factory.mktemp("source")))
    content = exported(history, filled(history, WallClock()))
    history.close()
    with ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def zipped(members: Members, *, deflate: tuple[str, ...] = (HEAD, DOCUMENTS, "set.json")) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as target:
        for name, content in members.items():
            target.writestr(name, content, ZIP_DEFLATED if name.endswith(deflate) else ZIP_STORED)
    return file.getvalue()


def first(members: Members, end: str) -> str:
    return next(name for name in members if name.endswith(end))


def with_member(members: Members, name: str, content: bytes = b"x") -> bytes:
    return zipped({**members, name: content})


def changed(members: Members, end: str, change: Callable[[dict[str, object]], object]) -> bytes:
    name = first(members, end)
    value = json.loads(members[name])
    change(value)
    return zipped({**members, name: json.dumps(value).encode()})


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def with_bomb(members: Members, end: str) -> bytes:
    """In one .npz all is as it should be, and beside it lie eighty million zeros."""
    file = io.BytesIO(members[first(members, end)])
    with ZipFile(file, "a", ZIP_DEFLATED) as target:
        target.writestr("more.npy", bytes(80_000_000))
    return zipped({**members, first(members, end): file.getvalue()})


def symlink(members: Members) -> bytes:
    file = io.BytesIO(zipped(members))
    with ZipFile(file, "a") as target:
        entry = ZipInfo("sets/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(entry, "/etc/passwd")
    return file.getvalue()


def twice(members: Members) -> bytes:
    file = io.BytesIO(zipped(members))
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(file, "a") as target:
        target.writestr(HEAD, members[HEAD])
    return file.getvalue()


def lying_about_its_size(members: Members) -> bytes:
    content = bytearray(zipped(members, deflate=()))
    at = content.rfind(first(members, "recording.npz").encode()) - 46
    struct.pack_into("<I", content, at + 24, 7)
    return bytes(content)


def reaching_beyond(members: Members) -> bytes:
    """Entries that say to be longer than the file, as those do that lie over each other."""
    content = bytearray(zipped(members))
    at = content.rfind(first(members, "set.json").encode()) - 46
    struct.pack_into("<I", content, at + 20, 0x7FFFFFFF)
    return bytes(content)


HEAD_OF_ANOTHER = b'{"schema_name": "formcheck.history/2", "formcheck": "9"}'
LINE = b'{"key": "%s", "kind": "%%s", "at": "2026-03-02T18:00:00Z", "body": "1"}\n' % (b"0" * 32)

HOSTILE_FILES: dict[str, Callable[[Members], bytes]] = {
    "nothing": lambda _: b"",
    "no zip": lambda _: b"no zip at all" * 100,
    "cut off": lambda m: zipped(m)[:-40],
    "a broken byte": lambda m: zipped(m).replace(b"ftypmp42", b"ftypmp43"),
    "an empty zip": lambda _: zipped({}),
    "no head": lambda m: zipped({k: v for k, v in m.items() if k != HEAD}),
    "another schema": lambda m: with_member(m, HEAD, HEAD_OF_ANOTHER),
    "a path upwards": lambda m: with_member(m, "../evil"),
    "an absolute path": lambda m: with_member(m, "/etc/passwd"),
    "a drive": lambda m: with_member(m, "C:\\evil.txt"),
    "a foreign file": lambda m: with_member(m, "sets/readme.txt"),
    "a path upwards in a set": lambda m: with_member(m, f"sets/{'0' * 32}/../../evil"),
    "a folder": lambda m: with_member(m, f"sets/{'0' * 32}/", b""),
    "a part without a set": lambda m: with_member(m, f"sets/{'0' * 32}/course.npz"),
    "a name of a mile": lambda m: with_member(m, "n" * 60_000),
    "a command for a terminal": lambda m: with_member(m, "\x1b[2J\n\x07"),
    "a link": symlink,
    "a name twice": twice,
    "a wrong size": lying_about_its_size,
    "entries longer than the file": reaching_beyond,
    "a bomb of text": lambda m: with_member(m, DOCUMENTS, b" " * (65 << 20)),
    "a bomb of a set": lambda m: zipped({**m, first(m, "set.json"): b" " * (9 << 20)}),
    "a bomb in a recording": lambda m: with_bomb(m, "recording.npz"),
    "a bomb in a course": lambda m: with_bomb(m, "course.npz"),
    "a packed part": lambda m: zipped(m, deflate=("recording.npz",)),
    "a zip in itself": lambda m: zipped({**m, first(m, "recording.npz"): zipped(m)}),
    "pickles": lambda m: zipped({**m, first(m, "course.npz"): pickled()}),
    "no recording": lambda m: zipped({**m, first(m, "recording.npz"): b"PK"}),
    "no video": lambda m: zipped({**m, first(m, "video.mp4"): b"<html>"}),
    "JSON without an end": lambda m: zipped({**m, first(m, "set.json"): b'{"exercise": "'}),
    "JSON of a thousand floors": lambda m: zipped({**m, first(m, "set.json"): nested(100_000)}),
    "an unknown exercise": lambda m: changed(m, "set.json", lambda s: s.update(exercise="evil")),
    "another report": lambda m: changed(m, "set.json", lambda s: s.update(exercise="glute-bridge")),
    "a number that is none": lambda m: zipped(
        {**m, first(m, "set.json"): m[first(m, "set.json")].replace(b'"value":8.0', b'"value":NaN')}
    ),
    "an unknown number": lambda m: zipped(
        {**m, first(m, "set.json"): m[first(m, "set.json")].replace(b'"reps"', b'"evil_deg"')}
    ),
    "no time zone": lambda m: changed(m, "set.json", lambda s: s.update(done_at="2026-03-02T18:00:00")),
    "another age": lambda m: changed(m, "set.json", lambda s: s.update(done_at="0001-01-01T00:00:00Z")),
    "a name of a book": lambda m: changed(m, "set.json", lambda s: s.update(name="n" * 121)),
    "more than asked for": lambda m: changed(m, "set.json", lambda s: s.update(evil=1)),
    "a foreign document": lambda m: with_member(
        m, DOCUMENTS, LINE % b"evil"
    ),
    "a document that is none": lambda m: with_member(
        m, DOCUMENTS, LINE % b"plan"
    ),
}  # fmt: skip


def pickled() -> bytes:
    file = io.BytesIO()
    np.savez(file, t_s=np.array([{"evil": print}], dtype=object), allow_pickle=True)
    return file.getvalue()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> History:
    return open_history(sqlite_url(tmp_path_factory.mktemp("empty")))


@pytest.mark.parametrize("make", HOSTILE_FILES.values(), ids=HOSTILE_FILES)
def test_of_a_hostile_file_nothing_comes_in(
    empty: History, members: Members, make: Callable[[Members], bytes]
) -> None:
    content = make(members)
    me = empty.profiles.me()
    with pytest.raises(HistoryFileUnreadable) as error:
        import_history(empty, me, io.BytesIO(content), NAME)
    for lang in LANGUAGES:
        sentence = words(lang).say(error.value.key, **error.value.params)
        assert NAME in sentence
        assert len(sentence.splitlines()) == 1
        assert "\x1b" not in sentence
    assert contents(empty, me) == []


def test_many_small_ones_may_not_be_more_than_one_large_one(
    empty: History, members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_MOST_TEXTS", 2000)
    with pytest.raises(HistoryFileTooLarge):
        import_history(empty, empty.profiles.me(), io.BytesIO(zipped(members)), NAME)


def test_the_same_file_unharmed_comes_in(members: Members, tmp_path_factory: pytest.TempPathFactory) -> None:
    history = open_history(sqlite_url(tmp_path_factory.mktemp("sound")))
    found = import_history(history, history.profiles.me(), io.BytesIO(zipped(members)), NAME)
    assert found == Imported(sets=2, known=0, documents=2)
    history.close()


def test_what_breaks_while_it_is_written_leaves_nothing(
    members: Members, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = open_history(sqlite_url(tmp_path_factory.mktemp("broken")))
    me = history.profiles.me()

    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(importing, "write_part", fail)
    with pytest.raises(HistoryFileUnreadable):
        import_history(history, me, io.BytesIO(zipped(members)), NAME)
    assert contents(history, me) == []
    history.close()
