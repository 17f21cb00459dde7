"""The report as PDF, on A4, with its own font."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from io import BytesIO

from formcheck.adapters.about_recording import lines_about
from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import build_report
from formcheck.adapters.pdf_document import (
    FONT,
    GO,
    INK,
    QUIET,
    RULE,
    Colour,
    drop,
    open_pdf,
    write,
    write_table,
)
from formcheck.adapters.report_day import day_line, sentence
from formcheck.adapters.report_plot import HEIGHT, WIDTH, plot_svg
from formcheck.adapters.report_schema import Report
from formcheck.adapters.stills import Still, by_flag, faults_to_list
from formcheck.domain.measure import Flag
from formcheck.exercises import EXERCISES
from formcheck.i18n import visible
from formcheck.review import Review, Say, review_of, speak

_NEXT: Colour = (178, 95, 15)
_SIZES = (1.0, 0.94, 0.88, 1.08, 0.82)
LEAST_FULL = 0.2
_STILL_MM = 52.0
_WITH_HEADING_MM = 18.0
_DISCLAIMERS = ("purpose", "accuracy", "stop", "see", "private")


def report_pdf(analysis: Analysis, say: Say, on: date | None = None) -> bytes:
    """Content of the file, in the words of `say`. on: the day that stands in it, by default today."""
    return bytes(laid_out(analysis, say, on).pdf.output())


def laid_out(analysis: Analysis, say: Say, on: date | None = None) -> "_Page":
    """The report on its pages, the last of them worth its paper where that can be."""
    review = review_of(analysis.report, analysis.rows, lines_about(analysis.video))
    # A last page with three lines on it is set smaller until it is gone, or worth its paper.
    compose = partial(_composed, analysis, build_report(analysis), review, say, day_line(on, say))
    *earlier, last = _SIZES
    for size in earlier:
        page = compose(size=size)
        if page.pdf.page == 1 or page.fullness >= LEAST_FULL:
            return page
        drop(page.pdf)
    return compose(size=last)


def _composed(
    analysis: Analysis, report: Report, review: Review, say: Say, day: str, *, size: float
) -> "_Page":
    page = _Page(say, size)
    page.header_of(say(f"{analysis.spec.key}.name"), day, report)
    if nothing := review.cannot_judge:
        why = f"{sentence(speak(nothing.what, say))}. {speak(nothing.fix, say)}"
        if review.looks_like:
            name = say(f"{EXERCISES[review.looks_like].key}.name")
            why = f"{why} {say('report.looks_like', name=name)}"
        page.framed("report.section.cannot", why, _NEXT)
    else:
        page.result(review)
        page.figures(review)
        page.framed("report.section.strength", speak(review.strength, say) if review.strength else "", GO)
        page.framed("report.section.next", speak(review.next_step, say), _NEXT)
        page.faults(review, by_flag(analysis.stills))
    page.listed("report.section.unjudged", _unjudged(review, say))
    page.listed("report.section.notes", [speak(note, say) for note in (*review.notes, *review.sides)])
    if not review.cannot_judge:
        page.plot(review)
        page.table(review)
    page.listed("report.section.disclaimer", [say(f"report.disclaimer.{name}") for name in _DISCLAIMERS])
    page.provenance(report)
    return page


def _unjudged(review: Review, say: Say) -> list[str]:
    lines = []
    for item in review.unjudged[1:] if review.cannot_judge else review.unjudged:
        share = say("report.unjudged.share", percent=100.0 * item.share, seconds=item.seconds)
        lines.append(f"{sentence(speak(item.what, say))}, {share}. {speak(item.fix, say)}")
    return lines or ([] if review.cannot_judge else [say("report.unjudged.nothing")])


class _Page:
    """Writes from top to bottom; breaks pages by itself."""

    def __init__(self, say: Say, size: float) -> None:
        """size: of letters and gaps, 1 as they are meant."""
        self._say, self._size = say, size
        self.pdf = open_pdf(say("report.language"), margin_mm=18, foot_mm=18)

    def _write(self, text: str, *, size: float = 10, bold: bool = False, colour: Colour = INK) -> None:
        write(self.pdf, text, size=size * self._size, bold=bold, colour=colour)

    @property
    def fullness(self) -> float:
        """How far down the last page is written on, 0..1."""
        pdf = self.pdf
        return float((pdf.y - pdf.t_margin) / (pdf.h - pdf.t_margin - pdf.b_margin))

    def _heading(self, key: str) -> None:
        if self.pdf.will_page_break(_WITH_HEADING_MM):  # it does not stand alone at the foot of a page
            self.pdf.add_page()
        self.pdf.ln(4 * self._size)
        self._write(self._say(key), size=11, bold=True)
        self.pdf.ln(1)

    def header_of(self, exercise: str, day: str, report: Report) -> None:
        """Name of the exercise, the day, and the file."""
        say, pdf = self._say, self.pdf
        pdf.set_title(f"{exercise} · {visible(report.video.name)}")
        pdf.set_creator(f"formcheck {report.provenance.formcheck}")
        self._write(f"formcheck · {say('report.title')}", size=9, colour=QUIET)
        self._write(exercise, size=18, bold=True)
        made_from = say("report.made_from", name=report.video.name, seconds=report.video.duration_s)
        self._write(f"{day} · {made_from}", size=9, colour=QUIET)
        pdf.set_draw_color(*GO)
        pdf.set_line_width(0.8)
        pdf.line(pdf.l_margin, pdf.y + 2, pdf.w - pdf.r_margin, pdf.y + 2)
        pdf.ln(6)

    def result(self, review: Review) -> None:
        """Write what came of it."""
        if review.result:
            self._write(speak(review.result, self._say), size=11, bold=True)
            self.pdf.ln(2 * self._size)

    def faults(self, review: Review, stills: Mapping[Flag, Still]) -> None:
        """Write what to work on, each with its picture where there is one."""
        faults = faults_to_list(review, stills)
        if not faults:
            return
        self._heading("report.section.faults")
        pdf, left = self.pdf, self.pdf.l_margin
        for fault, said in faults:
            still = stills.get(fault.flag)
            if still is None:
                self._write(f"•  {speak(said, self._say)}", size=9)
                continue
            width_px, height_px = still.size_px
            width = _STILL_MM * min(1.0, width_px / height_px)
            height = width * height_px / width_px
            if pdf.will_page_break(height + 3):
                pdf.add_page()
            top = pdf.y
            what = self._say(f"flag.{fault.flag}")
            alt = self._say("report.still", what=what, seconds=still.t_s)
            pdf.image(BytesIO(still.jpeg), x=left, y=top, w=width, h=height, alt_text=alt)
            pdf.set_left_margin(left + _STILL_MM + 4)
            pdf.set_xy(left + _STILL_MM + 4, top)
            self._write(speak(said, self._say), size=9)
            pdf.set_left_margin(left)
            pdf.set_xy(left, max(pdf.y, top + height) + 3)

    def figures(self, review: Review) -> None:
        """Write the headline numbers side by side."""
        pdf, gap = self.pdf, 3.0
        width = (pdf.epw - gap * (len(review.figures) - 1)) / len(review.figures)
        top = pdf.y
        pdf.set_draw_color(*RULE)
        pdf.set_line_width(0.3)
        for n, figure in enumerate(review.figures):
            x = pdf.l_margin + n * (width + gap)
            pdf.rect(x, top, width, 19, round_corners=True, corner_radius=2)
            pdf.set_xy(x + 2.5, top + 2.5)
            pdf.set_font(FONT, "", 7.5)
            pdf.set_text_color(*QUIET)
            pdf.multi_cell(width - 5, 3.5, self._say(figure.label), align="L")
            pdf.set_xy(x + 2.5, top + 10)
            pdf.set_font(FONT, "B", 13)
            pdf.set_text_color(*INK)
            pdf.cell(width - 5, 7, speak(figure.value, self._say))
        pdf.set_xy(pdf.l_margin, top + 22)

    def framed(self, key: str, text: str, colour: Colour) -> None:
        """Write a heading and a sentence with a coloured bar beside them."""
        if not text:
            return
        pdf = self.pdf
        pdf.ln(2)
        top = pdf.y
        left = pdf.l_margin
        pdf.set_left_margin(left + 5)
        self._write(self._say(key), size=10, bold=True)
        self._write(text)
        pdf.set_left_margin(left)
        pdf.set_x(left)
        pdf.set_fill_color(*colour)
        if pdf.y > top:
            pdf.rect(left, top, 1.4, pdf.y - top, style="F")
        pdf.ln(1)

    def listed(self, key: str, lines: list[str]) -> None:
        """Write a heading and its points."""
        if not lines:
            return
        self._heading(key)
        left = self.pdf.l_margin
        for text in lines:
            self.pdf.set_font(FONT, "", 9)
            self.pdf.cell(4, 4.5, "•")
            self.pdf.set_left_margin(left + 4)
            self._write(text, size=9)
            self.pdf.set_left_margin(left)
            self.pdf.set_x(left)
            self.pdf.ln(0.8)

    def plot(self, review: Review) -> None:
        """Draw the course of the main measure."""
        pdf, width = self.pdf, self.pdf.epw * min(1.0, self._size)
        height = width * HEIGHT / WIDTH
        if pdf.will_page_break(height + 20):
            pdf.add_page()
        self._heading("report.section.course")
        self._write(speak(review.chart.title, self._say), size=9, colour=QUIET)
        pdf.image(
            BytesIO(plot_svg(review.chart, self._say).encode()),
            w=width,
            alt_text=speak(review.chart.title, self._say),
        )

    def table(self, review: Review) -> None:
        """Repetitions, holds or tries."""
        say, pdf, table = self._say, self.pdf, review.table
        self._heading(table.title)
        if not table.rows:
            self._write(say("report.no_rows"), size=9)
            return
        pdf.ln(1)
        pdf.set_fill_color(255, 255, 255)
        columns = [say(column) for column in table.columns]
        rows = [[speak(cell, say) for cell in row] for row in table.rows]
        write_table(pdf, columns, rows, size=8, line_mm=5, padding_mm=0.6)

    def provenance(self, report: Report) -> None:
        """By what the report was made."""
        say, made, video = self._say, report.provenance, report.video
        size = say(
            "report.provenance.size",
            width=video.width_px,
            height=video.height_px,
            frames=video.frames,
            seconds=video.duration_s,
        )
        self._heading("report.section.provenance")
        for name, value in (
            ("formcheck", made.formcheck),
            ("mediapipe", made.mediapipe),
            ("model", f"{made.model} (sha256 {made.model_sha256})"),
            ("criteria", made.criteria),
            ("video", size),
        ):
            self._write(f"{say(f'report.provenance.{name}')}: {value}", size=7.5, colour=QUIET)
