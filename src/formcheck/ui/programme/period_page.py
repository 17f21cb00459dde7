"""The page for the physiotherapist: a period, what was prescribed and done in it, and files to hand over."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.programme.period_fhir import MEDIA_TYPE, period_fhir
from formcheck.adapters.programme.period_html import period_html
from formcheck.adapters.programme.period_pdf import period_pdf
from formcheck.adapters.programme.period_sheet import Section, sheet_of
from formcheck.i18n import Words
from formcheck.programme.period import period_of
from formcheck.ui.diary import today
from formcheck.ui.downloads import Download, draw_buttons
from formcheck.ui.markdown import escape_markdown
from formcheck.ui.programme.style import load_style
from formcheck.ui.programme.unavailable import with_diary
from formcheck.ui.session import spoken

_WEEKS = (2, 4, 8, 12)
_LONGEST_DAYS = 366


def draw_period() -> None:
    """Draw the page."""
    say = spoken()
    load_style()
    st.title(say("period.title"), anchor=False)
    st.markdown(say("period.intro"))
    with_diary(lambda mine: _draw(mine, say), say)


def _draw(mine: Diary, say: Words) -> None:
    first, last = _draw_choice(say)
    efforts, pains, plan = mine.efforts(first, last), mine.pains(first, last), mine.plan()
    sheet = sheet_of(period_of(plan, efforts, pains, first, last), plan, say)
    name = f"formcheck-{first.isoformat()}-{last.isoformat()}"
    with st.container(key="period_files", horizontal=True):
        draw_buttons(
            Download(
                key=f"period_{kind}",
                label=say(f"period.save_{kind}"),
                file_name=f"{name}.{ending}",
                mime=mime,
                icon=icon,
                make=make,
            )
            for kind, ending, mime, icon, make in (
                ("pdf", "pdf", "application/pdf", "picture_as_pdf", lambda: period_pdf(sheet)),
                ("html", "html", "text/html", "description", lambda: period_html(sheet).encode()),
                (
                    "fhir",
                    "fhir.json",
                    MEDIA_TYPE,
                    "data_object",
                    lambda: period_fhir(efforts, pains, first, last, say).encode(),
                ),
            )
        )
    st.caption(escape_markdown(sheet.subtitle))  # a Danish date begins as a numbered list does
    for number, section in enumerate(sheet.sections):
        _draw_section(section, number, say)
    for line in sheet.small:
        st.caption(escape_markdown(line))


def _draw_choice(say: Words) -> tuple[date, date]:
    day = today()
    weeks = st.segmented_control(
        say("period.choose"),
        _WEEKS,
        default=_WEEKS[1],
        format_func=lambda n: say("period.weeks", n=n),
        key="period_weeks",
        required=True,
    )
    first = day - timedelta(days=7 * int(weeks or _WEEKS[1]) - 1)
    with st.expander(say("period.own_dates"), icon=":material/date_range:"):
        chosen = st.date_input(
            say("period.from_to"),
            (first, day),
            min_value=day - timedelta(days=_LONGEST_DAYS),
            max_value=day,
            format="DD/MM/YYYY",
            key=f"period_dates_{weeks}",
        )
    if isinstance(chosen, tuple) and len(chosen) == 2:  # noqa: PLR2004 - while one end is chosen there is one
        return chosen[0], chosen[1]
    return first, day


def _draw_section(section: Section, number: int, say: Words) -> None:
    with st.container(key=f"period_section_{number}", border=True):
        st.header(section.title, anchor=False)
        if section.rows:
            st.html(_table(section, say("report.value.none")))
        st.markdown("\n".join(f"- {line}" for line in section.lines))


def _table(section: Section, none: str) -> str:
    """HTML of a table. A phone shows each row as a card, with the columns' names beside the cells.

    none: what a cell without a value says; a card leaves it out.
    """
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
    rows = "".join(f"<tr>{_cells(section.columns, row, none)}</tr>" for row in section.rows)
    return (
        f'<div class="fc-table" tabindex="0" role="region" aria-label="{escape(section.title)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(columns: Sequence[str], row: Sequence[str], none: str) -> str:
    return "".join(
        f'<td class="{"none" if cell == none else "some"}" data-column="{escape(column)}">{escape(cell)}</td>'
        for column, cell in zip(columns, row, strict=True)
    )
