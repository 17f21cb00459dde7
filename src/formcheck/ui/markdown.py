"""A user's text on the page, letter by letter: Streamlit reads what it is given as Markdown.

Everything of a user's (a file's name, what an error says of it) goes through `escape_markdown` before it is
shown. A picture in a name would be fetched from wherever the name says.
"""

import re

from formcheck.domain.errors import FormcheckError
from formcheck.i18n import Words, visible

# Words joined by single marks mean nothing in Markdown. Most names are of this kind, and stay what they are.
_PLAIN = re.compile(r"(?!.*\bwww\.)[^\W_]+(?:[ ._-][^\W_]+)*", re.IGNORECASE)
_FENCE = re.compile("`+")
# Streamlit looks for icons before it looks at Markdown, code included: there the slash stands outside.
_ICON = re.compile(r"(?<=:material)/")


def escape_markdown(text: str) -> str:
    """Markdown that shows a text as it is, on one line.

    As code, since backslashes do not keep emoji and icons from being read; style.css gives it the type of
    the words around it.
    """
    shown = visible(text)
    if _PLAIN.fullmatch(shown) or not shown:
        return shown
    return "&#47;".join(_as_code(part) for part in _ICON.split(shown))


def say_error(error: FormcheckError, say: Words) -> str:
    """What went wrong, as Markdown."""
    return say(error.key, **{name: escape_markdown(value) for name, value in error.params.items()})


def _as_code(text: str) -> str:
    if not text:
        return ""
    longest = max((len(run) for run in _FENCE.findall(text)), default=0)
    fence = "`" * (longest + 1)
    # One space at each end is dropped, unless there is nothing else; a backtick may not touch the fence.
    space = " " if text.strip() and (text[0] in " `" or text[-1] in " `") else ""
    return f"{fence}{space}{text}{space}{fence}"
