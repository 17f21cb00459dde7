"""Words for keys, in English and Danish; and how text of a user's comes in among them."""

from formcheck.i18n.loader import LANGUAGES, Language, Words, words
from formcheck.i18n.visible import visible

__all__ = ["LANGUAGES", "Language", "Words", "visible", "words"]
