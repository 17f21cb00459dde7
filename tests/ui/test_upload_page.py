"""The upload page in both languages: start, result, errors, stopping, a second video."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.domain.posture import Posture
from formcheck.engine.report import SetReport
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import LANGUAGES, words
from formcheck.ui.start import MAIN_SCRIPT
from tests.ui.conftest import send, texts, until_done
from tests.ui.fakes import NOBODY, SUPINE, analyser

Page = Callable[[str], AppTest]


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def fake(
    monkeypatch: pytest.MonkeyPatch,
    report: SetReport | None = None,
    *,
    error: Exception | None = None,
    endless: bool = False,
) -> None:
    stand_in = analyser(report, error=error, endless=endless)
    monkeypatch.setattr("formcheck.ui.job.analyse_video", stand_in)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_start_page(page: Page, lang: str) -> None:
    app, say = page(lang), words(lang)
    assert not app.exception
    assert say("ui.choose.title") in texts(app)
    labels = {button.label for button in app.button}
    assert {say(f"{spec.key}.name") for spec in EXERCISES.values()} <= labels
    assert say("ui.order.analyse") in labels
    assert say("ui.about.stop") in texts(app)


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
def test_every_exercise_can_be_chosen(page: Page, spec: ExerciseSpec) -> None:
    app = page("da")
    app.button(key=f"card_{spec.key}").click().run()
    assert not app.exception
    assert words("da").say(f"{spec.key}.position") in texts(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_result_page(page: Page, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, SUPINE)
    app, say = page(lang), words(lang)
    until_done(app, send(app))
    assert not app.exception
    shown = texts(app)
    for key in ("report.section.strength", "report.section.next", "report.section.unjudged"):
        assert say(key) in shown
    assert say("gate.feet_out_of_frame.fix") in shown
    assert app.metric[0].label == say("report.figure.complete_reps")
    assert [metric.value for metric in app.metric][:2] == ["2", "1"]
    handed = handed_over(app)
    assert handed["table"]["columns"] == [
        say(f"report.column.{name}")
        for name in ("number", "side", "start", "duration", "up", "top", "result", "remarks")
    ]
    assert handed["course"]["title"] == say("supine_march.measure")
    assert len(app.get("download_button")) >= 4


def handed_over(app: AppTest) -> dict[str, Any]:
    """What the review's browser side gets."""
    (found,) = (
        each.proto for each in app.get("bidi_component") if each.proto.component_name == "formcheck.review"
    )
    return json.loads(found.json)  # type: ignore[no-any-return] # JSON has no types


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_mirrored_recording_is_analysed_as_one(
    page: Page, monkeypatch: pytest.MonkeyPatch, *, mirrored: bool
) -> None:
    fake(monkeypatch, SUPINE)
    app, say = page("da"), words("da")
    box = app.checkbox(key="mirrored")
    assert box.label == say("ui.order.mirrored")
    if mirrored:
        box.check().run()
    job = send(app)
    assert job.order.mirrored is mirrored
    until_done(app, job)
    assert not app.exception


def test_who_walks_may_say_how_tall_they_are(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, SUPINE)
    app, say = page("da"), words("da")
    assert not app.number_input
    app.button(key="card_walking_check").click().run()
    (height,) = app.number_input
    assert height.label == say("ui.order.height")
    height.set_value(172).run()
    job = send(app, exercise="walking_check")
    assert job.order.height_m == pytest.approx(1.72)
    until_done(app, job)
    assert not app.exception


