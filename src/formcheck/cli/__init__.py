"""The command line. Words come from `i18n`; results go to files, errors to one line on stderr.

What only a command needs is imported by that command: help and wrong use are answered at once
(`tests/test_start_up.py`).
"""

import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from formcheck.adapters.interruption import Interrupted
from formcheck.adapters.models import ModelName
from formcheck.adapters.network_guard import refuse_outside_connections
from formcheck.adapters.output_files import forget_stdout, write_stdout
from formcheck.cli.batch import batch
from formcheck.cli.options import (
    ENGLISH,
    EXIT_NOTHING_JUDGED,
    EXIT_SIGNAL,
    EXIT_USAGE,
    LEAST_HEIGHT_CM,
    MOST_HEIGHT_CM,
    Language,
    SideChoice,
    an_exercise,
)
from formcheck.cli.saying import complain, fail
from formcheck.domain.errors import FormcheckError
from formcheck.domain.output_errors import OutputNotWritable
from formcheck.i18n import LANGUAGES, visible, words
from formcheck.version import VERSION

# Typer carries its own click and names only this one of its usage errors: the parent stands for all.
_WRONG_USE: type[typer.BadParameter] = typer.BadParameter.__mro__[1]

_APP = "app"

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer hands over a value
    if asked:
        write_stdout(f"formcheck {VERSION}\n".encode())
        raise typer.Exit


