"""What a live set keeps of itself is let go of without a word, whatever was in it."""

import gc
import sys
from typing import Any

import pytest

from formcheck.adapters.live.recorder import Recorder


def test_a_set_that_never_began_leaves_no_complaint_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    recorder = Recorder()
    recorder.close()
    recorder.close()
    del recorder
    gc.collect()
    assert complaints == []
