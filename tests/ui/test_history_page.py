"""The history page without a browser: whose it is, several windows at once, and when it cannot be reached."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.adapters.export_json import build_report
from formcheck.adapters.store import SETTINGS, History, NewSet, Part, Profile, SetSource, open_history
from formcheck.adapters.store.course import write_course
from formcheck.adapters.store.database import DATA_DIR, DATABASE_URL
from formcheck.adapters.store.keeper import kept_figures
from formcheck.exercises import EXERCISES
from formcheck.exercises.fingerprint import criteria_hash
from formcheck.i18n import LANGUAGES, words
from formcheck.i18n.dates import full_date
from tests.adapters.store.analyses import analysis_of
from tests.adapters.store.clock import WallClock
from tests.adapters.store.test_exchange import recording
from tests.ui.conftest import texts

EN = words("en")
ON, OFF = True, False


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_DIR, str(tmp_path))
    return tmp_path


@pytest.fixture
def history(folder: Path) -> Iterator[History]:
    opened = open_history()
    yield opened
    opened.close()


def script() -> None:
    from formcheck.ui.history import draw_history

    draw_history()


def window(lang: str = "en", **address: str) -> AppTest:
    app = AppTest.from_function(script, default_timeout=60)
    for name, value in {"lang": lang, **address}.items():
        app.query_params[name] = value
    return app.run()


def show(app: AppTest, face: str) -> AppTest:
    return app.segmented_control(key="history_view").set_value(face).run()


def keep(
    history: History, profile: Profile, name: str, criteria: str | None = None, seen: bytes | None = None
) -> str:
    """Keep a set. criteria: by which it was judged. seen: a recording of it."""
    analysis = analysis_of("supine-march")
    report = build_report(analysis)
    if criteria:
        made = report.provenance.model_copy(update={"criteria": criteria})
        report = report.model_copy(update={"provenance": made})
    kept = history.of(profile).sets.keep(
        NewSet(
            done_at=WallClock().now,
            source=SetSource.FILE,
            name=name,
            report=report,
            figures=kept_figures(analysis),
            parts={Part.COURSE: write_course(analysis)} | ({Part.RECORDING: BytesIO(seen)} if seen else {}),
        )
    )
    return kept.key.hex


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_one_says_so(lang: str) -> None:
    app = window(lang)
    assert words(lang).say("history.empty") in texts(app)
    show(app, "trend")
    assert words(lang).say("history.empty") in texts(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_says_what_its_numbers_are(history: History, lang: str) -> None:
    """`2 repetitions, 67 %` would leave open of what."""
    keep(history, history.profiles.me(), "mine.mp4")
    say = words(lang)
    reached = say("history.figure.top", value=say("report.value.percent", value=67.0))
    assert f"{say('history.figure.reps.many', n=2)}, {reached}" in texts(window(lang))


def test_two_windows_and_two_profiles_do_not_mix(history: History) -> None:
    me, anna = history.profiles.me(), history.profiles.create("Anna")
    mine, hers = keep(history, me, "mine.mp4"), keep(history, anna, "hers.mp4")
    here, there = window(), window(profile=anna.key.hex)
    for _ in range(2):
        assert "mine.mp4" in texts(here.run())
        assert "hers.mp4" not in texts(here)
        assert "hers.mp4" in texts(there.run())
        assert "mine.mp4" not in texts(there)
    assert EN("history.gone") in texts(window(kept=hers))
    assert EN("history.gone") not in texts(window(kept=mine))
    here.query_params["kept"] = hers
    assert EN("history.gone") in texts(here.run())
    show(here, "settings").toggle(key="live_voice").set_value(OFF).run()
    show(there, "settings").slider(key="live_volume").set_value(20).run()
    entries = [history.of(each).documents.latest(SETTINGS) for each in (me, anna)]
    assert [(e.value.voice, e.value.volume_percent) for e in entries if e] == [(False, 80), (True, 20)]


def test_settings_last(history: History) -> None:
    app = show(window(), "settings")
    app.toggle(key="keep_video").set_value(ON).run()
    app.slider(key="live_volume").set_value(35).run()
    again = show(window(), "settings")
    assert again.toggle(key="keep_video").value is True
    assert again.slider(key="live_volume").value == 35
    assert not again.exception


def test_behind_a_pin_nothing_is_shown(history: History) -> None:
    anna = history.profiles.create("Anna")
    key = keep(history, anna, "hers.mp4")
    history.profiles.set_pin(anna, "2468")
    for address in ({}, {"kept": key}):
        app = window(profile=anna.key.hex, **address)
        assert "hers.mp4" not in texts(app)
        assert EN("who.locked", name="Anna") in texts(app)
    app.text_input(key="pin").input("1111")
    app.button[0].click().run()
    assert EN("error.pin_wrong") in texts(app)
    assert "hers.mp4" not in texts(app)
    app.text_input(key="pin").input("2468")
    app.button[0].click().run()
    assert "hers.mp4" in texts(app)
    assert "hers.mp4" not in texts(window(profile=anna.key.hex))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_reached_is_said(lang: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL, f"oracle://{folder.name}/x")
    app = window(lang)
    assert words(lang).say("error.database_unknown", scheme="oracle") in texts(app).replace("`", "")
    assert not app.exception


def test_a_set_of_a_later_day_than_here_opens(history: History) -> None:
    """The visitor's midnight may come before the server's; a set may come from a clock that is ahead."""
    me = history.profiles.me()
    key = keep(history, me, "late.mp4")
    history.of(me).sets.move(UUID(key), datetime.now(UTC) + timedelta(days=1))
    app = window(kept=key)
    assert not app.exception
    app.text_area(key="set_note").input("still here")
    next(each for each in app.button if each.form_id == "about_set").click().run()
    assert not app.exception
    found = history.of(me).sets.find(UUID(key))
    assert found is not None
    assert found.note == "still here"


def test_what_is_deleted_is_gone(history: History) -> None:
    me = history.profiles.me()
    keys = [keep(history, me, f"{n}.mp4") for n in range(2)]
    app = window(kept=keys[0])
    app.button(key="delete_set").click().run()
    assert not app.exception
    assert [one.key.hex for one in history.of(me).sets.newest(most=9)] == keys[1:]
    app = show(window(), "who")
    assert app.button(key="delete_all").disabled
    app.checkbox(key="delete_all_sure").check().run()
    app.button(key="delete_all").click().run()
    assert not app.exception
    assert history.of(history.profiles.me()).sets.count() == 0
    assert app.button(key="delete_all").disabled


def test_a_recording_is_judged_anew_and_says_so(history: History) -> None:
    me = history.profiles.me()
    key = keep(history, me, "old.mp4", criteria="01d", seen=recording())
    app = window(kept=key)
    assert EN("history.may_judge_again") in texts(app)
    app.button(key="judge_again").click().run()
    assert not app.exception
    found = history.of(me).sets.find(UUID(key))
    assert found is not None
    assert (found.first_criteria, found.criteria) == ("01d", criteria_hash(EXERCISES["supine-march"]))
    assert found.judged_again_at is not None
    shown = texts(app.run())
    assert EN("history.judged_again", when=full_date(found.judged_again_at, EN)) in shown
    assert "01d" not in shown
    assert found.criteria not in shown
    assert EN("history.may_judge_again") not in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_three_sets_make_a_trend(history: History, lang: str) -> None:
    say = words(lang)
    for n in range(3):
        assert not show(window(lang), "trend").exception
        keep(history, history.profiles.me(), f"{n}.mp4")
    app = show(window(lang), "trend")
    assert not app.exception
    titles = [header.value.lower() for header in app.header]
    side = say("side.right")
    assert titles == [
        f"{side}: {what}".lower()
        for what in (say("supine_march.measure"), say("trend.what.reps"), say("trend.what.clean"))
    ]
    assert say("trend.band_percent", one=17.0, mean=9.0) in texts(app)
    plots = [html.proto.body for html in app.get("html") if 'class="fc-trend"' in html.proto.body]
    assert [plot.count('class="dot') for plot in plots] == [3, 3, 3]
    assert ['class="band"' in plot for plot in plots] == [True, False, False], "counts have no error"
    assert [title.casefold() in plot.casefold() for title, plot in zip(titles, plots, strict=True)] == [
        True
    ] * 3


@pytest.mark.parametrize("key", ["0" * 32, "nonsense", "../../etc/passwd"])
def test_an_address_that_leads_nowhere(key: str) -> None:
    app = window(kept=key, profile=key)
    assert not app.exception
    assert EN("history.title") in [title.value for title in app.title]


def test_judged_by_earlier_criteria_it_says_so(history: History) -> None:
    key = keep(history, history.profiles.me(), "old.mp4", criteria="0ld")
    assert EN("history.other_criteria") in texts(window(kept=key))
