"""One small picture of each fault, taken at its moment, and shown in both reports."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from formcheck.adapters.report_html import report_html
from formcheck.adapters.report_pdf import report_pdf
from formcheck.adapters.stills import Still, Stills
from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.engine.fault_spans import Finding
from formcheck.engine.report import SetReport
from formcheck.i18n import LANGUAGES, words
from tests.review.sets import rep, set_of
from tests.ui.fakes import analysis_of

LEANED = Finding(Flag.LEANED_BACK, 6.0, 8.0, Side.LEFT, -25.0)
FAST = Finding(Flag.TOO_FAST, 0.0, 4.0, Side.LEFT)
REPORT = set_of(
    "seated-knee-raise",
    reps=(rep(0, flags=(Flag.TOO_FAST,)), rep(1, flags=(Flag.LEANED_BACK,))),
    findings=(FAST, LEANED),
)


def taken(report: SetReport, every_s: float = 0.5) -> tuple[Still, ...]:
    """Stills of a video whose pictures get lighter with time."""
    stills = Stills.of(report)
    for n in range(60):
        t_s = n * every_s
        if stills.wants(t_s):
            stills.take(t_s, np.full((720, 1280, 3), 4 * n, dtype=np.uint8))
    return stills.taken


def test_each_fault_is_shown_at_its_moment() -> None:
    found = {still.flag: still for still in taken(REPORT)}
    assert set(found) == {Flag.LEANED_BACK, Flag.TOO_FAST}
    assert (found[Flag.TOO_FAST].t_s, found[Flag.LEANED_BACK].t_s) == (2.0, 7.0)
    for still in found.values():
        picture = Image.open(BytesIO(still.jpeg))
        assert picture.size == still.size_px == (480, 270)
        assert np.asarray(picture).mean() == pytest.approx(8.0 * still.t_s, abs=2.0)


def test_a_set_without_a_fault_needs_no_picture() -> None:
    stills = Stills.of(set_of("seated-knee-raise", reps=(rep(0),)))
    assert stills.done
    assert not stills.wants(1e9)


def test_what_is_not_filmed_is_not_shown() -> None:
    assert taken(REPORT, every_s=0.05)[-1].flag is Flag.TOO_FAST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reports_show_them_and_stand_alone(lang: str) -> None:
    say, plain = words(lang), analysis_of(REPORT)
    with_stills = replace(plain, stills=taken(REPORT))
    html = report_html(with_stills, say)
    assert html.count('src="data:image/jpeg;base64,') == 2
    for still in with_stills.stills:
        assert say("report.still", what=say(f"flag.{still.flag}"), seconds=still.t_s) in html
    assert "<img" not in report_html(plain, say)
    pictures = b"/Filter /DCTDecode"
    assert report_pdf(with_stills, say).count(pictures) == report_pdf(plain, say).count(pictures) + 2
