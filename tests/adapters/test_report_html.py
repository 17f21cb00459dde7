"""The HTML report stands alone, says all that must be said, and lets no file name break it."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_html import report_html
from formcheck.adapters.report_plot import plot_svg, ticks
from formcheck.domain.measure import Flag
from formcheck.engine.report import SetReport
from formcheck.i18n import LANGUAGES, words
from formcheck.review import review_of
from tests.review.sets import held, set_of, tried
from tests.ui.fakes import NOBODY, SUPINE, analysis_of

ARCHED = set_of("half-kneeling-stretch", holds=(held(22, credited_s=16, flag=Flag.ARCHED_BACK),))
LIFTED = set_of("thomas-check", tries=(tried(14.6),), lift_deg=14.6, mobility="lifted")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "report", [SUPINE, NOBODY, ARCHED, LIFTED], ids=["reps", "nobody", "arched", "thomas"]
)
def test_it_stands_alone(report: SetReport, lang: str) -> None:
    html = report_html(analysis_of(report), words(lang))
    assert f'<html lang="{lang}">' in html
    assert "<script" not in html
    outside = [url for url in re.findall(r"https?://[^\s\"'<)]+", html) if "www.w3.org/2000/svg" not in url]
    assert outside == []
    assert not re.search(r"\bsrc=(?!\"data:)|<link|@import|url\(", html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_must_be_said(lang: str) -> None:
    say = words(lang)
    html = report_html(analysis_of(SUPINE), say)
    made = build_report(analysis_of(SUPINE)).provenance
    for text in (made.formcheck, made.mediapipe, made.model_sha256, made.criteria):
        assert text in html
    for key in ("report.disclaimer.purpose", "report.disclaimer.stop", "gate.feet_out_of_frame.fix"):
        assert say(key) in html
    assert html.count("<tr>") == 1 + len(SUPINE.reps)


def test_the_mobility_check_carries_its_study() -> None:
    html = report_html(analysis_of(LIFTED), words("da"))
    assert "31,8 %" in html
    assert "57,1 %" in html


def test_arched_time_is_explained() -> None:
    assert words("en").say("report.note.arched", seconds=6.0) in report_html(analysis_of(ARCHED), words("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_to_be_said_of_the_file_is_said(lang: str) -> None:
    say, usual = words(lang), analysis_of(SUPINE)
    for video, sentence in (
        (replace(usual.video, breaks_off_s=35.1), say("report.note.breaks_off", seconds=35.1, stated=40.0)),
        (replace(usual.video, mirrored=True), say("report.note.mirrored")),
        (replace(usual.video, mirrored=True, unmirrored=True), say("report.note.unmirrored")),
    ):
        assert sentence in report_html(replace(usual, video=video), say)
        assert sentence not in report_html(usual, say)


def test_a_file_name_is_text_and_not_markup() -> None:
    html = report_html(analysis_of(SUPINE, name="<img src=x onerror=alert(1)>.mp4"), words("en"))
    assert "<img" not in html
    assert "&lt;img" in html


@pytest.mark.parametrize(
    "report", [SUPINE, NOBODY, ARCHED, LIFTED], ids=["reps", "nobody", "arched", "thomas"]
)
def test_the_plot_is_well_formed_and_described(report: SetReport) -> None:
    chart = review_of(report, analysis_of(report).rows).chart
    svg = ET.fromstring(plot_svg(chart, words("da")))
    assert svg.attrib["role"] == "img"
    assert len(svg.attrib["aria-label"]) > 20


@pytest.mark.parametrize(
    ("low", "high"), [(0.0, 1.0), (-12.0, 27.0), (0.0, 600.0), (100.0, 196.5), (0.0, 0.04)]
)
def test_ticks_are_few_and_inside(low: float, high: float) -> None:
    marks = ticks(low, high)
    assert 2 <= len(marks) <= 8
    assert low <= marks[0] <= marks[-1] <= high


@pytest.mark.parametrize(("lang", "day"), [("en", "1 March 2025"), ("da", "1. marts 2025")])
def test_the_day_is_the_one_on_which_it_was_done(lang: str, day: str) -> None:
    assert day in report_html(analysis_of(SUPINE), words(lang), date(2025, 3, 1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_was_not_judged_gets_a_reason_and_no_numbers(lang: str) -> None:
    html, say = report_html(analysis_of(NOBODY), words(lang)), words(lang)
    assert say("report.section.cannot") in html
    assert html.count(say("gate.no_person.fix")) <= 2
    assert '<dl class="figures"' not in html
    assert "<svg" not in html
    assert "<table" not in html
