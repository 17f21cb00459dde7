"""What a user's text holds is text in every report, letter by letter, and nothing else."""

import re
import zlib
from html.parser import HTMLParser

import pytest

from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_html import report_html
from formcheck.adapters.report_pdf import report_pdf
from formcheck.adapters.report_schema import Report
from formcheck.i18n import LANGUAGES, words
from tests.hostile import HOSTILE
from tests.ui.fakes import SUPINE, analysis_of


class Outline(HTMLParser):
    """Elements with their attributes, and texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(f"{tag} {sorted(name for name, _ in attrs)}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def html_of(name: str, lang: str) -> Outline:
    return Outline(report_html(analysis_of(SUPINE, name=name), words(lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_html(name: str, lang: str) -> None:
    plain, found = html_of("clip.mp4", lang), html_of(name, lang)
    assert found.elements == plain.elements
    assert found.texts == [text.replace("clip.mp4", name) for text in plain.texts]
    assert sum(name in text for text in found.texts) >= 2


def _streams(content: bytes) -> list[bytes]:
    plain = []
    for packed in re.findall(rb"(?<!end)stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            plain.append(zlib.decompress(packed))
        except zlib.error:
            plain.append(packed)
    return plain


def written_in(content: bytes) -> str:
    """The text of a PDF of ours: fonts say which letter each of their two-byte codes is."""
    streams = _streams(content)
    tables = [
        {
            int(code, 16): chr(int(letter, 16))
            for code, letter in re.findall(rb"<(\w{4})> <(\w{4})>\r?\n", each)
        }
        for each in streams
        if b"beginbfchar" in each
    ]
    letters = []
    for each in (stream for stream in streams if b" Tj" in stream):
        for font, text in re.findall(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", each, re.DOTALL):
            if font:
                table = tables[int(font) - 1] if int(font) <= len(tables) else {}  # the chart's own font
            else:
                plain = re.sub(rb"\\(.)", lambda m: {b"r": b"\r"}.get(m[1], m[1]), text, flags=re.DOTALL)
                codes = (int.from_bytes(plain[n : n + 2]) for n in range(0, len(plain), 2))
                letters += [table.get(code, "?") for code in codes] + ["\n"]
    return "".join(letters)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_pdf(name: str, lang: str) -> None:
    say = words(lang)
    content = report_pdf(analysis_of(SUPINE, name=name), say)
    said = say("report.made_from", name=name, seconds=40.0)
    assert any(line.endswith(f" · {said}") for line in written_in(content).splitlines())
    assert not re.search(rb"/(URI|JavaScript|JS|Launch|Annots)\b", content)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_json(name: str) -> None:
    text = build_report(analysis_of(SUPINE, name=name)).to_json()
    assert Report.model_validate_json(text).video.name == name


def test_a_new_line_makes_no_second_one() -> None:
    assert r"a\nb.mp4" in written_in(report_pdf(analysis_of(SUPINE, name="a\nb.mp4"), words("en")))
    assert any(r"a\nb.mp4" in text for text in html_of("a\nb.mp4", "en").texts)
