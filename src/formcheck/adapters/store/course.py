"""An analysis as it is kept: what was said of the set, and the measures of every frame.

An .npz of plain arrays, and beside them what the engine reported, as JSON. It may come out of an import:
every size is checked before anything is unpacked, nothing is ever unpickled.
"""

from collections.abc import Sequence
from dataclasses import MISSING, Field, fields
from functools import cache
from io import BytesIO
from typing import IO, Any, get_type_hints
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception, whatever it is called

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.frame_table import FrameTable, Row
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording.arrays import read_array
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Side
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES

_ABOUT, _NAMES = "about", "names"
_MOST_ABOUT = 4_000_000
_BROKEN = (
    BadZipFile, ZlibError, OSError, ValueError, KeyError, EOFError, RuntimeError,
    ValidationError, MemoryError,
)  # fmt: skip


class CourseUnreadable(Exception):
    """What was kept cannot be shown as it was: its exercise is gone, or a later formcheck wrote it."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, ser_json_inf_nan="constants")


@cache
def _said() -> type[_Strict]:
    """What the engine reported without the exercise, which is found again by its name.

    Made of the report itself: what it will hold one day will be kept, too.
    """
    hints = get_type_hints(SetReport)
    parts: dict[str, Any] = {
        part.name: (hints[part.name], _default(part)) for part in fields(SetReport) if part.name != "spec"
    }
    return create_model("Said", __base__=_Strict, **parts)


def _default(part: "Field[Any]") -> Any:
    if part.default_factory is not MISSING:
        return part.default_factory()
    return ... if part.default is MISSING else part.default


@cache
def _about() -> Any:
    return create_model(
        "About",
        __base__=_Strict,
        exercise=(str, ...),
        video=(VideoInfo, ...),
        model=(ModelUsed, ...),
        near_side=(Side | None, None),
        hindsight=(bool, False),
        said=(_said(), ...),
    )


def write_course(analysis: Analysis) -> BytesIO:
    """Write an analysis; half an hour takes some MB."""
    model, said = analysis.model, _said()
    about = _about()(
        exercise=analysis.spec.slug,
        video=analysis.video,
        model=ModelUsed(name=model.name, sha256=model.sha256, mediapipe=model.mediapipe),
        near_side=analysis.near_side,
        hindsight=analysis.hindsight,
        said=said.model_construct(**{name: getattr(analysis.report, name) for name in said.model_fields}),
    )
    names, values = _columns(analysis.rows)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        _write(target, _ABOUT, np.frombuffer(about.model_dump_json().encode(), dtype=np.uint8))
        _write(target, _NAMES, np.array(names))
        _write(target, "t_s", np.array([row.t_s for row in analysis.rows]))
        _write(target, "tracked", np.array([row.tracked for row in analysis.rows]))
        _write(target, "judged", np.array([row.judged for row in analysis.rows], dtype=np.uint8))
        _write(target, "values", values)
    file.seek(0)
    return file


def read_course(file: IO[bytes]) -> Analysis:
    """Read an analysis. Raises CourseUnreadable."""
    try:
        with ZipFile(file) as source:
            return _read(source)
    except _BROKEN as error:
        raise CourseUnreadable from error


def _read(source: ZipFile) -> Analysis:
    if source.getinfo(f"{_ABOUT}.npy").file_size > _MOST_ABOUT:
        raise ValueError("what was said is too long")
    text = read_array(source, _ABOUT, kind="u", shape=(None,)).tobytes()
    about: Any = _about().model_validate_json(text)
    spec = EXERCISES[about.exercise]
    t_s = _floats(source, "t_s", (None,))
    n = len(t_s)
    judged = read_array(source, "judged", kind="u", shape=(n,))
    names = [str(name) for name in read_array(source, _NAMES, kind="U", shape=(None,))]
    values = _floats(source, "values", (len(names), n))
    return Analysis(
        video=about.video,
        model=about.model,
        spec=spec,
        report=SetReport(spec=spec, **{name: getattr(about.said, name) for name in _said().model_fields}),
        rows=FrameTable.of(
            t_s.tolist(),
            _floats(source, "tracked", (n,)).tolist(),
            (judged != 0).tolist(),
            {name: column.tolist() for name, column in zip(names, values, strict=True)},
        ),
        near_side=about.near_side,
        hindsight=about.hindsight,
    )


def _columns(rows: Sequence[Row]) -> tuple[list[str], npt.NDArray[np.float64]]:
    """Names of the measures, and (measures, frames) of their values, NaN = not seen."""
    names = sorted({name for row in rows for name in row.values})
    values = np.full((len(names), len(rows)), np.nan)
    place = {name: index for index, name in enumerate(names)}
    for frame, row in enumerate(rows):
        for name, value in row.values.items():
            values[place[name], frame] = value
    return names, values


def _floats(source: ZipFile, name: str, shape: tuple[int | None, ...]) -> npt.NDArray[np.float64]:
    return read_array(source, name, kind="f", shape=shape).astype(np.float64)


def _write(target: ZipFile, name: str, values: npt.NDArray[Any]) -> None:
    entry = ZipInfo(f"{name}.npy")
    entry.compress_type = ZIP_DEFLATED
    with target.open(entry, "w", force_zip64=True) as member:
        np.lib.format.write_array(member, values, allow_pickle=False)
