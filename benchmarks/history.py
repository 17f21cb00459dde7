"""How quick and how large a history of ten thousand sets is: `python -m benchmarks.history [--sets 10000]`.

Fills a new SQLite file with two profiles' sets as they come out of an analysis, without recordings, and opens
the pages that read it as a browser would have them run. Ends with 1 when a limit is broken.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, sync_playwright
from tests.adapters.store.analyses import KINDS, analysis_of
from tests.ui.browsing import app_running, launch

from formcheck.adapters.export_json import build_report
from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.report_schema import Report
from formcheck.adapters.store import History, KeptFigure, Profile, SetSource, open_history
from formcheck.adapters.store.database import DATA_DIR
from formcheck.adapters.store.keeper import kept_figures
from formcheck.adapters.store.pieces import compact, write_figures
from formcheck.adapters.store.tables import SetRow
from formcheck.i18n import words
from formcheck.programme.safety import Screening

MOST_PAGE_S, MOST_FILE_MB = 1.5, 60.0


def main() -> int:
    """Print the table; 0 when all limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_DIR, folder)
        history = open_history()
        me, other = history.profiles.me(), history.profiles.create("Anna")
        _fill(history, me, asked.sets)
        _fill(history, other, asked.sets // 10)
        Diary(history.of(me)).save_screening(Screening(day=datetime.now(UTC).date()))
        history.close()
        file = Path(folder) / "history.sqlite3"
        file_mb = file.stat().st_size / 1e6
        print(f"{asked.sets} sets of one profile, {asked.sets // 10} of another")
        print(f"database without recordings    {file_mb:7.1f} MB   limit {MOST_FILE_MB:.0f}")
        slowest_s = 0.0
        for name, seconds in _pages_s(Path(folder)):
            print(f"{name:28} {seconds:9.2f} s    limit {MOST_PAGE_S}")
            slowest_s = max(slowest_s, seconds)
    return int(file_mb > MOST_FILE_MB or slowest_s > MOST_PAGE_S)


def _fill(history: History, profile: Profile, count: int) -> None:
    """Sets over three years, of all kinds, their figures each a little different; in one transaction."""
    chance = random.Random(1)  # noqa: S311 - figures, no secrets
    made: list[tuple[Report, tuple[KeptFigure, ...]]] = [
        (build_report(analysis), kept_figures(analysis)) for analysis in map(analysis_of, KINDS)
    ]
    now = datetime.now(UTC)
    with history.database.writing() as session:
        for n in range(count):
            report, figures = made[n % len(made)]
            row = SetRow(
                profile_id=profile.id,
                exercise=report.exercise,
                done_at=now - timedelta(hours=2.6 * (count - n)),
                source=(SetSource.LIVE if n % 2 else SetSource.FILE).value,
                name="" if n % 2 else f"clip {n}.mp4",
                note="",
                criteria=report.provenance.criteria,
                first_criteria=report.provenance.criteria,
                judged_share=report.judged_share,
                report=compact(report),
            )
            session.add(row)
            session.flush()
            shaken = (replace(each, value=round(each.value + chance.gauss(0.0, 3.0), 1)) for each in figures)
            write_figures(session, row.id, shaken)


def _pages_s(folder: Path) -> Iterator[tuple[str, float]]:
    """Seconds from the click until what was asked for is there, in Chromium, on a server that is warm."""
    say = words("en")
    with app_running(folder) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/history?lang=en")
        rows = page.locator(".st-key-kept_sets button")
        rows.first.wait_for()
        page.goto(address)
        page.locator(".st-key-cards").wait_for()

        def clicked(wanted: str, link: Locator, there: Locator) -> tuple[str, float]:
            began_s = time.perf_counter()
            link.click()
            there.first.wait_for()
            return wanted, time.perf_counter() - began_s

        yield clicked("history", page.get_by_role("link", name=say("ui.nav.history")), rows)
        page.get_by_role("button", name=say("history.older")).wait_for()
        yield clicked("one set", rows.nth(3), page.locator(".st-key-again"))
        yield clicked("back", page.locator(".st-key-again button"), rows)
        face = page.get_by_role("radio", name=say("history.face.trend"))
        yield clicked("over time", face, page.locator("[class*='st-key-trend_'] .fc-trend"))
        # What both draw last.
        today = page.locator(".st-key-screening_result")
        yield clicked("today", page.get_by_role("link", name=say("ui.nav.today")), today)
        period = page.locator(".st-key-period_section_3, .st-key-about")
        yield clicked("for the physiotherapist", page.get_by_role("link", name=say("ui.nav.period")), period)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
