"""The report as PDF, on A4, with its own font."""

from importlib.resources import as_file, files
from io import BytesIO

from fpdf import FPDF
from fpdf.fonts import FontFace

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import Report, build_report
from formcheck.adapters.report_plot import HEIGHT, WIDTH, plot_svg
from formcheck.review import Review, Say, review_of, speak

_FONT = "DejaVu"
_GO, _NEXT, _INK, _QUIET, _RULE = (11, 125, 112), (178, 95, 15), (23, 32, 43), (85, 97, 111), (221, 227, 234)
_DISCLAIMERS = ("purpose", "accuracy", "stop", "see", "private")


def report_pdf(analysis: Analysis, say: Say) -> bytes:
    """Content of the file, in the words of `say`."""
    review, report = review_of(analysis.report, analysis.rows), build_report(analysis)
    page = _Page(say)
    page.header_of(say(f"{analysis.spec.key}.name"), report)
    page.figures(review)
    page.framed("report.section.strength", speak(review.strength, say) if review.strength else "", _GO)
    page.framed("report.section.next", speak(review.next_step, say), _NEXT)
    page.listed("report.section.unjudged", _unjudged(review, say))
    page.listed("report.section.notes", [speak(note, say) for note in (*review.notes, *review.sides)])
    page.plot(review)
    page.table(review)
    page.listed("report.section.disclaimer", [say(f"report.disclaimer.{name}") for name in _DISCLAIMERS])
    page.provenance(report)
    return bytes(page.pdf.output())


def _unjudged(review: Review, say: Say) -> list[str]:
    lines = []
    for item in review.unjudged:
        share = say("report.unjudged.share", percent=100.0 * item.share, seconds=item.seconds)
        lines.append(f"{speak(item.what, say).capitalize()}, {share}. {speak(item.fix, say)}")
    return lines or [say("report.unjudged.nothing")]


class _Page:
    """Writes from top to bottom; breaks pages by itself."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self.pdf = pdf = FPDF(format="A4")
        for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            with as_file(files("formcheck.fonts") / name) as path:
                pdf.add_font(_FONT, style, path)
        pdf.set_margin(18)
        pdf.set_auto_page_break(auto=True, margin=18)
        pdf.set_lang(say("report.language"))
        pdf.add_page()

    def _write(
        self, text: str, *, size: float = 10, bold: bool = False, colour: tuple[int, int, int] = _INK
    ) -> None:
        self.pdf.set_font(_FONT, "B" if bold else "", size)
        self.pdf.set_text_color(*colour)
        self.pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def _heading(self, key: str) -> None:
        self.pdf.ln(4)
        self._write(self._say(key), size=11, bold=True)
        self.pdf.ln(1)

    def header_of(self, exercise: str, report: Report) -> None:
        """Name of the exercise and of the file."""
        say, pdf = self._say, self.pdf
        pdf.set_title(f"{exercise} · {report.video.name}")
        pdf.set_creator(f"formcheck {report.provenance.formcheck}")
        self._write(f"formcheck · {say('report.title')}", size=9, colour=_QUIET)
        self._write(exercise, size=18, bold=True)
        made_from = say("report.made_from", name=report.video.name, seconds=report.video.duration_s)
        self._write(made_from, size=9, colour=_QUIET)
        pdf.set_draw_color(*_GO)
        pdf.set_line_width(0.8)
        pdf.line(pdf.l_margin, pdf.y + 2, pdf.w - pdf.r_margin, pdf.y + 2)
        pdf.ln(6)

    def figures(self, review: Review) -> None:
        """Write the headline numbers side by side."""
        pdf, gap = self.pdf, 3.0
        width = (pdf.epw - gap * (len(review.figures) - 1)) / len(review.figures)
        top = pdf.y
        pdf.set_draw_color(*_RULE)
        pdf.set_line_width(0.3)
        for n, figure in enumerate(review.figures):
            x = pdf.l_margin + n * (width + gap)
            pdf.rect(x, top, width, 19, round_corners=True, corner_radius=2)
            pdf.set_xy(x + 2.5, top + 2.5)
            pdf.set_font(_FONT, "", 7.5)
            pdf.set_text_color(*_QUIET)
            pdf.multi_cell(width - 5, 3.5, self._say(figure.label), align="L")
            pdf.set_xy(x + 2.5, top + 10)
            pdf.set_font(_FONT, "B", 13)
            pdf.set_text_color(*_INK)
            pdf.cell(width - 5, 7, speak(figure.value, self._say))
        pdf.set_xy(pdf.l_margin, top + 22)

    def framed(self, key: str, text: str, colour: tuple[int, int, int]) -> None:
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
            self.pdf.set_font(_FONT, "", 9)
            self.pdf.cell(4, 4.5, "•")
            self.pdf.set_left_margin(left + 4)
            self._write(text, size=9)
            self.pdf.set_left_margin(left)
            self.pdf.set_x(left)
            self.pdf.ln(0.8)

    def plot(self, review: Review) -> None:
        """Draw the course of the main measure."""
        pdf, height = self.pdf, self.pdf.epw * HEIGHT / WIDTH
        if pdf.will_page_break(height + 20):
            pdf.add_page()
        self._heading("report.section.course")
        self._write(speak(review.chart.title, self._say), size=9, colour=_QUIET)
        pdf.image(
            BytesIO(plot_svg(review.chart, self._say).encode()),
            w=pdf.epw,
            alt_text=speak(review.chart.title, self._say),
        )

    def table(self, review: Review) -> None:
        """Repetitions, holds or tries."""
        say, pdf, table = self._say, self.pdf, review.table
        self._heading(table.title)
        for _, fault in review.faults:
            self._write(f"•  {speak(fault, say)}", size=9)
        if not table.rows:
            self._write(say("report.no_rows"), size=9)
            return
        pdf.ln(1)
        pdf.set_font(_FONT, "", 8)
        pdf.set_text_color(*_INK)
        pdf.set_fill_color(255, 255, 255)
        pdf.set_draw_color(*_RULE)
        pdf.set_line_width(0.2)
        head = FontFace(emphasis="B", color=_QUIET)
        with pdf.table(
            borders_layout="HORIZONTAL_LINES",
            headings_style=head,
            text_align="LEFT",
            line_height=5,
            padding=0.6,
        ) as drawn:
            drawn.row([say(column) for column in table.columns])
            for row in table.rows:
                drawn.row([speak(cell, say) for cell in row])

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
            self._write(f"{say(f'report.provenance.{name}')}: {value}", size=7.5, colour=_QUIET)
