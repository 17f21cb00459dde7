"""Show the zoo: `python -m benchmarks.zoo`. Exits with 1 when a case is not as it must be."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.zoo import commands, spoilt, whole
from benchmarks.zoo.run import clip_looked_at, run
from benchmarks.zoo.table import Line, write_table

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    only: Annotated[str, typer.Option(help="Only cases whose kind or name holds this.")] = "",
    to: Annotated[Path | None, typer.Option(help="Page whose table is written anew.")] = None,
    kept: Annotated[Path | None, typer.Option(help="Folder that keeps the clip for the next time.")] = None,
) -> None:
    """Give every case to the command line."""
    every = [*whole.cases(), *spoilt.cases(), *commands.cases()]
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        clip = clip_looked_at(kept or Path(folder))
        for case in every:
            if only not in f"{case.kind}: {case.name}":
                continue
            try:
                outcome = run(case, clip)
            except Exception as error:  # noqa: BLE001 - the others are run, too
                lines.append(Line(case.kind, right=False, real=case.real))
                print(f"WRONG {case.kind}: {case.name}: {type(error).__name__} {error}", flush=True)
            else:
                lines.append(Line(case.kind, right=True, real=case.real, memory_mb=outcome.memory_mb))
                told = f"({outcome.memory_mb:.0f} MB, {outcome.took_s:.1f} s)"
                print(f"ok    {case.kind}: {case.name} {told}", flush=True)
    right = sum(line.right for line in lines)
    print(f"{right} of {len(lines)} right", file=sys.stderr)
    if to:
        write_table(to, lines)
    raise typer.Exit(int(right < len(lines)))


app()
