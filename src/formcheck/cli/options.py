"""Options that several commands share, and the exit codes."""

from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from formcheck.i18n import LANGUAGES

if TYPE_CHECKING:
    from formcheck.domain.body import Side

AUTO = "auto"
EXIT_USAGE = 2
EXIT_NOTHING_JUDGED = 3
EXIT_SIGNAL = 128
LEAST_HEIGHT_CM, MOST_HEIGHT_CM = 80.0, 250.0


class SideChoice(StrEnum):
    """Which leg to count."""

    LEFT = "left"
    RIGHT = "right"
    AUTO = "auto"

    @property
    def side(self) -> "Side | None":
        """The side, None for whichever leg works."""
        from formcheck.domain.body import Side  # noqa: PLC0415 - brings numpy

        return None if self is SideChoice.AUTO else Side(self.value)


Language = StrEnum("Language", {code: code for code in LANGUAGES})  # type: ignore[misc]
ENGLISH = Language("en")


def an_exercise(slug: str) -> str:
    """Callback of an option: the slug of an exercise."""
    from formcheck.exercises import EXERCISES  # noqa: PLC0415 - brings numpy

    if slug not in EXERCISES:
        raise typer.BadParameter(f"{slug!r} is not one of {', '.join(EXERCISES)}.")
    return slug


def an_exercise_or_auto(slug: str) -> str:
    """Callback of an option: the slug of an exercise, or AUTO."""
    return slug if slug == AUTO else an_exercise(slug)
