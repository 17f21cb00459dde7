"""The live page without a browser: the choice, what the browser is handed, and where results are found."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import formcheck.ui.camera as camera_package
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import LANGUAGES, words
from formcheck.ui.live.words import stage_words
from formcheck.ui.pictures import moving_picture
from tests.i18n.used_keys import cue_keys
from tests.ui.conftest import texts

CAMERA = Path(camera_package.__file__).parent


def page(lang: str, **query: str) -> AppTest:
    def script() -> None:
        from formcheck.ui.live import draw_live

        draw_live()

    app = AppTest.from_function(script, default_timeout=30)
    app.query_params["lang"] = lang
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_choice(lang: str) -> None:
    app, say = page(lang), words(lang)
    assert not app.exception
    assert say("ui.live.steps_title") in texts(app)
    assert app.slider(key="live_target_half_kneeling_stretch").label == say("ui.live.target_seconds")


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
def test_sets_and_target_stay_within_the_dose(spec: ExerciseSpec) -> None:
    app = page("en")
    first = next(iter(EXERCISES.values()))
    app.button(key=f"card_{spec.key}" + ("_chosen" if spec is first else "")).click().run()
    assert not app.exception
    target = app.slider(key=f"live_target_{spec.key}")
    low, high = spec.dose.hold_s or spec.dose.reps or (0, 0)
    assert target.max == high
    assert low <= target.value <= high


def test_a_result_that_is_gone_is_told_so() -> None:
    app = page("en", set="nobody-knows-this-one")
    assert not app.exception
    assert [info.value for info in app.info] == [words("en").say("ui.live.unknown")]


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_gets_every_word_that_a_step_can_name(spec: ExerciseSpec, lang: str) -> None:
    handed = stage_words(spec, words(lang))
    assert cue_keys(spec) <= set(handed)
    script = (CAMERA / "camera.js").read_text()
    named = set(re.findall(r'say\("([a-z_]+\.[\w.]+)"', script)) | set(
        re.findall(r'data-word="([\w.]+)"', script)
    )
    assert named
    assert named <= set(handed)


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
def test_every_exercise_is_shown_as_moving(spec: ExerciseSpec) -> None:
    assert "<animate " in moving_picture(spec.key, "title")


def test_one_script_and_one_style_sheet() -> None:
    files = {path.suffix for path in CAMERA.iterdir() if path.is_file()}
    assert sorted(files) == [".css", ".js", ".py"]
    assert len(list(CAMERA.glob("*.js"))) == len(list(CAMERA.glob("*.css"))) == 1


def test_the_script_names_no_address_elsewhere() -> None:
    for name in ("camera.js", "camera.css"):
        assert re.findall(r"https?://[^\s`\"']+|@import|\bimport\s*\(", (CAMERA / name).read_text()) == []
