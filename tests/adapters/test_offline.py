"""Work that runs ahead or behind on threads: in the same order, bounded, and over when it should be."""

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from formcheck.adapters.analysis import Cancelled, analyse
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import ModelName
from formcheck.adapters.offline import Ahead, Behind, pictures_ahead
from formcheck.adapters.pose_source import VideoPoses
from formcheck.exercises import EXERCISES

BRIDGE = Path(__file__).parents[1] / "real" / "bridging.mp4"


class Broken(Exception):
    """What a source or a sink raises."""


def ours() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("formcheck-test")]


def counting(until: int, reached: list[int], error: type[Exception] | None = None) -> Iterator[int]:
    for number in range(until):
        reached.append(number)
        yield number
    if error:
        raise error


def test_what_comes_ahead_comes_in_order_and_ends() -> None:
    assert list(Ahead(range(1000), 3, "test")) == list(range(1000))
    assert ours() == []


def test_it_is_no_further_ahead_than_it_may_be() -> None:
    reached: list[int] = []
    ahead = Ahead(counting(100, reached), 3, "test")
    for number in ahead:
        if number == 10:
            time.sleep(0.3)
            assert len(reached) - 1 <= 10 + 3 + 1
    assert len(reached) == 100


def test_an_error_of_the_source_comes_after_what_came_before_it() -> None:
    came: list[int] = []
    with pytest.raises(Broken):
        came.extend(iter(Ahead(counting(5, [], Broken), 2, "test")))
    for_each = iter(Ahead(counting(5, [], Broken), 2, "test"))
    assert [next(for_each) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(Broken):
        next(for_each)
    assert ours() == []


def test_closed_early_it_ends_its_thread_and_that_of_its_source() -> None:
    first = Ahead(counting(10**9, []), 2, "test")
    second = Ahead((2 * number for number in first), 2, "test")
    numbers = iter(second)
    assert [next(numbers), next(numbers)] == [0, 2]
    assert len(ours()) == 2
    second.close()
    first.close()
    assert ours() == []
    second.close()


def test_one_that_was_never_asked_is_closed_too() -> None:
    Ahead(range(3), 2, "test").close()
    assert ours() == []


def give_all(
    work: Callable[[int], object], numbers: Iterable[int], error: type[Exception] | None = None
) -> None:
    with Behind(work, 50 if error else 2, "test") as behind:
        for number in numbers:
            behind.give(number)
        if error:
            raise error


def test_work_behind_is_done_in_order_and_to_the_end() -> None:
    done: list[int] = []
    give_all(done.append, range(200))
    assert done == list(range(200))
    assert ours() == []


def test_an_error_of_the_work_is_raised_where_it_is_given() -> None:
    def work(number: int) -> None:
        if number == 3:
            raise Broken

    for numbers in (range(1000), [3]):
        with pytest.raises(Broken):
            give_all(work, numbers)
    assert ours() == []


def test_whoever_gives_up_waits_for_nothing() -> None:
    done: list[int] = []

    def work(number: int) -> None:
        time.sleep(0.05)
        done.append(number)

    with pytest.raises(Broken):
        give_all(work, range(50), Broken)
    assert len(done) < 10
    assert ours() == []


class Keeper:
    """Keeps what works behind it, as whoever writes a video does."""

    def __init__(self) -> None:
        with Behind(self.work, 2, "test") as self.behind:
            self.behind.give(1)

    def work(self, number: int) -> None:
        """Do nothing."""


def test_nobody_is_kept_by_the_work_that_is_done() -> None:
    gc.disable()  # the collector would find them one day; a coder's memory must not wait for it
    try:
        gone = weakref.ref(Keeper())
        assert gone() is None
    finally:
        gc.enable()


def running() -> set[str]:
    names = ("formcheck-decode", "formcheck-look", "formcheck-encode", "formcheck-lookout")
    return {thread.name for thread in threading.enumerate() if thread.name.startswith(names)}


def test_ahead_or_one_after_the_other_a_video_says_the_same_to_the_byte() -> None:
    said = []
    for ahead in (True, False):
        source = VideoPoses(BRIDGE, ModelName.LITE, ahead=ahead)
        analysis = analyse(source, EXERCISES["glute-bridge"])
        said.append((build_report(analysis).to_json(), rows_as_csv(analysis.rows)))
    assert said[0] == said[1]
    assert running() == set()


def test_an_analysis_that_is_stopped_leaves_no_thread_behind() -> None:
    moments: list[float] = []

    def stop(moment: object) -> bool:
        moments.append(0.0)
        return len(moments) < 5

    with pytest.raises(Cancelled):
        analyse(VideoPoses(BRIDGE, ModelName.LITE), EXERCISES["glute-bridge"], watch=stop)
    assert len(moments) == 5
    assert running() == set()


@pytest.mark.parametrize(
    ("size_px", "most"), [((640, 480), 4), ((1920, 1080), 4), ((3840, 2160), 2), ((7680, 4320), 1)]
)
def test_large_pictures_wait_in_smaller_numbers(size_px: tuple[int, int], most: int) -> None:
    assert pictures_ahead(*size_px) == most
