"""The PDF report has all letters of both languages and as many pages as it needs."""

import re
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from formcheck.adapters.report_pdf import LEAST_FULL, laid_out, report_pdf
from formcheck.engine.report import SetReport
from formcheck.i18n import LANGUAGES, words
from tests.review.sets import rep, set_of
from tests.ui.fakes import NOBODY, SUPINE, analysis_of

MANY = set_of("supine-march", reps=tuple(rep(n) for n in range(80)))


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


def letters_of(content: bytes) -> set[str]:
    """Letters that the embedded fonts can draw: each subset carries a table of its codes."""
    fonts = []
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with suppress(zlib.error):
            plain = zlib.decompress(packed)
            if plain.startswith(b"\x00\x01\x00\x00"):
                fonts.append(TTFont(BytesIO(plain)))
    return {chr(code) for font in fonts for code in font["cmap"].getBestCmap()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("report", [SUPINE, NOBODY, MANY], ids=["reps", "nobody", "many"])
def test_it_is_a_pdf(report: SetReport, lang: str) -> None:
    content = report_pdf(analysis_of(report), words(lang))
    assert content.startswith(b"%PDF-")
    assert pages(content) >= 1


def test_a_long_set_takes_more_pages() -> None:
    assert pages(report_pdf(analysis_of(MANY), words("en"))) > pages(
        report_pdf(analysis_of(SUPINE), words("en"))
    )


def test_danish_letters_are_embedded() -> None:
    assert set("æøå") <= letters_of(report_pdf(analysis_of(SUPINE), words("da")))


@pytest.mark.parametrize("n", [0, 3, 11, 14, 20, 40])
def test_the_last_page_is_worth_its_paper(n: int) -> None:
    """What spills over by a few lines is set smaller until it does not."""
    page = laid_out(
        analysis_of(set_of("supine-march", reps=tuple(rep(each) for each in range(n)))), words("da")
    )
    assert page.pdf.page == 1 or page.fullness >= LEAST_FULL
