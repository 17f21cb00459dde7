"""Text of a user's, made so that nothing in it acts: it stays on its line, and what is hidden shows."""

import re

# Controls (new lines and a terminal's commands among them), separators of lines, marks that turn the
# direction of reading, bytes of a file name that are no UTF-8.
_ACTS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BYTE = range(0xDC80, 0xDD00)


def visible(text: str) -> str:
    r"""Text in which a character that would act is spelled out: \n, \x1b, \u202e; a stray byte as \xff."""
    return _ACTS.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in _BYTE:
        return f"\\x{code - 0xDC00:02x}"
    return found[0].encode("unicode_escape").decode("ascii")
