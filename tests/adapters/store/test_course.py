"""An analysis comes back from the history as it was: every sentence, every number, every file made of it."""

import io
import re

import pytest

from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_html import report_html
from formcheck.adapters.store.course import CourseUnreadable, read_course, write_course
from formcheck.engine.report import SetReport
from formcheck.i18n import words
from tests.adapters.store.analyses import KINDS, analysis_of


def spelled(report: SetReport) -> str:
    """All of a report. NaN equals itself here, and 0 is 0.0."""
    return re.sub(r"=(\d+)(?=[,)])", r"=\1.0", repr(report))


@pytest.mark.parametrize("slug", KINDS)
def test_it_comes_back_as_it_was(slug: str) -> None:
    analysis = analysis_of(slug)
    again = read_course(write_course(analysis))
    assert build_report(again) == build_report(analysis)
    assert rows_as_csv(again.rows) == rows_as_csv(analysis.rows)
    assert report_html(again, words("da")) == report_html(analysis, words("da"))
    assert spelled(again.report) == spelled(analysis.report)
    assert (again.video, again.model) == (analysis.video, analysis.model)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + 18 * b"\0", b"no zip at all"])
def test_what_is_none_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(CourseUnreadable):
        read_course(io.BytesIO(content))


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_what_is_damaged_is_said_to_be_damaged(cut: float) -> None:
    content = write_course(analysis_of("thomas-check")).read()
    with pytest.raises(CourseUnreadable):
        read_course(io.BytesIO(content[: int(cut * len(content))]))
    turned = bytearray(content)
    turned[int(cut * len(content))] ^= 0xFF
    with pytest.raises(CourseUnreadable):
        read_course(io.BytesIO(bytes(turned)))
