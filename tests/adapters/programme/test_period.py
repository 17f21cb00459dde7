"""The physiotherapist's page: its PDF and HTML hold the figures of the period, its bundle is valid FHIR."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from fhir.resources.R4B.bundle import Bundle

from formcheck.adapters.programme.period_fhir import CODES, period_fhir
from formcheck.adapters.programme.period_html import period_html
from formcheck.adapters.programme.period_pdf import period_pdf
from formcheck.adapters.programme.period_sheet import Sheet, sheet_of
from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from formcheck.i18n import LANGUAGES, words
from formcheck.programme.effort import Effort, SideEffort
from formcheck.programme.pain import Pain
from formcheck.programme.period import period_of
from formcheck.programme.plan import Plan
from tests.adapters.programme.pdf_text import text_of
from tests.programme.made import MONDAY, after, all_of, before, day, morning, raises, stretch

PLAN = Plan(items=(stretch(), raises()), note="Rolig start <b>æøå</b>")
NOTHING = Plan(items=())
PAINS: tuple[Pain, ...] = (before(MONDAY, 1), after(MONDAY, 4), morning(day(1), 2), before(day(40), 9))


def far(effort: Effort, left: float, right: float) -> Effort:
    sides = ((Side.LEFT, SideEffort(reps=20, best=left)), (Side.RIGHT, SideEffort(reps=18, best=right)))
    return replace(effort, sides=sides)


EFFORTS = (
    *(far(all_of(raises(), day(n)), 10.0 + n, 11.0) for n in range(0, 14, 2)),
    replace(all_of(stretch(), MONDAY, fault=Flag.ARCHED_BACK), tilt_deg=4.0, tilt_sd_deg=2.0),
)


def sheet(lang: str) -> Sheet:
    return sheet_of(period_of(PLAN, EFFORTS, PAINS, MONDAY, day(13)), PLAN, words(lang))


def cells(one: Sheet) -> str:
    return "\n".join(cell for section in one.sections for row in section.rows for cell in row)


def test_planned_against_done_and_the_trend() -> None:
    shown = cells(sheet("en"))
    assert "7 of 14" in shown, "days of the raises"
    assert "repetitions: 280 of 560" in shown
    assert "120 of 1680 s" in shown
    assert "about 22°, ± 10°" in shown
    assert "8° more" in shown, "means of the first and last three days are 12 and 20"
    assert "about the same" in shown, "the right leg"


def test_what_is_prescribed_multiplies_to_what_it_is_held_against() -> None:
    """`2 × 30 s` on 14 days would be 840 s, and 1680 are planned: it is a side."""
    shown = cells(sheet("en")).splitlines()
    assert "2 × 30 s a side" in shown
    assert "2 × 10 a leg, band step 1" in shown
    one_side = Plan(items=(replace(stretch(), side=Side.LEFT),))
    period = period_of(one_side, EFFORTS, (), MONDAY, day(13))
    shown = cells(sheet_of(period, one_side, words("en"))).splitlines()
    assert "2 × 30 s, left leg" in shown
    assert "120 of 840 s" in shown


def test_what_was_not_planned_is_held_against_nothing() -> None:
    """`8 of 0` is no figure."""
    period = period_of(NOTHING, EFFORTS, PAINS, MONDAY, day(13))
    shown = cells(sheet_of(period, NOTHING, words("en"))).splitlines()
    assert "7" in shown
    assert "repetitions: 280" in shown, "a number says of what"
    assert "120.0 s" in shown
    assert not [cell for cell in shown if cell.endswith((" of 0", "of 0 s"))]


def test_few_days_make_no_trend() -> None:
    period = period_of(PLAN, EFFORTS[:3], (), MONDAY, day(13))
    assert "fewer than 6 days" in cells(sheet_of(period, PLAN, words("en")))


def test_what_lies_outside_the_period_is_not_in_it() -> None:
    text = cells(sheet("en"))
    assert "11 April 2026" not in text
    assert period_of(PLAN, EFFORTS, PAINS, day(1), day(13)).pains == (PAINS[2],)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_holds_counts_dates_pain_and_accuracy(lang: str) -> None:
    say, text = words(lang), text_of(period_pdf(sheet(lang)))
    for expected in (
        say("date.full", day=2, month=say("date.month.3"), year=2026),
        say("period.of", done=7, planned=14),
        say("period.done.amount_reps", done=280.0, planned=560.0),
        say("period.pain.after", mean=4.0, most=4.0, n=1),
        say("period.accuracy.change", one=10.0, mean=5.0),
        say("report.disclaimer.accuracy"),
        say("flag.arched_back"),
        "<b>æøå</b>",
    ):
        assert squeezed(expected) in squeezed(text), expected


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_html_says_the_same_and_nothing_in_it_acts(lang: str) -> None:
    page = period_html(sheet(lang))
    assert "<b>" not in page
    assert "<script" not in page
    assert not re.findall(r"https?://", page)
    shown = unescape(page)
    for section in sheet(lang).sections:
        for line in (*section.lines, *(cell for row in section.rows for cell in row)):
            assert line in shown


def test_an_empty_period_is_a_page_too() -> None:
    empty = sheet_of(period_of(Plan(items=()), (), (), MONDAY, day(13)), Plan(items=()), words("en"))
    assert words("en")("period.done.nothing") in text_of(period_pdf(empty))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_bundle_is_valid_fhir(lang: str) -> None:
    text = period_fhir(EFFORTS, PAINS, MONDAY, day(13), words(lang))
    Bundle.model_validate_json(text)
    found = [entry["resource"] for entry in json.loads(text)["entry"]]
    kinds = [resource["resourceType"] for resource in found]
    assert (kinds.count("Observation"), kinds.count("Patient")) == (len(EFFORTS) + 3, 1)
    pains = [each for each in found if each.get("code", {}).get("coding", [{}])[0].get("code") == "72514-3"]
    assert [each["valueQuantity"]["value"] for each in pains] == [1, 4, 2]
    exercise = next(each for each in found if each.get("component"))
    assert exercise["effectiveDateTime"] == "2026-03-02"
    values = {part["code"]["coding"][0]["code"]: part["valueQuantity"] for part in exercise["component"]}
    assert values["complete-repetitions"]["value"] == 40
    assert (values["furthest-left"]["code"], values["seconds-held"]["code"]) == ("deg", "s")
    assert all(part["system"] == "http://unitsofmeasure.org" for part in values.values())
    assert exercise["code"]["coding"][0]["system"] == CODES
    assert "NaN" not in text
