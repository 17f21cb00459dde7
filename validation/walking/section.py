"""The section on walking in docs/VALIDATION.md: what docs/WALKING.md says, in short."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE, OVERVIEW = DOCS / "WALKING.md", DOCS / "VALIDATION.md"
TITLE = "## The walking check"
LIMITS_TITLE, NOT_SHOWN_TITLE = "## Limits\n", "## What it does not show\n"
MADE = "Made by `make validation-walking`; not written by hand."


def section(text: str | None = None) -> str:
    """What docs/VALIDATION.md says of walking: limits and what they do not show, from docs/WALKING.md."""
    text = PAGE.read_text(encoding="utf-8") if text is None else text
    about = " ".join(text.split("\n\n", 2)[1].removeprefix(f"{MADE} ").split())
    limits = text.split(LIMITS_TITLE, 1)[1].split("\n## ", 1)[0].strip()
    not_shown = text.split(NOT_SHOWN_TITLE, 1)[1].strip()
    return (
        f"{TITLE}\nA check, not an exercise: its steps are measured apart from the tables above. "
        f"[WALKING.md](WALKING.md) has it clip by clip, with the usual ways of finding steps beside it. "
        f"{about}\n\n{limits}\n\nWhat this does not show:\n\n{not_shown}\n"
    )


def with_section(overview: str, own: str) -> str:
    """docs/VALIDATION.md with its section on walking put in place of the old one, or before the last one."""
    found = re.search(rf"^{re.escape(TITLE)}\n.*?(?=^## )", overview, re.MULTILINE | re.DOTALL)
    if found:
        return overview[: found.start()] + own + "\n" + overview[found.end() :]
    at = overview.index("## What this does not show")
    return f"{overview[:at]}{own}\n{overview[at:]}"
