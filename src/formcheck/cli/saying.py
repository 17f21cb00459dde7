"""What the command line says of an error: one line."""

from contextlib import suppress
from typing import NoReturn

import typer


def fail(sentence: str, code: int) -> NoReturn:
    """One line on stderr, and out."""
    complain(sentence)
    raise typer.Exit(code)


def complain(sentence: str) -> None:
    """One line on stderr, unless nobody listens there any more."""
    with suppress(OSError):
        typer.echo(f"formcheck: {sentence}", err=True)
