"""What is written: JSON with the keys of the contract, CSV with its columns; what is not seen is empty."""

import csv
import json
import math
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from formcheck.adapters.analysis import Analysis, _row
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import Model, ModelName
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Side
from formcheck.domain.events import Reason
from formcheck.domain.measure import Flag
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from tests.engine.test_session import EXAMPLES, sightings
from tests.test_cli import CSV_COLUMNS, REPORT_KEYS

INSIDE = {
    "video": {"name", "duration_s", "frames", "width_px", "height_px", "rotation_deg"},
    "provenance": {"formcheck", "mediapipe", "model", "model_sha256", "criteria"},
}
ITEMS = {
    "not_judged": {"reason", "start_s", "end_s"},
    "reps": {"start_s", "peak_s", "end_s", "side", "complete", "peak", "flags"},
    "holds": {"start_s", "end_s", "in_zone_s", "credited_s", "longest_s", "side", "flags"},
}
SLUGS = pytest.mark.parametrize("slug", EXAMPLES)


@cache
def analysis(slug: str) -> Analysis:
    """A known body's set, as if it came from a video."""
    pose, duration_s = EXAMPLES[slug]
    session, events, rows = FormSession(EXERCISES[slug], tilt_model=None), [], []
    for sighting in sightings(pose, duration_s, fps=15.0):
        step = session.step(sighting)
        events += step.events
        rows.append(_row(step))
    events += session.finish()
    info = VideoInfo(
        name="a.mp4", duration_s=duration_s, frames=len(rows), width_px=640, height_px=480, rotation_deg=0
    )
    return Analysis(
        video=info,
        model=Model(ModelName.FULL, Path("full.task"), "0" * 64),
        spec=EXERCISES[slug],
        report=fold(events, EXERCISES[slug], duration_s),
        rows=tuple(rows),
        near_side=Side.RIGHT,
    )


def written(slug: str) -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    report: dict[str, Any] = json.loads(build_report(analysis(slug)).to_json(), parse_constant=refuse)
    return report


@SLUGS
def test_the_report_has_the_keys_of_the_contract(slug: str) -> None:
    report = written(slug)
    assert set(report) == REPORT_KEYS | ({"mobility"} if slug == "thomas-check" else set())
    assert (report["schema"], report["exercise"]) == ("formcheck.report/1", slug)
    for key, inside in INSIDE.items():
        assert set(report[key]) == inside
    for key, inside in ITEMS.items():
        assert all(set(item) == inside for item in report[key])
    assert {"complete_reps", "partial_reps", "left", "right"} <= set(report["summary"])
    assert all({"key", "severity", "start_s", "end_s"} <= set(item) for item in report["findings"])


@SLUGS
def test_times_follow_each_other_and_names_are_known(slug: str) -> None:
    report = written(slug)
    for rep in report["reps"]:
        assert 0.0 <= rep["start_s"] <= rep["peak_s"] <= rep["end_s"] <= report["video"]["duration_s"]
        assert set(rep["flags"]) <= set(Flag)
        assert rep["peak"]
    for hold in report["holds"]:
        assert hold["credited_s"] <= hold["in_zone_s"] <= hold["end_s"] - hold["start_s"] + 1e-6
        assert all(set(flag) == {"key", "start_s", "end_s"} for flag in hold["flags"])
    assert {gap["reason"] for gap in report["not_judged"]} <= set(Reason)
    assert {item["side"] for item in (*report["reps"], *report["holds"])} <= set(Side)
    assert report["reps"] or report["holds"] or report["mobility"]


def test_the_mobility_check_says_how_far_and_what_that_means() -> None:
    mobility = written("thomas-check")["mobility"]
    assert {"lift_deg", "verdict"} <= set(mobility)
    assert mobility["verdict"] in {"stayed_down", "unsure", "lifted"}


@SLUGS
def test_the_table_has_the_columns_of_the_contract_in_order(slug: str) -> None:
    rows = analysis(slug).rows
    header, *lines = csv.reader(StringIO(rows_as_csv(rows)))
    assert header[: CSV_COLUMNS.count(",") + 1] == CSV_COLUMNS.split(",")
    assert len(set(header)) == len(header)
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        cells = dict(zip(header, line, strict=True))
        assert float(cells["t_s"]) == pytest.approx(row.t_s, abs=1e-3)
        assert cells["judged"] == str(int(row.judged))
        for column in header[2:]:
            value = row.values.get(column, math.nan)
            assert (
                cells[column] == ""
                if math.isnan(value)
                else float(cells[column]) == pytest.approx(value, abs=0.01)
            )


def test_what_is_not_seen_is_an_empty_cell() -> None:
    header, *lines = csv.reader(StringIO(rows_as_csv(analysis("supine-march").rows)))
    tilt, extension, lift = (
        header.index(c) for c in ("pelvic_tilt_deg", "thigh_extension_near_deg", "ankle_lift_near_ratio")
    )
    assert {line[tilt] for line in lines} == {""}  # no estimator yet
    assert {line[extension] for line in lines} == {""}  # lying, it has no meaning
    assert lines[0][lift] == ""  # before there is a neutral
    assert lines[-1][lift] != ""
    assert not {"nan", "None"} & {cell for line in lines for cell in line}
