"""The words that the app uses, explained, and links to them from where they are used."""

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.session import known

GLOSSARY = (
    "psoas", "iliacus", "iliopsoas", "hip_flexor", "neutral", "pelvic_tilt", "half_kneeling", "repetition",
    "set", "hold", "dose", "band", "core", "range", "thomas",
)  # fmt: skip
_OWN_WORDS = {"half_kneeling_stretch": "half_kneeling", "thomas_check": "thomas"}
_WORD = "word"


def asked_word() -> str | None:
    """The word that the address asks for."""
    asked = st.query_params.get(_WORD)
    return asked if asked in GLOSSARY else None


def draw_glossary(say: Words) -> None:
    """Draw all of it, the word that was asked for first."""
    asked = asked_word()
    if asked is not None:
        st.info(_explained(asked, say), icon=":material/menu_book:")
    st.markdown("\n\n".join(_explained(name, say) for name in GLOSSARY if name != asked))


def _explained(name: str, say: Words) -> str:
    return f"**{say(f'learn.word.{name}.term')}**  \n{say(f'learn.word.{name}.is')}"


def draw_word_links(names: Iterable[str], say: Words) -> None:
    """Draw the words as links to what they mean."""
    links = (
        f"[{say(f'learn.word.{name}.term')}](learn?{urlencode({**known(), _WORD: name})})" for name in names
    )
    st.caption(f":material/menu_book: {say('learn.words')} {', '.join(links)}")


def words_of(spec: ExerciseSpec) -> tuple[str, ...]:
    """Words that an exercise is told in."""
    own = _OWN_WORDS.get(spec.key)
    return (
        *((own,) if own else ()),
        "hip_flexor",
        *(("hold",) if spec.dose.hold_s else ("repetition", "set")),
        *(("neutral", "pelvic_tilt") if spec.looks_at_pelvis else ()),
    )
