"""Words for keys, in English and Danish."""

from formcheck.i18n.loader import Language, Words, words

__all__ = ["Language", "Words", "words"]
