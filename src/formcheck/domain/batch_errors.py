"""Errors about many videos at once; see `errors`.

+-- NothingToAnalyse             name
+-- ExerciseUnrecognised         name
+-- WorkerLost                   name
+-- UnforeseenInBatch            name
+-- BatchNotInstalled
+-- SchedulerUnreachable         address
"""

from typing import ClassVar

from formcheck.domain.errors import FormcheckError

__all__ = [
    "BatchNotInstalled",
    "ExerciseUnrecognised",
    "NothingToAnalyse",
    "SchedulerUnreachable",
    "UnforeseenInBatch",
    "WorkerLost",
]


class NothingToAnalyse(FormcheckError):
    """A folder or a pattern in which there is nothing to look at."""

    key = "error.nothing_to_analyse"
    fields: ClassVar[tuple[str, ...]] = ("name",)


class ExerciseUnrecognised(FormcheckError):
    """The exercise was to be found out, and it is none that we know."""

    key = "error.exercise_unrecognised"
    fields = ("name",)


class WorkerLost(FormcheckError):
    """Twice the process that looked at this file has ended."""

    key = "error.worker_lost"
    fields = ("name",)


class UnforeseenInBatch(FormcheckError):
    """A fault of ours that one file has brought to light."""

    key = "error.batch_unforeseen"
    fields = ("name",)


class BatchNotInstalled(FormcheckError):
    """The optional extra is missing."""

    key = "error.batch_not_installed"
    fields = ()


class SchedulerUnreachable(FormcheckError):
    """No scheduler answers at this address."""

    key = "error.scheduler_unreachable"
    fields = ("address",)
