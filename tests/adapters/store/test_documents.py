"""Documents come back as they went in, by profile, kind and moment."""

from dataclasses import dataclass
from datetime import date, timedelta

from formcheck.adapters.store import DocumentKind, History
from tests.adapters.store.clock import WallClock


@dataclass(frozen=True, slots=True)
class Pain:
    level: int
    day: date
    where: tuple[str, ...] = ()


PAIN = DocumentKind("pain", Pain)
NUMBER = DocumentKind("number", int)


def test_what_was_kept_is_found_in_its_order(history: History, clock: WallClock) -> None:
    documents = history.of(history.profiles.me()).documents
    pains = [Pain(n, clock.now.date(), ("hip", "bæk")) for n in range(3)]
    for pain in pains:
        documents.add(PAIN, pain)
        clock.move(hours=1)
    assert [entry.value for entry in documents.entries(PAIN)] == pains
    assert [entry.value for entry in documents.entries(PAIN, newest_first=True, most=2)] == pains[:0:-1]
    start = clock.now - timedelta(hours=3)
    middle = documents.entries(PAIN, since=start + timedelta(hours=1), until=start + timedelta(hours=2))
    assert [(entry.at, entry.value) for entry in middle] == [(start + timedelta(hours=1), pains[1])]
    latest = documents.latest(PAIN)
    assert latest is not None
    assert latest.value == pains[2]
    assert documents.latest(NUMBER) is None


def test_one_takes_the_place_of_others(history: History) -> None:
    documents = history.of(history.profiles.me()).documents
    for value in (1, 2):
        entry = documents.put(NUMBER, value)
    assert [each.value for each in documents.entries(NUMBER)] == [2]
    assert documents.replace(NUMBER, entry.key, 3)
    assert [each.value for each in documents.entries(NUMBER)] == [3]
    documents.remove(NUMBER, entry.key)
    assert not documents.replace(NUMBER, entry.key, 4)
    assert documents.entries(NUMBER) == []


def test_profiles_do_not_mix(history: History) -> None:
    mine = history.of(history.profiles.me()).documents
    theirs = history.of(history.profiles.create("Anna")).documents
    entry = mine.add(NUMBER, 1)
    theirs.put(NUMBER, 2)
    assert not theirs.replace(NUMBER, entry.key, 3)
    theirs.remove(NUMBER, entry.key)
    assert [each.value for each in mine.entries(NUMBER)] == [1]
    assert [each.value for each in theirs.entries(NUMBER)] == [2]


def test_what_is_no_longer_of_its_kind_is_passed_over(history: History) -> None:
    documents = history.of(history.profiles.me()).documents
    documents.add(DocumentKind("number", str), "no number")
    documents.add(NUMBER, 7)
    assert [each.value for each in documents.entries(NUMBER)] == [7]