def test_language_can_be_switched_without_a_new_analysis(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, SUPINE)
    app = page("en")
    job = send(app)
    until_done(app, job)
    fake(monkeypatch, error=AssertionError("analysed again"))
    app.segmented_control[0].set_value("da").run()
    assert app.session_state["job"] is job
    assert words("da").say("report.section.strength") in texts(app)
    assert app.query_params["lang"] in ("da", ["da"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_bad_file_says_what_the_command_line_says(page: Page, lang: str) -> None:
    app = page(lang)
    until_done(app, send(app, "letter.mp4", b"not a video at all"))
    assert not app.exception
    assert [error.value for error in app.error] == [words(lang).say("error.not_a_video", name="letter.mp4")]


def test_nobody_in_the_picture(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, NOBODY)
    app, say = page("en"), words("en")
    until_done(app, send(app))
    said = say("ui.result.nothing_judged", reason=say("gate.no_person.what"), fix=say("gate.no_person.fix"))
    assert [warning.value for warning in app.warning] == [said]
    assert not app.metric, "a zero would read like a score"
    assert not app.get("download_button")
    assert [each.label for each in app.button if each.key in {"again", "retry"}] == [say("ui.result.retry")]


def test_a_fault_of_ours_is_a_sentence_too(
    page: Page, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    fake(monkeypatch, error=ZeroDivisionError("secret"))
    app = page("en")
    until_done(app, send(app))
    assert [error.value for error in app.error] == [words("en").say("ui.result.unexpected")]
    assert "secret" not in texts(app)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_cancel_stops_and_leaves_no_file(
    page: Page, monkeypatch: pytest.MonkeyPatch, temporary_folder: Path
) -> None:
    fake(monkeypatch, endless=True)
    app = page("en")
    job = send(app)
    app.run()
    assert list(temporary_folder.iterdir())
    app.button(key="stop").click().run()
    until_done(app, job)
    assert words("en").say("ui.order.cancelled") in texts(app)
    assert list(temporary_folder.iterdir()) == []


def test_a_second_video_takes_the_place_of_the_first(
    page: Page, monkeypatch: pytest.MonkeyPatch, temporary_folder: Path
) -> None:
    fake(monkeypatch, SUPINE)
    app = page("en")
    first = send(app)
    until_done(app, first)
    app.button(key="again").click().run()
    assert list(temporary_folder.iterdir()) == []
    app.file_uploader(key="video").set_value(("two.mp4", b"video", "video/mp4")).run()
    app.button(key="analyse").click().run()
    second = app.session_state["job"]
    until_done(app, second)
    assert "two.mp4" in texts(app)
    assert second is not first


def test_without_a_file_nothing_starts(page: Page) -> None:
    app = page("en")
    app.button(key="analyse").click().run()
    assert "job" not in app.session_state
    assert [warning.value for warning in app.warning] == [words("en").say("ui.order.first_choose")]


def test_a_sample_can_be_analysed(page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "supine_march_x.mp4").write_bytes(b"video")
    monkeypatch.setattr("formcheck.ui.samples._FOLDERS", (tmp_path / "nowhere", tmp_path))
    fake(monkeypatch, SUPINE)
    app = page("en")
    app.button(key="card_supine_march").click().run()
    app.segmented_control(key="source").set_value("sample").run()
    app.button(key="analyse").click().run()
    until_done(app, app.session_state["job"])
    assert "supine_march_x.mp4" in texts(app)


def test_without_samples_the_page_says_so(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.ui.samples._FOLDERS", ())
    app = page("en")
    app.segmented_control(key="source").set_value("sample").run()
    assert [info.value for info in app.info] == [words("en").say("ui.order.no_samples")]


def test_an_analysis_is_found_by_its_address_in_another_window(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch, SUPINE)
    first = page("en")
    until_done(first, send(first))
    key = first.query_params["analysis"]
    again = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=30)
    again.query_params["analysis"] = key
    again.query_params["lang"] = "da"
    again.run()
    assert words("da").say("report.section.strength") in texts(again)
    first.button(key="again").click().run()
    again.run()
    assert not again.exception


def test_an_analysis_that_is_gone_is_told_so(page: Page) -> None:
    app = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=30)
    app.query_params["analysis"] = "nobody-knows-this-one"
    app.query_params["lang"] = "en"
    app.run()
    assert [info.value for info in app.info] == [words("en").say("ui.live.unknown")]
    assert "analysis" not in app.query_params


def test_another_exercise_is_offered_and_done_with_the_same_video(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch, replace(NOBODY, elsewhere_s={Posture.STANDING: 40.0}))
    app, say = page("en"), words("en")
    first = send(app)
    until_done(app, first)
    fake(monkeypatch, SUPINE)
    app.button(key="analyse_as").click().run()
    second = app.session_state["job"]
    assert second.order.spec.slug == "standing-march"
    assert second is not first
    assert first.closed
    until_done(app, second)
    assert say("report.section.strength") in texts(app)