@app.callback()
def guard(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Watches hip-flexor exercises in a video and says what it can, and cannot, judge."""
    del version  # its callback has answered
    # The app opens a browser, which must reach the world: there the pages do it, once that is open.
    if context.invoked_subcommand != _APP:
        refuse_outside_connections()


@app.command()
def analyze(
    video: Annotated[
        Path,
        typer.Argument(
            help="Video of one person doing one exercise, seen from the side, or a recording of one (.npz).",
            readable=False,  # whether it can be read is said in words of ours
        ),
    ],
    exercise: Annotated[
        str, typer.Option(callback=an_exercise, help="Key of the exercise, see `exercises`.")
    ],
    side: Annotated[SideChoice, typer.Option(help="Count only this leg.")] = SideChoice.AUTO,
    model: Annotated[ModelName, typer.Option(help="Size of the pose model.")] = ModelName.FULL,
    json: Annotated[str | None, typer.Option(help="Write the report as JSON; - for standard output.")] = None,
    csv: Annotated[
        Path | None, typer.Option(help="Write the measures of every frame.", readable=False)
    ] = None,
    annotated: Annotated[
        Path | None, typer.Option("--video", help="Write the annotated video, MP4.", readable=False)
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the report to read, .html or .pdf.", readable=False)
    ] = None,
    recording: Annotated[
        Path | None,
        typer.Option(
            help="Keep what the pose model saw, without a picture: .npz to analyse again.", readable=False
        ),
    ] = None,
    hindsight: Annotated[
        bool,
        typer.Option("--hindsight/--no-hindsight", help="Judge it knowing its end; without: as if live."),
    ] = True,
    mirrored: Annotated[
        bool,
        typer.Option(
            "--mirrored", help="The recording is mirrored, as selfies are: swap left and right back."
        ),
    ] = False,
    height: Annotated[
        float | None,
        typer.Option(
            min=LEAST_HEIGHT_CM,
            max=MOST_HEIGHT_CM,
            help="Height of the person in cm: the walking check tells its steps in metres, too.",
        ),
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of words.")] = ENGLISH,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Analyse a recorded video."""
    from formcheck.adapters.run_files import Outputs, run  # noqa: PLC0415 - takes a second
    from formcheck.exercises import EXERCISES  # noqa: PLC0415 - brings numpy
    from formcheck.review import speak  # noqa: PLC0415 - brings numpy
    from formcheck.review.looks_like import looks_like  # noqa: PLC0415 - brings numpy
    from formcheck.review.lost_time import lost_time_of  # noqa: PLC0415 - brings numpy

    say = words(lang.value)
    outputs = Outputs(json=json, csv=csv, video=annotated, report=report, recording=recording)
    analysis = run(
        video,
        EXERCISES[exercise],
        outputs,
        say,
        side=side.side,
        model=model,
        hindsight=hindsight,
        quiet=quiet,
        mirrored=mirrored,
        height_m=None if height is None else height / 100.0,
    )
    if not analysis.anything_judged:
        lost = lost_time_of(analysis.report)
        what, fix = (speak(lost[0].what, say), speak(lost[0].fix, say)) if lost else ("", "")
        said = say("cli.nothing_judged", reason=what, fix=fix)
        if other := looks_like(analysis.report):
            name = say(f"{EXERCISES[other].key}.name")
            said = f"{said} {say('cli.looks_like', name=name, slug=other)}"
        fail(said, EXIT_NOTHING_JUDGED)


app.command()(batch)


@app.command()
def exercises(lang: Annotated[Language, typer.Option(help="Language of words.")] = ENGLISH) -> None:
    """List the exercises: key and name."""
    from formcheck.exercises import EXERCISES  # noqa: PLC0415 - brings numpy

    say = words(lang.value)
    names = {slug: say(f"{spec.key}.name") for slug, spec in EXERCISES.items()}
    write_stdout("".join(f"{slug:24}{name}\n" for slug, name in names.items()).encode())


@app.command()
def validate(
    clips: Annotated[
        Path | None, typer.Option(help="Folder of videos with truth files; default: the sample videos.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="One clean and one faulty clip each.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of errors.")] = ENGLISH,
) -> None:
    """Measure formcheck itself on clips whose truth is known; 1 when a declared limit is broken."""
    say = words(lang.value)
    checkout = Path(__file__).resolve().parents[3]
    if not (checkout / "validation" / "benchmark").is_dir():
        fail(say("cli.validation_missing"), EXIT_USAGE)
    # The benchmark lies beside the package, not in it: it is found only where the sources are.
    sys.path.append(str(checkout))
    benchmark = import_module("validation.benchmark.run")
    folder = clips or checkout / "sample_videos"
    try:
        code: int = benchmark.validate_folder(folder, benchmark.wide_console(), quick=quick)
    except benchmark.TruthUnreadable as error:
        fail(say("cli.truth_unreadable", name=str(error)), EXIT_USAGE)
    except OSError as error:
        raise OutputNotWritable(name=str(error.filename), reason=error.strerror or "") from error
    if code == EXIT_USAGE:
        fail(say("cli.no_clips", folder=str(folder)), EXIT_USAGE)
    raise typer.Exit(code)


@app.command(_APP, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def start_app(
    context: typer.Context,
    lan: Annotated[
        bool, typer.Option("--lan", help="Let phones of the home network in, encrypted; shows a QR code.")
    ] = False,
    lang: Annotated[Language, typer.Option(help="Language of words in the terminal.")] = ENGLISH,
) -> None:
    """Open the app in the browser. Further options go to Streamlit."""
    from formcheck.ui.start import start  # noqa: PLC0415 - only this command needs Streamlit

    options: tuple[str, ...] = ()
    if lan:
        from formcheck.ui.lan import home_network, invitation  # noqa: PLC0415 - only this option needs it

        home = home_network(context.args, Path(typer.get_app_dir("formcheck")))
        write_stdout(f"{invitation(home.address, words(lang.value))}\n".encode())
        options = home.options
    raise typer.Exit(start([*options, *context.args]))


def _language(arguments: list[str]) -> str:
    """Language asked for, read from the raw words: an error may come before they are parsed."""
    asked = " ".join(arguments).replace("=", " ").split()
    code = asked[asked.index("--lang") + 1] if "--lang" in asked[:-1] else ""
    return code if code in LANGUAGES else ENGLISH.value


def main() -> None:
    """Run the command line and exit: 0 analysed, 2 usage or a file that cannot be read or written, 3 nothing
    could be judged, 128 + n ended by signal n.
    """
    code = EXIT_USAGE
    try:
        code = app(standalone_mode=False)
        write_stdout(b"")  # what is still on its way may not arrive
    except _WRONG_USE as error:
        if error.format_message():  # asked without arguments, Typer has shown its help already
            complain(f"{visible(error.format_message())} {_said('cli.see_help')}")
    except (typer.Abort, KeyboardInterrupt):
        code = EXIT_SIGNAL + signal.SIGINT
    except FormcheckError as error:
        complain(_said(error.key, **error.params))
    except Interrupted as interrupted:
        complain(_said("cli.stopped"))
        code = EXIT_SIGNAL + interrupted.number
    except OSError as error:
        forget_stdout()
        complain(_said("cli.trouble", reason=str(error).partition("] ")[2] or str(error)))
    sys.exit(code if isinstance(code, int) else 0)


def _said(key: str, **params: object) -> str:
    """Words of an error, in the language asked for: read from the files only when there is one."""
    return words(_language(sys.argv)).say(key, **params)
