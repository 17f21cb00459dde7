"""Samples are named by what they show, and a long wait is told in minutes: in the language that is read."""

import pytest

from formcheck.exercises import EXERCISES
from formcheck.i18n import LANGUAGES, words
from formcheck.ui.samples import sample_videos
from formcheck.ui.upload.running import _how_far


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sample_is_named_in_words(lang: str) -> None:
    say = words(lang)
    for slug in EXERCISES:
        for video in sample_videos(slug):
            if video.exercise is not None:
                assert video.title(say) in say.sentences.values(), video.path.name
    (clean,) = [v for v in sample_videos("supine-march") if v.path.stem == "supine_march_clean"]
    assert clean.title(say) == {"en": "Done well", "da": "Udført godt"}[lang]


@pytest.mark.parametrize(
    ("left_s", "english", "danish"),
    [
        (None, "40 % done", "40 % færdig"),
        (42.2, "40 % done, about 43 s left", "40 % færdig, ca. 43 s tilbage"),
        (179.0, "40 % done, about 3 min left", "40 % færdig, ca. 3 min tilbage"),
    ],
)
def test_a_long_wait_is_told_in_minutes(left_s: float | None, english: str, danish: str) -> None:
    assert _how_far(0.4, left_s, words("en")) == english
    assert _how_far(0.4, left_s, words("da")) == danish
