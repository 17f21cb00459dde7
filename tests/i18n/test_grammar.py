"""Every sentence, with every number that may stand in it, is one that a person would write."""

import re
from collections.abc import Iterator
from itertools import product
from string import Formatter

import pytest

from formcheck.i18n import LANGUAGES, words

NUMBERS = (0, 1, 2, 1000, 0.04, 1.04, 2.5, -0.3)
# Placeholders without a format that take whole numbers; the others take text.
COUNTS = {
    "n", "of", "total", "first", "last", "low", "high", "sets_low", "sets_high", "done", "aim", "value",
    "deg", "sd", "frames", "needed", "free", "seconds", "minutes",
}  # fmt: skip
SIZES = {"width", "height"}
RANGES = {"low", "high", "sets_low", "sets_high", "total", "planned"}  # of several, as the doses are
# Counts that are never one, or never many: what says them chooses another sentence then.
NEVER = {
    "report.where.all": {0, 1, 2},
    "report.where.many": {0, 1, 2},
    "report.where.spans": {0, 1},
    "report.strength.some_clean": {0},
}
BROKEN = {
    "en": r"\b1 (repetitions|seconds|sets|times|tries|attempts|holds|degrees|minutes|frames|stretches|were)\b"
    r"|(?<![\d.,])(0|2|1000) (repetition|second|set|time|try|attempt|hold|degree|minute|frame)\b"
    r"|(?<![\d.,])(2|1000) (was|is)\b",
    "da": r"\b1 (gentagelser|sekunder|gange|grader|minutter|billeder|stykker)\b"
    r"|(?<![\d.,])(0|2|1000) (gentagelse|sekund|gang|grad|minut|billede|stykke)\b",
}
SLIPS = r" {2}| [,.;](?=\s|$)|\.\.|,,|\bnan\b|\binf\b|(?<![\w.,])-0(?![.,\d])|\{|\}"
WRONG_MARK = {"en": r"\d,\d", "da": r"\d\.\d"}


def values_of(name: str, spec: str, key: str) -> list[object]:
    if name in SIZES:
        return [640]
    if name in RANGES:
        return [2, 1000]
    if spec.endswith("f"):
        return [float(number) for number in NUMBERS]
    if name not in COUNTS:
        return ["Text"]
    never = NEVER.get(key.removesuffix(".many"), set()) if name == "n" else set()
    if name == "n" and key.endswith(".many"):
        never = never | {1}
    if name == "n" and key.endswith(".one"):
        return [1]
    return [n for n in (0, 1, 2, 1000) if n not in never] or [3, 1000]


def said(lang: str, key: str) -> Iterator[str]:
    say = words(lang)
    parts = {(name, spec or "") for _, name, spec, _ in Formatter().parse(say.sentences[key]) if name}
    choices = [[(name, value) for value in values_of(name, spec, key)] for name, spec in sorted(parts)]
    fewest = max((len(each) for each in choices), default=1)
    # All with all is too much for a sentence of five numbers: there, each value once.
    rows = product(*choices) if len(choices) <= 2 else zip(*[each * fewest for each in choices], strict=False)
    for row in rows:
        yield say(key, **dict(row))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_breaks_a_sentence(lang: str) -> None:
    wrong = re.compile(f"{BROKEN[lang]}|{SLIPS}|{WRONG_MARK[lang]}", re.IGNORECASE)
    sources = re.compile(r"http://localhost|PeerJ 4:e2325|31[.,]8|57[.,]1")
    broken = {
        key: text
        for key in words(lang).sentences
        for text in said(lang, key)
        if wrong.search(sources.sub("X", text))
    }
    assert broken == {}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "1 repetitions"),
        ("en", "2 repetition"),
        ("en", "held  it"),
        ("en", "1,5 s"),
        ("da", "1 gentagelser"),
        ("da", "0.0 s"),
        ("da", "1.5 s"),
        ("da", "-0 grader"),
    ],
)
def test_such_a_slip_is_found(lang: str, text: str) -> None:
    assert re.search(f"{BROKEN[lang]}|{SLIPS}|{WRONG_MARK[lang]}", text)


def test_a_whole_number_is_written_as_the_language_does_too() -> None:
    """A sum of nothing is 0, and was written 0.0 s in Danish."""
    assert words("da")("report.value.seconds", value=0) == "0,0 s"
    assert words("da")("report.value.seconds", value=sum([])) == "0,0 s"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reason_is_a_sentence_of_its_own_wherever_it_stands(lang: str) -> None:
    """After `fordi` the order of words changes: no reason is put after it."""
    sentences = words(lang).sentences
    assert not [key for key, text in sentences.items() if re.search(r"\b(because|fordi) \{", text)]
    for key, text in sentences.items():
        if re.fullmatch(r"gate\.\w+\.what", key):
            assert text[0].islower(), key
            assert text[-1].isalpha(), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finding_goes_on_after_a_colon_and_advice_is_a_sentence(lang: str) -> None:
    for key, text in words(lang).sentences.items():
        if ".finding." in key:
            assert text[0].islower() or text.startswith("{way}"), key
            assert not text.endswith("."), key
        if ".advice." in key:
            assert text[0].isupper(), key
            assert text.endswith("."), key


# What was found in the app by who speaks the language, with what is right: see the list of each kind.
NOT_DANISH = (
    r"\bbliv stille\b|knæet bliver lige bøjet|slip lidt igen|sidste gang\b|bækkenets vip\b|\blænede sig\b"
    r"|hele gentagelser|\bfrikend|forbindelsen røg|én af 1\b|fordi jeg (kan|er|har)|\bpixels\b"
)


def test_danish_has_none_of_what_was_found_in_it() -> None:
    found = {
        key: text for key, text in words("da").sentences.items() if re.search(NOT_DANISH, text, re.IGNORECASE)
    }
    assert found == {}


def test_frames_are_not_called_pictures_where_there_may_be_none() -> None:
    for key in (
        "ui.result.nothing_judged",
        "cli.nothing_judged",
        "report.provenance.size",
        "gate.low_frame_rate.what",
    ):
        assert not re.search(r"\bpictures?\b", words("en").sentences[key]), key
