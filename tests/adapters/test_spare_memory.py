"""What was used and is free again goes back to the system, also from between what is still used."""

import platform
import sys

import psutil
import pytest

from formcheck.adapters.spare_memory import give_back

_PIECE_BYTES, _PIECES = 3_000, 20_000


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked")
def test_what_is_free_goes_back() -> None:
    process = psutil.Process()
    pieces = [bytearray(_PIECE_BYTES) for _ in range(_PIECES)]
    held = pieces[::50]
    del pieces
    before = process.memory_info().rss
    give_back()
    given_back = before - process.memory_info().rss
    assert len(held) == _PIECES // 50
    assert given_back > 0.5 * _PIECE_BYTES * _PIECES


def test_elsewhere_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("ctypes.CDLL", lambda _: pytest.fail("there is no such library"))
    give_back()
