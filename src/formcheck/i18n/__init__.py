"""Words for keys, in English and Danish."""

from formcheck.i18n.loader import LANGUAGES, Language, Words, words

__all__ = ["LANGUAGES", "Language", "Words", "words"]
