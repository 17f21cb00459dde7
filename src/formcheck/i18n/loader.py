"""Keys become words. The words lie in `en/` and `da/`, a file a topic, keyed like the exercises that
speak them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Any

from formcheck.i18n.visible import visible


class Language(StrEnum):
    """Languages that there are words for."""

    EN = "en"
    DA = "da"

    @property
    def own_name(self) -> str:
        """What its speakers call it."""
        return {"en": "English", "da": "Dansk"}[self.value]


_DECIMAL_MARK = {Language.EN: ".", Language.DA: ","}


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language; sentences: by dotted key. May be called: `words("en")("side.left")`."""

    lang: Language
    sentences: Mapping[str, str]

    def say(self, key: str, /, **params: object) -> str:
        """Sentence of a key with its placeholders filled in; numbers get the language's decimal mark, and
        nothing that acts in a text comes in with it: a name's new line makes no second line.

        KeyError names the key, or the placeholder, that is missing.
        """
        try:
            sentence = self.sentences[key]
        except KeyError:
            raise KeyError(f"no words for {key!r} in {self.lang}") from None
        if not params:
            return sentence
        return _Spelling(_DECIMAL_MARK[self.lang]).vformat(sentence, (), params)

    __call__ = say

    def plus(self, table: Mapping[str, Any]) -> "Words":
        """These words and those of a nested table, as in a language file: of an exercise of one's own.

        ValueError names the keys that there are words for already.
        """
        more = dict(_flat(table))
        taken = sorted(more.keys() & self.sentences.keys())
        if taken:
            raise ValueError(f"there are words for {', '.join(taken)} already: choose another key")
        return Words(self.lang, MappingProxyType({**self.sentences, **more}))

    def __contains__(self, key: object) -> bool:
        return key in self.sentences


class _Spelling(Formatter):
    """Formats as `str.format` does, but writes numbers with the given decimal mark."""

    def __init__(self, decimal_mark: str) -> None:
        self._decimal_mark = decimal_mark

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, str):
            return format(visible(value), format_spec)
        text = str(format(value, format_spec))
        if isinstance(value, int | float):
            # Rounding must not leave a zero below zero: "about -0 degrees".
            text = format(type(value)(0), format_spec) if not text.strip("-0.") else text
            return text.replace(".", self._decimal_mark)
        return text


LANGUAGES: tuple[str, ...] = tuple(language.value for language in Language)


@cache
def words(lang: str) -> Words:
    """Words of a language, one of LANGUAGES."""
    said = Words(Language(lang), MappingProxyType({}))
    for topic in sorted(files(__package__).joinpath(lang).iterdir(), key=lambda each: each.name):
        said = said.plus(tomllib.loads(topic.read_text(encoding="utf-8")))
    return said


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value).strip()
