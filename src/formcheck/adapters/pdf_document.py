"""What all PDFs of ours have in common: the font, how a text and a table are set."""

from collections.abc import Iterable, Sequence
from importlib.resources import as_file, files

from fpdf import FPDF
from fpdf.fonts import FontFace, TTFFont

FONT = "DejaVu"
Colour = tuple[int, int, int]
GO: Colour = (11, 125, 112)
INK: Colour = (23, 32, 43)
QUIET: Colour = (85, 97, 111)
RULE: Colour = (221, 227, 234)


def open_pdf(lang: str, *, margin_mm: float, foot_mm: float) -> FPDF:
    """An A4 page with the font at hand. Breaks pages by itself, foot_mm above their lower edge."""
    pdf = FPDF(format="A4")
    pdf.alias_nb_pages("")  # it would put the number of pages where a text of the user's has {nb}
    for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        with as_file(files("formcheck.fonts") / name) as path:
            pdf.add_font(FONT, style, path)
    pdf.set_margin(margin_mm)
    pdf.set_auto_page_break(auto=True, margin=foot_mm)
    pdf.set_lang(lang)
    pdf.add_page()
    return pdf


def drop(pdf: FPDF) -> None:
    """Let go of the files of its letters: written out, it would do so itself."""
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.close()


def write(pdf: FPDF, text: str, *, size: float, bold: bool = False, colour: Colour = INK) -> None:
    """Write a paragraph over the whole width."""
    pdf.set_font(FONT, "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")


def write_table(
    pdf: FPDF,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    size: float,
    line_mm: float,
    padding_mm: float,
) -> None:
    """Write a table with a rule between its rows."""
    pdf.set_font(FONT, "", size)
    pdf.set_text_color(*INK)
    pdf.set_draw_color(*RULE)
    pdf.set_line_width(0.2)
    with pdf.table(
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="B", color=QUIET),
        text_align="LEFT",
        line_height=line_mm,
        padding=padding_mm,
    ) as drawn:
        drawn.row(columns)
        for row in rows:
            drawn.row(row)
