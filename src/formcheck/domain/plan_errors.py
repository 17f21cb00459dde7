"""Errors about a plan that was handed over as a file or as a picture of a code; see `errors`.

+-- PlanUnreadable
    +-- PlanTooLarge             limit        in kB
    +-- PlanNotOurs                           no JSON, or no plan of ours
    +-- PlanTooNew               version
    +-- PlanUnknownExercise      exercise
    +-- PlanWrong                field        a value out of its range, of another type, or one too many
    +-- PlanTooMany              most         exercises on one day
    +-- PlanPictureUnreadable                 no picture that we read
    +-- PlanPictureTooLarge      width, height
    +-- PlanCodeNotFound                      a picture without a code that can be read
"""

from typing import ClassVar

from formcheck.domain.errors import FormcheckError

__all__ = [
    "PlanCodeNotFound",
    "PlanNotOurs",
    "PlanPictureTooLarge",
    "PlanPictureUnreadable",
    "PlanTooLarge",
    "PlanTooMany",
    "PlanTooNew",
    "PlanUnknownExercise",
    "PlanUnreadable",
    "PlanWrong",
]


class PlanUnreadable(FormcheckError):
    """A plan could not be taken over; nothing was changed."""

    key = "error.plan_unreadable"
    fields: ClassVar[tuple[str, ...]] = ()


class PlanTooLarge(PlanUnreadable):
    """A file far larger than any plan. limit: in kB."""

    key = "error.plan_too_large"
    fields = ("limit",)


class PlanNotOurs(PlanUnreadable):
    """No JSON, or JSON that says nothing of our schema."""

    key = "error.plan_not_ours"


class PlanTooNew(PlanUnreadable):
    """Written by a later formcheck. version: of the file."""

    key = "error.plan_too_new"
    fields = ("version",)


class PlanUnknownExercise(PlanUnreadable):
    """An exercise that this formcheck does not know, or that cannot be prescribed."""

    key = "error.plan_unknown_exercise"
    fields = ("exercise",)


class PlanWrong(PlanUnreadable):
    """A value that a plan cannot have. field: where it stands in the file."""

    key = "error.plan_wrong"
    fields = ("field",)


class PlanTooMany(PlanUnreadable):
    """More exercises on one day than a plan may have. most: how many it may have."""

    key = "error.plan_too_many"
    fields = ("most",)


class PlanPictureUnreadable(PlanUnreadable):
    """No picture of a kind that we read."""

    key = "error.plan_picture_unreadable"


class PlanPictureTooLarge(PlanUnreadable):
    """A picture so large that it would fill the memory. width, height: in pixels."""

    key = "error.plan_picture_too_large"
    fields = ("width", "height")


class PlanCodeNotFound(PlanUnreadable):
    """A picture in which no code can be read."""

    key = "error.plan_code_not_found"
