"""Every page of the app and each of its faces: a history to look at, and how to get there."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

from playwright.sync_api import Page

from formcheck.adapters.export_json import build_report
from formcheck.adapters.interrupted import KeptOrder, Waiting, shelf
from formcheck.adapters.models import ModelName, find_model
from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.store import History, NewSet, Part, Profile, SetSource
from formcheck.adapters.store.course import write_course
from formcheck.adapters.store.keeper import kept_figures
from formcheck.i18n import Language
from formcheck.programme.pain import Moment, Pain
from formcheck.programme.plan import Plan
from formcheck.programme.safety import Alarm, RedFlag, Screening
from tests.adapters.interrupted.test_journal import workout_into
from tests.adapters.store.analyses import analysis_of
from tests.programme.made import raises, stretch
from tests.ui.browsing import wait_until

_SLUGS = ("half-kneeling-stretch", "seated-knee-raise", "supine-march")
_WEEKS = 4
SETTLED = """() => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && document.querySelector(".st-key-about") !== null
    && document.querySelector("[data-testid=stSkeleton]") === null"""


@dataclass(frozen=True, slots=True)
class Place:
    """A page as one sees it. who: whose profile. click: leads there. there: shows that it is open."""

    name: str
    path: str
    who: str = "Kim"
    click: str = ""
    there: str = "h1"


def _face(name: str, n: int, there: str) -> Place:
    return Place(name, "history", click=f".st-key-history_view [role=radio] >> nth={n}", there=there)


PLACES = (
    Place("upload", "", there=".st-key-analyse"),
    Place("interrupted", "", "Dot", there=".st-key-interrupted_1"),
    Place("live", "live", there=".launch"),
    Place("questions", "today", "Anna", there=".st-key-screening"),
    Place("today", "today", there=".st-key-guided_start"),
    Place("guided", "today", click=".st-key-guided_start button", there=".st-key-pain_before"),
    Place("blocked", "today", "Bo", there=".st-key-blocked"),
    Place("programme", "programme", there=".st-key-plan_out"),
    Place("history", "history", there=".st-key-kept_sets"),
    Place("set", "history", click=".st-key-kept_sets button >> nth=0", there=".st-key-set_note"),
    _face("trend", 1, ".fc-trend"),
    _face("who", 2, ".stExpander"),
    _face("settings", 3, ".st-key-settings_live"),
    Place("physiotherapist", "physiotherapist", there=".st-key-period_section_0"),
    Place("learn", "learn"),
    Place("safety", "safety"),
)


def fill(history: History) -> dict[str, str]:
    """Keep four weeks of Kim's; Anna has not begun, Bo has named a sign of danger, and a video and a live set
    of Dot's were interrupted. Keys of the profiles.
    """
    kim, anna, bo, dot = (history.profiles.create(name) for name in ("Kim", "Anna", "Bo", "Dot"))
    for source in SetSource:
        interrupted(dot, source)
    now = datetime.now(UTC)
    for profile in (kim, bo):
        diary = Diary(history.of(profile))
        diary.save_screening(Screening(day=(now - timedelta(weeks=_WEEKS)).date()))
        diary.save_plan(Plan(items=(stretch(), raises()), note="3 x / 7"))
    Diary(history.of(bo)).add_alarm(Alarm(day=now.date(), flags=(RedFlag.NIGHT_PAIN,)))
    _train(history, Diary(history.of(kim)), now)
    return {profile.name or "": profile.key.hex for profile in (kim, anna, bo, dot)}


def interrupted(profile: Profile, source: SetSource) -> Waiting:
    """Leave what a server leaves that is killed in the middle of it."""
    live = source is SetSource.LIVE
    order = KeptOrder(
        source=source,
        at=datetime.now(UTC) - timedelta(hours=1),
        exercise="seated-knee-raise" if live else "supine-march",
        model=ModelName.FULL,
        language=Language.EN,
        name="" if live else "my *clip* of Thursday.mp4",
    )
    waiting = shelf().begin(profile.key, order)
    if live:
        workout_into(waiting.journal, until_s=13.0)
    else:
        waiting.upload(".mp4").write_bytes(b"video")
    shelf().put_back(waiting)
    return waiting


def _train(history: History, diary: Diary, now: datetime) -> None:
    chance = random.Random(1)  # noqa: S311 - figures, no secrets
    for n in range(6 * _WEEKS):
        slug, ago = _SLUGS[n % len(_SLUGS)], timedelta(days=7 * _WEEKS - 1.1 * n - 0.5)
        analysis = replace(analysis_of(slug), model=find_model(ModelName.FULL))
        better = 0.4 * n + chance.gauss(0.0, 2.0)
        figures = tuple(
            replace(each, value=round(each.value + better, 1)) if each.measure.startswith("top") else each
            for each in kept_figures(analysis)
        )
        diary.mine.sets.keep(
            NewSet(
                done_at=now - ago,
                source=SetSource.LIVE if n % 2 else SetSource.FILE,
                name="" if n % 2 else f"{n:02}.mp4",
                report=build_report(analysis),
                figures=figures,
                parts={Part.COURSE: BytesIO(write_course(analysis).read())},
            )
        )
        day = (now - ago).date()
        diary.add_pain(Pain(day=day, moment=Moment.AFTER, score=max(0, 4 - n // 6), exercise=slug))


def go_to(page: Page, address: str, place: Place, profiles: dict[str, str], lang: str) -> None:
    """Open a place and wait until nothing moves any more."""
    page.goto(f"{address}/{place.path}?lang={lang}&profile={profiles[place.who]}&exercise=standing-march")
    wait_until(page, SETTLED)
    if place.click:
        page.locator(place.click).click()
    page.locator(place.there).first.wait_for(timeout=60_000)
    wait_until(page, SETTLED)
