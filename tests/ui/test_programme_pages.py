"""Today, programme, safety and the physiotherapist's page, without a browser."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.programme.plan_file import write_plan
from formcheck.adapters.store import open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.i18n import LANGUAGES, words
from formcheck.programme.guided import Guided, Phase
from formcheck.programme.pain import Moment
from formcheck.programme.plan import Plan, Weekday
from formcheck.programme.safety import Alarm, Question, RedFlag, Screening
from formcheck.ui.diary import today
from tests.programme.made import before, raises, stretch
from tests.ui.conftest import texts

PLAN = Plan(items=(stretch(sets=1, amount=20), raises(sets=1, amount=10)))
PAGES = {
    "today": "from formcheck.ui.programme.today import draw_today as draw",
    "programme": "from formcheck.ui.programme.plan_page import draw_plan as draw",
    "physiotherapist": "from formcheck.ui.programme.period_page import draw_period as draw",
    "learn": "from formcheck.ui.learn import draw_learn as draw",
    "safety": "from formcheck.ui.safety.page import draw_safety as draw",
    "live": "from formcheck.ui.live import draw_live as draw",
}
Open = Callable[..., AppTest]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Diary]:
    """Programme of a fresh profile that has answered the questions."""
    monkeypatch.setenv(DATA_DIR, str(tmp_path))
    history = open_history()
    diary = Diary(history.of(history.profiles.me()))
    diary.save_screening(Screening(day=today()))
    diary.save_plan(PLAN)
    yield diary
    history.close()


def opened(name: str, lang: str = "en", **address: str) -> AppTest:
    app = AppTest.from_string(f"{PAGES[name]}\ndraw()", default_timeout=60)
    for key, value in {"lang": lang, **address}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(mine: Diary, name: str, lang: str) -> None:
    opened(name, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_lead_to_what_they_mean(mine: Diary, lang: str) -> None:
    say = words(lang)
    linked = next(each.value for each in opened("programme", lang).caption if "menu_book" in each.value)
    assert f"[{say('learn.word.band.term')}](learn?lang={lang}&word=band)" in linked
    app = opened("learn", lang, word="band")
    assert [each.value for each in app.info] == [
        f"**{say('learn.word.band.term')}**  \n{say('learn.word.band.is')}"
    ]
    assert not opened("learn", lang, word="../x").info


def test_the_first_visit_asks_and_keeps_the_answers(mine: Diary) -> None:
    mine.save_screening(Screening(day=today() - timedelta(days=9), yes=(Question.KNEELING,)))
    app = press(opened("safety"), "screening_again_button")
    app.checkbox(key="screening_dizzy").check().run()
    press(app, "screening_save")
    assert mine.screening() == Screening(day=today(), yes=(Question.DIZZY,))
    assert words("en")("screening.ask_first") in [each.value for each in app.warning]


def test_a_tick_just_before_the_click_counts(mine: Diary) -> None:
    """A quick visitor's tick and click come to the page together."""
    app = press(opened("safety"), "screening_again_button")
    app.checkbox(key="screening_kneeling").check()
    press(app, "screening_save")
    assert mine.screening() == Screening(day=today(), yes=(Question.KNEELING,))
    app = opened("programme")
    app.selectbox(key="plan_add").select("standing-march")
    press(app, "plan_add_button")
    assert mine.plan().item("standing-march") is not None


def test_no_session_before_the_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_DIR, str(tmp_path))
    app = opened("today")
    assert "guided_start" not in [button.key for button in app.button]
    press(app, "screening_save")
    assert "guided_start" in [button.key for button in app.button] or app.info


def test_a_red_flag_lets_no_session_start_until_the_explicit_word(mine: Diary) -> None:
    app = opened("safety")
    app.checkbox(key="red_page_fever").check().run()
    press(app, "red_save_page")
    assert mine.alarms() == (Alarm(day=today(), flags=(RedFlag.FEVER,)),)
    say = words("en")
    for name in ("today", "live"):
        app = opened(name)
        assert say("red.blocked.title") in texts(app)
        assert [button.key for button in app.button] == ["red_release"]
    assert app.button(key="red_release").disabled
    app.checkbox(key="red_word").check().run()
    press(app, "red_release")
    assert say("red.blocked.title") not in texts(app)
    assert "guided_start" in [button.key for button in opened("today").button]


@pytest.mark.parametrize(
    ("flag", "key"), [(RedFlag.SADDLE_NUMBNESS, "at_once"), (RedFlag.NIGHT_PAIN, "soon")]
)
def test_what_is_urgent_is_said_so(mine: Diary, flag: RedFlag, key: str) -> None:
    mine.add_alarm(Alarm(day=today(), flags=(flag,)))
    assert [each.value for each in opened("today").error] == [words("en")(f"red.blocked.{key}")]


def test_yesterday_s_red_flag_is_over(mine: Diary) -> None:
    mine.add_alarm(Alarm(day=today() - timedelta(days=1), flags=(RedFlag.FEVER,)))
    assert "guided_start" in [button.key for button in opened("today").button]


def guided_of(app: AppTest) -> Guided:
    found: Guided = app.session_state["guided"]
    return found


