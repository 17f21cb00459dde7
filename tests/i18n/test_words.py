"""Both languages say everything that can be said, alike, in few words, and claim nothing."""

import re
from string import Formatter

import pytest

from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import LANGUAGES, Language, words
from tests.i18n.used_keys import cue_keys, data_keys, error_fields, source_patterns

EN, DA = words("en").sentences, words("da").sentences
MOST_CUE_WORDS = 8
# Where a sentence may name what formcheck does not do.
DISCLAIMERS = ("ui.about.purpose", "report.disclaimer.purpose")


def placeholders(sentence: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(EN) ^ set(DA) == set()


@pytest.mark.parametrize("key", sorted(EN))
def test_both_languages_fill_in_the_same(key: str) -> None:
    assert placeholders(EN[key]) == placeholders(DA[key])


@pytest.mark.parametrize("key", sorted(data_keys()))
def test_everything_that_can_be_emitted_has_words(key: str) -> None:
    for table in (EN, DA):
        assert table[key]


@pytest.mark.parametrize(("key", "fields"), sorted(error_fields().items()))
def test_errors_use_only_what_they_carry_and_say_what_to_do(key: str, fields: tuple[str, ...]) -> None:
    for table in (EN, DA):
        assert {name for name, _ in placeholders(table[key])} <= set(fields)
        assert len(re.findall(r"[.!](?=\s|$)", table[key])) >= 2


def test_no_orphans() -> None:
    known, patterns = data_keys(), source_patterns()
    orphans = [key for key in EN if key not in known and not any(p.fullmatch(key) for p in patterns)]
    assert orphans == []


@pytest.mark.parametrize("spec", EXERCISES.values(), ids=EXERCISES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_cues_are_short_and_complete(spec: ExerciseSpec, lang: str) -> None:
    table = words(lang).sentences
    given = {key for key in table if key.startswith(f"{spec.key}.cue.")}
    assert given == cue_keys(spec)
    for key in given:
        assert len(table[key].split()) <= MOST_CUE_WORDS, key
        assert not table[key].endswith("."), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_coach_says_aloud_is_short(lang: str) -> None:
    table = words(lang).sentences
    spoken = {key: sentence for key, sentence in table.items() if key.startswith("live.say.")}
    assert spoken
    for key, sentence in spoken.items():
        assert len(sentence.split()) <= MOST_CUE_WORDS, key
        assert not sentence.endswith("."), key


FORBIDDEN = {
    "en": r"\bpositive\b|\bnegative\b|shortened|\btreat(s|ment|ed|ing)?\b|diagnos|rehabilit|\bcures?\b|\bheal"
    r"|tight psoas|pathol|disorder|\bpatient",
    "da": r"\bpositiv|\bnegativ|forkort|\bbehandl|diagnos|genoptræn|rehabilit|\bhelbred|kurer|stram psoas"
    r"|sygdom|\bpatient",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_claims_to_diagnose_or_to_treat(lang: str) -> None:
    guilty = {
        key: sentence
        for key, sentence in words(lang).sentences.items()
        if re.search(FORBIDDEN[lang], sentence, re.IGNORECASE) and key not in DISCLAIMERS
    }
    assert guilty == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_disclaimers_deny_it(lang: str) -> None:
    for key in DISCLAIMERS:
        assert re.search(r"\bnot\b|\bikke\b", words(lang).say(key))


def test_danish_traps() -> None:
    # "Hold" as a noun is a team, and "hold i ryggen" is a back spasm.
    for key, sentence in DA.items():
        assert not re.search(r"\bholdet\b|\bhold i ryggen\b", sentence, re.IGNORECASE), key
        for found in re.finditer(r"\bhold\b(?P<after>.*)", sentence, re.IGNORECASE):
            assert re.match(r" (stillingen|udsynet|dig i ro)", found["after"]), (key, sentence)


def test_numbers_follow_the_language() -> None:
    assert words("en").say("report.value.seconds", value=4.25) == "4.2 s"
    assert words("da").say("report.value.seconds", value=4.25) == "4,2 s"
    assert words("da").say("report.value.deg", value=-0.4) == "ca. 0°"
    assert words("en").say("report.value.deg", value=-12.6) == "about -13°"


def test_a_missing_key_is_named() -> None:
    with pytest.raises(KeyError, match=r"nobody\.knows"):
        words(Language.DA).say("nobody.knows")


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(KeyError, match="name"):
        words("en").say("error.video_missing", file="a.mp4")


def test_words_can_be_called() -> None:
    assert words("da")("side.left") == "venstre ben"
