"""Walkers are kept from run to run: a video that was cut off while it was rendered is not taken for one."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from validation.walking import clips
from validation.walking.walks import Walk

WALK = Walk("clean", 601, "regular", 4)


@pytest.mark.parametrize(("there", "renders"), [((), 1), ((".mp4",), 1), ((".mp4", ".json"), 0)])
def test_a_video_that_was_cut_off_is_rendered_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: tuple[str, ...], renders: int
) -> None:
    rendered: list[Path] = []
    monkeypatch.setenv("FORMCHECK_VALIDATION_CACHE", str(tmp_path))
    monkeypatch.setitem(
        sys.modules, "validation.clip", SimpleNamespace(render_clip=lambda _, to: rendered.append(to))
    )
    monkeypatch.setitem(sys.modules, "validation.plan", SimpleNamespace(make_plan=lambda *_, **__: None))
    monkeypatch.setattr(clips, "analyse_video", lambda *_, recording_out, **__: recording_out.touch())
    clips.folder().mkdir()
    for ending in there:
        (clips.folder() / f"{WALK.name}{ending}").touch()
    assert clips.made([WALK], only_rendered=False) == [WALK]
    assert len(rendered) == renders
    assert (clips.folder() / f"{WALK.name}.npz").exists()
