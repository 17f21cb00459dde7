"""The live page without a browser: the choice, what the browser is handed, and where results are found."""

import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.routing import WebSocketRoute
from streamlit.testing.v1 import AppTest

import formcheck.ui.camera as camera_package
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import LANGUAGES, words
from formcheck.ui.live.words import camera_words
from formcheck.ui.pictures import moving_picture
from formcheck.ui.serving import live_path, routes
from tests.i18n.used_keys import cue_keys
from tests.ui.conftest import texts

BROWSER = Path(camera_package.__file__).parent / "browser"
SCRIPTS = sorted(BROWSER.glob("*.js"))
KEY = r"(?:live|overlay|ui|side|gate)\.[\w.]*"


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
    app.button(key=f"card_{spec.key}").click().run()
    assert not app.exception
    target = app.slider(key=f"live_target_{spec.key}")
    low, high = spec.dose.hold_s or spec.dose.reps or (0, 0)
    assert target.max == high
    assert isinstance(target.value, int)
    assert low <= target.value <= high


def test_a_result_that_is_gone_is_told_so() -> None:
    app = page("en", set="nobody-knows-this-one")
    assert not app.exception
    assert [info.value for info in app.info] == [words("en").say("ui.live.unknown")]


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_gets_every_word_that_a_step_can_name(spec: ExerciseSpec, lang: str) -> None:
    handed = camera_words(spec, words(lang))
    assert cue_keys(spec) <= set(handed)
    script = "".join(path.read_text() for path in SCRIPTS)
    named = set(re.findall(rf'"({KEY})"', script))
    begun = set(re.findall(rf"`({KEY})\$", script))
    assert len(named) > 20
    assert named <= set(handed)
    assert len(begun) > 5
    assert [start for start in begun if not any(key.startswith(start) for key in handed)] == []


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
def test_every_exercise_is_shown_as_moving(spec: ExerciseSpec) -> None:
    assert "<animate " in moving_picture(spec.key, "title")


@pytest.mark.parametrize(("base", "path"), [("", "/live"), ("/form/", "/form/live")])
def test_the_socket_is_where_the_page_looks_for_it(
    monkeypatch: pytest.MonkeyPatch, base: str, path: str
) -> None:
    asked = st.get_option
    given = {"server.baseUrlPath": base}
    monkeypatch.setattr(st, "get_option", lambda name: given.get(name, asked(name)))
    assert live_path() == path
    assert [route.path for route in routes() if isinstance(route, WebSocketRoute)] == [path]


def test_every_module_is_reached_from_the_component() -> None:
    found, to_read = set(), {"component.js"}
    while to_read:
        name = to_read.pop()
        found.add(name)
        script = (BROWSER / name).read_text()
        to_read |= set(re.findall(r'^import .* from "\./(\w+\.js)";$', script, re.MULTILINE)) - found
    assert found == {path.name for path in SCRIPTS}


def test_only_what_browsers_need_is_served() -> None:
    assert {path.suffix for path in BROWSER.iterdir()} == {".css", ".js", ".ts"}


def test_no_module_names_an_address_elsewhere() -> None:
    for path in (*SCRIPTS, BROWSER / "camera.css"):
        assert re.findall(r"https?://[^\s`\"']+|@import [^{]|\bimport\s*\(", path.read_text()) == [], (
            path.name
        )
