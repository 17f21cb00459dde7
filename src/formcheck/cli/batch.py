"""`formcheck batch`: many videos, one report each, and one table."""

from pathlib import Path
from typing import Annotated

import typer

from formcheck.adapters.interruption import Interrupted
from formcheck.adapters.models import ModelName
from formcheck.cli.options import (
    AUTO,
    ENGLISH,
    EXIT_NOTHING_JUDGED,
    EXIT_SIGNAL,
    EXIT_USAGE,
    Language,
    an_exercise_or_auto,
)
from formcheck.cli.saying import complain, fail
from formcheck.i18n import words


def batch(
    where: Annotated[
        str, typer.Argument(metavar="DIR|GLOB", help="Folder of videos, or a pattern in quotes.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for reports, table and manifest.", readable=False)],
    exercise: Annotated[
        str, typer.Option(callback=an_exercise_or_auto, help="Key of the exercise, or auto.")
    ] = AUTO,
    model: Annotated[ModelName, typer.Option(help="Size of the pose model.")] = ModelName.FULL,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes of this machine; default: one a core.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster to use instead, tcp://host:port.")
    ] = None,
    recordings: Annotated[
        bool, typer.Option("--recordings", help="Keep what the pose model saw, without a picture.")
    ] = False,
    from_recordings: Annotated[
        bool, typer.Option("--from-recordings", help="Judge recordings (.npz) instead of videos.")
    ] = False,
    hindsight: Annotated[
        bool, typer.Option("--hindsight/--no-hindsight", help="Judge knowing the end; without: as if live.")
    ] = True,
    lang: Annotated[Language, typer.Option(help="Language of words.")] = ENGLISH,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Analyse many videos: one report each, and one table. Started again, it goes on where it was."""
    from formcheck.adapters.batch import BatchOrder  # noqa: PLC0415 - only this command needs it
    from formcheck.adapters.batch.command import batch_command  # noqa: PLC0415 - as above

    say = words(lang.value)
    if workers is not None and scheduler is not None:
        fail(say("cli.batch.both_places"), EXIT_USAGE)
    if recordings and from_recordings:
        fail(say("cli.batch.recordings_twice"), EXIT_USAGE)
    order = BatchOrder(
        where=where,
        out=out,
        exercise=exercise,
        model=model,
        hindsight=hindsight,
        workers=workers,
        scheduler=scheduler,
        recordings=recordings,
        from_recordings=from_recordings,
    )
    try:
        done = batch_command(order, say, quiet=quiet)
    except Interrupted as interrupted:
        fail(say("cli.batch.stopped"), EXIT_SIGNAL + interrupted.number)
    for entry in done.failed:
        complain(say(entry.error, **entry.params))
    if done.failed or not done.judged:
        raise typer.Exit(EXIT_USAGE if done.failed else EXIT_NOTHING_JUDGED)
