"""The physiotherapist's page as PDF on A4, with its own font; as a rule one page."""

from fpdf import FPDF

from formcheck.adapters.pdf_document import GO, INK, QUIET, Colour, open_pdf, write, write_table
from formcheck.adapters.programme.period_sheet import Section, Sheet
from formcheck.i18n import visible


def period_pdf(sheet: Sheet) -> bytes:
    """Content of the file."""
    pdf = open_pdf(sheet.lang, margin_mm=15, foot_mm=14)
    pdf.set_title(sheet.title)
    pdf.set_creator("formcheck")
    _write(pdf, sheet.title, size=15, bold=True)
    _write(pdf, sheet.subtitle, size=8.5, colour=QUIET)
    pdf.set_draw_color(*GO)
    pdf.set_line_width(0.8)
    pdf.line(pdf.l_margin, pdf.y + 1.5, pdf.w - pdf.r_margin, pdf.y + 1.5)
    pdf.ln(3)
    for section in sheet.sections:
        _section(pdf, section)
    pdf.ln(2)
    for line in sheet.small:
        _write(pdf, line, size=7, colour=QUIET)
    return bytes(pdf.output())


def _section(pdf: FPDF, section: Section) -> None:
    pdf.ln(2)
    _write(pdf, section.title, size=10, bold=True)
    if section.rows:
        rows = [[visible(cell) for cell in row] for row in section.rows]
        write_table(pdf, section.columns, rows, size=7.5, line_mm=4, padding_mm=0.5)
        pdf.ln(1)
    for line in section.lines:
        _write(pdf, f"•  {line}", size=8)


def _write(pdf: FPDF, text: str, *, size: float, bold: bool = False, colour: Colour = INK) -> None:
    write(pdf, visible(text), size=size, bold=bold, colour=colour)
