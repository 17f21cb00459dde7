"""Words for keys, in English and Danish."""

from formcheck.i18n.loader import LANGUAGES, Words, words

__all__ = ["LANGUAGES", "Words", "words"]