def test_a_guided_session_of_two(mine: Diary) -> None:
    """The camera view's part is played by what it reports: `ended`."""
    app = press(opened("today"), "guided_start")
    assert guided_of(app).phase is Phase.PAIN_BEFORE
    press(app, "score_go_before_1")
    assert guided_of(app).phase is Phase.LIVE
    app.session_state["guided"] = guided_of(app).ended("done")
    app.run()
    press(app, "score_go_after_2")
    assert guided_of(app).phase is Phase.REST
    press(app, "guided_go_on")
    assert guided_of(app).item.exercise == "seated-knee-raise"
    app.session_state["guided"] = guided_of(app).ended("done")
    app.run()
    press(app, "score_go_after_1")
    assert guided_of(app).phase is Phase.FINISHED
    assert [(pain.moment, pain.score) for pain in mine.pains(today(), today())] == [
        (Moment.BEFORE, 1),
        (Moment.AFTER, 2),
        (Moment.AFTER, 1),
    ]
    press(app, "guided_leave")
    assert "guided" not in app.session_state


def test_much_pain_starts_no_session(mine: Diary) -> None:
    app = press(press(opened("today"), "guided_start"), "score_stop_before_7")
    assert guided_of(app).phase is Phase.STOPPED
    assert words("en")("pain.light.stop") in [each.value for each in app.error]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_hurts_shows_the_stop_page_and_asks(mine: Diary, lang: str) -> None:
    app = opened("live", lang)
    app.session_state["hurt_exercise"] = "glute-bridge"
    app.run()
    say = words(lang)
    assert say("safety.hurt_now") in [each.value for each in app.error]
    assert say("safety.now") in "".join(each.value for each in app.header)
    press(app, "score_stop_hurt_6")
    (pain,) = mine.pains(today(), today())
    assert (pain.score, pain.exercise) == (6, "glute-bridge")
    press(app, "hurt_back")
    assert say("safety.hurt_now") not in [each.value for each in app.error]


def test_the_morning_after_is_asked_and_a_worse_one_offers_a_step_back(mine: Diary) -> None:
    mine.add_pain(before(today() - timedelta(days=1), 1))
    app = opened("today")
    press(app, "score_ease_morning_4")
    assert [pain.score for pain in mine.pains(today(), today())] == [4]
    assert words("en")("pain.question.morning", exercise="") not in texts(app)


def test_a_card_of_a_phone_leaves_out_what_was_not_asked(mine: Diary) -> None:
    """Three lines a day, two of them a dash: of a month that was a roll of paper."""
    mine.add_pain(before(today(), 1))
    *_, table = (
        html.proto.body for html in opened("physiotherapist").get("html") if "<td" in html.proto.body
    )
    cells = re.findall(r'<td class="(\w+)"[^>]*>([^<]+)</td>', table)
    assert [kind for kind, _ in cells] == ["some", "some", "none", "none"]
    assert {text for kind, text in cells if kind == "none"} == {"–"}


def test_the_plan_can_be_changed_and_reset(mine: Diary) -> None:
    app = opened("programme")
    app.number_input(key="sets_seated_knee_raise").set_value(3)
    app.number_input(key="band_seated_knee_raise").set_value(2)
    next(button for button in app.button if "form_seated" in str(button.form_id)).click().run()
    assert not app.exception
    changed = mine.plan().item("seated-knee-raise")
    assert changed is not None
    assert (changed.sets, changed.band, changed.since) == (3, 2, today())
    press(app, "remove_half_kneeling_stretch")
    assert [item.exercise for item in mine.plan().items] == ["seated-knee-raise"]
    press(app, "plan_default")
    assert len(mine.plan().items) == 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_week_of_equal_days_is_one_line(mine: Diary, lang: str) -> None:
    say = words(lang)
    every = say("programme.plan.every_day")
    shown = texts(opened("programme", lang))
    names = f"{say('half_kneeling_stretch.name')}, {say('seated_knee_raise.name')}"
    assert f"- **{every}**: {names}" in shown.splitlines()
    assert say("date.weekday.0") not in shown
    item = mine.plan().items[0]
    mine.save_plan(Plan(items=(replace(item, days=(Weekday.MON,)),)))
    shown = texts(opened("programme", lang))
    assert every not in shown
    assert say("date.weekday.0") in shown


def test_a_plan_is_taken_over_after_a_look(mine: Diary) -> None:
    theirs = Plan(items=(raises(sets=3, amount=12, band=3),), note="Take it *slowly* <b>")
    app = opened("programme")
    app.file_uploader(key="plan_upload").set_value(("plan.json", write_plan(theirs).encode(), "")).run()
    assert not app.exception
    assert mine.plan() == PLAN, "nothing changes by looking"
    press(app, "plan_take")
    assert mine.plan() == theirs


def test_a_hostile_plan_changes_nothing(mine: Diary) -> None:
    app = opened("programme")
    app.file_uploader(key="plan_upload").set_value(("plan.json", b'{"schema": "formcheck.plan/9"}', "")).run()
    assert [each.value for each in app.error] == [words("en")("error.plan_too_new", version="9")]
    assert mine.plan() == PLAN


def test_days_without_a_plan_name_the_next(mine: Diary) -> None:
    tomorrow = today() + timedelta(days=1)
    item = raises()
    mine.save_plan(
        Plan(
            items=(type(item)(exercise=item.exercise, days=(Weekday(tomorrow.weekday()),), sets=1, amount=9),)
        )
    )
    app = opened("today")
    assert words("en")("programme.today.rest_day") in app.info[0].value
