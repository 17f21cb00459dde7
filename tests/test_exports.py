"""What is written: JSON with the keys of the contract, CSV with its columns; what is not seen is empty."""

import csv
import json
import math
from functools import cache
from io import StringIO
from typing import Any

import pytest

from formcheck.adapters.analyser import Analyser
from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Side
from formcheck.domain.events import Reason
from formcheck.domain.measure import Flag
from formcheck.exercises import EXERCISES
from formcheck.exercises.gait_limits import GAIT
from tests.engine.test_session import EXAMPLES, sightings
from tests.test_cli import CSV_COLUMNS, REPORT_KEYS

INSIDE = {
    "video": {"name", "duration_s", "frames", "width_px", "height_px", "rotation_deg"},
    "provenance": {"formcheck", "mediapipe", "model", "model_sha256", "criteria"},
}
OF_A_CHECK = {"thomas-check": {"mobility"}, "walking-check": {"steps", "walking"}}
ITEMS = {
    "unfinished": {"start_s", "side"},
    "not_judged": {"reason", "start_s", "end_s"},
    "reps": {"start_s", "peak_s", "end_s", "side", "complete", "peak", "flags"},
    "holds": {
        "start_s",
        "end_s",
        "in_zone_s",
        "credited_s",
        "longest_s",
        "side",
        "extension_deg",
        "pelvic_tilt_deg",
        "flags",
    },
}
SLUGS = pytest.mark.parametrize("slug", EXERCISES)


@cache
def analysis(slug: str) -> Analysis:
    """A known body's set, as if it came from a video."""
    pose, duration_s = EXAMPLES[slug]
    analyser = Analyser(EXERCISES[slug], tilt_model=None)
    for sighting in sightings(pose, duration_s, fps=15.0):
        analyser.step(sighting)
    frames = len(analyser.table)
    info = VideoInfo(
        name="a.mp4", duration_s=duration_s, frames=frames, width_px=640, height_px=480, rotation_deg=0
    )
    return Analysis(
        video=info,
        model=ModelUsed(name="full", sha256="0" * 64),
        spec=EXERCISES[slug],
        report=analyser.finish(duration_s),
        rows=analyser.table,
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
    assert set(report) == REPORT_KEYS | OF_A_CHECK.get(slug, set())
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
    assert report["reps"] or report["holds"] or report.get("mobility") or report["steps"]


def test_the_walking_check_says_each_step_and_the_whole() -> None:
    report = written("walking-check")
    for step in report["steps"]:
        assert {"side", "contact_s", "off_s", "length_ratio", "pass"} <= set(step)
    assert {"cadence_per_min", "step_length_ratio", "late_stance_extension_deg", "difference_percent"} <= set(
        report["walking"]
    )
    assert set(report["walking"]["step_length_ratio"]) == {"left", "right"}
    assert set(report["walking"]["late_stance_extension_deg"]) == {"left", "right"}


def test_steps_are_told_in_metres_where_the_person_says_how_tall_they_are() -> None:
    assert written("walking-check")["walking"]["step_length_m"] is None
    walk = build_report(analysis("walking-check").of_height(1.72)).walking
    assert walk is not None
    assert walk.step_length_m is not None
    assert walk.step_length_m.left == pytest.approx(0.7 / GAIT.leg_factor.value * 0.491 * 1.72, abs=0.03)


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


def test_a_hold_says_how_far_it_went_and_the_pelvis_only_where_it_was_seen() -> None:
    (hold,) = written("half-kneeling-stretch")["holds"]
    assert 10.0 < hold["extension_deg"]["mean"] <= hold["extension_deg"]["best"] < 25.0
    assert hold["pelvic_tilt_deg"] is None, "there is no silhouette"
