"""The command line. Words come from `i18n`; results go to files, errors to one line on stderr."""

import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from formcheck.adapters.models import ModelName
from formcheck.domain.body import Side
from formcheck.domain.errors import FormcheckError, OutputNotWritable
from formcheck.exercises import EXERCISES
from formcheck.i18n import LANGUAGES, words

# Typer carries its own click and names only this one of its usage errors: the parent stands for all.
_WRONG_USE: type[typer.BadParameter] = typer.BadParameter.__mro__[1]

EXIT_USAGE = 2
EXIT_NOTHING_JUDGED = 3

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Watches hip-flexor exercises in a video and says what it can, and cannot, judge.",
)


class SideChoice(StrEnum):
    """Which leg to count."""

    LEFT = "left"
    RIGHT = "right"
    AUTO = "auto"

    @property
    def side(self) -> Side | None:
        """The side, None for whichever leg works."""
        return None if self is SideChoice.AUTO else Side(self.value)


Language = StrEnum("Language", {code: code for code in LANGUAGES})  # type: ignore[misc]
_ENGLISH = Language("en")


def _exercise(slug: str) -> str:
    if slug not in EXERCISES:
        raise typer.BadParameter(f"{slug!r} is not one of {', '.join(EXERCISES)}.")
    return slug


@app.command()
def analyze(
    video: Annotated[
        Path, typer.Argument(help="Video of one person doing one exercise, seen from the side.")
    ],
    exercise: Annotated[str, typer.Option(callback=_exercise, help="Key of the exercise, see `exercises`.")],
    side: Annotated[SideChoice, typer.Option(help="Count only this leg.")] = SideChoice.AUTO,
    model: Annotated[ModelName, typer.Option(help="Size of the pose model.")] = ModelName.FULL,
    json: Annotated[str | None, typer.Option(help="Write the report as JSON; - for standard output.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the measures of every frame.")] = None,
    annotated: Annotated[Path | None, typer.Option("--video", help="Write the annotated video, MP4.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report to read, .html or .pdf.")] = None,
    lang: Annotated[Language, typer.Option(help="Language of words.")] = _ENGLISH,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Analyse a recorded video."""
    # Imported here: it takes a second, and `formcheck exercises` should not wait for it.
    from formcheck.adapters.run_files import Outputs, run  # noqa: PLC0415

    say = words(lang.value)
    outputs = Outputs(json=json, csv=csv, video=annotated, report=report)
    analysis = run(video, EXERCISES[exercise], outputs, say, side=side.side, model=model, quiet=quiet)
    if not analysis.anything_judged:
        reasons = {gap.reason: None for gap in analysis.report.gaps}
        reason = next(iter(reasons), None)
        what = say(f"gate.{reason}.what") if reason else ""
        fix = say(f"gate.{reason}.fix") if reason else ""
        fail(say("cli.nothing_judged", reason=what, fix=fix), EXIT_NOTHING_JUDGED)


@app.command()
def exercises(lang: Annotated[Language, typer.Option(help="Language of words.")] = _ENGLISH) -> None:
    """List the exercises: key and name."""
    say = words(lang.value)
    for slug, spec in EXERCISES.items():
        typer.echo(f"{slug:24}{say(f'{spec.key}.name')}")


@app.command()
def validate(
    clips: Annotated[
        Path | None, typer.Option(help="Folder of videos with truth files; default: the sample videos.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="One clean and one faulty clip each.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of errors.")] = _ENGLISH,
) -> None:
    """Measure formcheck itself on clips whose truth is known; 1 when a declared limit is broken."""
    say = words(lang.value)
    checkout = Path(__file__).resolve().parents[2]
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


@app.command("app", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def start_app(
    context: typer.Context,
    lan: Annotated[
        bool, typer.Option("--lan", help="Let phones of the home network in, encrypted; shows a QR code.")
    ] = False,
    lang: Annotated[Language, typer.Option(help="Language of words in the terminal.")] = _ENGLISH,
) -> None:
    """Open the app in the browser. Further options go to Streamlit."""
    from formcheck.ui.start import start  # noqa: PLC0415 - only this command needs Streamlit

    options: tuple[str, ...] = ()
    if lan:
        from formcheck.ui.lan import home_network, invitation  # noqa: PLC0415 - only this option needs it

        home = home_network(context.args, Path(typer.get_app_dir("formcheck")))
        typer.echo(invitation(home.address, words(lang.value)))
        sys.stdout.flush()  # the server takes over this process
        options = home.options
    raise typer.Exit(start([*options, *context.args]))


def fail(sentence: str, code: int) -> NoReturn:
    """One line on stderr, and out."""
    typer.echo(f"formcheck: {sentence}", err=True)
    raise typer.Exit(code)


def _language(arguments: list[str]) -> str:
    """Language asked for, read from the raw words: an error may come before they are parsed."""
    asked = " ".join(arguments).replace("=", " ").split()
    code = asked[asked.index("--lang") + 1] if "--lang" in asked[:-1] else ""
    return code if code in LANGUAGES else _ENGLISH.value


def main() -> None:
    """Run the command line and exit: 0 analysed, 2 usage or unreadable input, 3 nothing could be judged."""
    hint = words(_language(sys.argv)).say("cli.see_help")
    try:
        code = app(standalone_mode=False)
    except _WRONG_USE as error:
        if error.format_message():  # asked without arguments, Typer has shown its help already
            typer.echo(f"formcheck: {error.format_message()} {hint}", err=True)
        code = EXIT_USAGE
    except typer.Abort:
        code = 130
    except FormcheckError as error:
        sentence = words(_language(sys.argv)).say(error.key, **error.params)
        typer.echo(f"formcheck: {sentence}", err=True)
        code = EXIT_USAGE
    except KeyboardInterrupt:
        code = 130
    sys.exit(code if isinstance(code, int) else 0)
