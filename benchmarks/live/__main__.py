"""Measure the live path: `python -m benchmarks.live`. Exits with 1 when a limit is missed."""

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.live import browser, crowd, headless, soak
from formcheck.ui.samples import sample_videos

LEAST_RATIO = 0.85
MOST_LATENCY_MS, LEAST_FPS = 120.0, 12.0
MOST_GROWTH, MOST_DRIFT = 0.05, 0.2
LEAST_FAIRNESS = 0.8
TURNED_AWAY = 4503
CLIP, EXERCISE = "supine_march_clean", "supine-march"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def _clip() -> Path:
    return next(video.path for video in sample_videos(EXERCISE) if video.path.stem == CLIP)


def _say(what: str, found: str, *, met: bool) -> bool:
    typer.echo(f"{'ok  ' if met else 'MISS'}  {what:44} {found}")
    return met


def _pace(rounds: int, round_s: float) -> bool:
    def found(ahead: int) -> tuple[str, bool]:
        pace = headless.measure(_clip(), EXERCISE, rounds=rounds, round_s=round_s, ahead=ahead)
        told = (
            f"{pace.ratio:.2f} ({pace.live_fps:.1f} of {pace.bare_fps:.1f} /s, {pace.round_trip_ms:.0f} ms)"
        )
        return told, pace.ratio >= LEAST_RATIO

    told, met = found(ahead=1)
    _say(f"share of bare MediaPipe (>= {LEAST_RATIO})", told, met=met)
    # Who waits for each answer loses pictures and gains latency: for comparison only.
    typer.echo(f"      {'the same, waiting for each answer':44} {found(ahead=0)[0]}")
    return met


def _in_browser(seconds: float) -> bool:
    stats = browser.measure(CLIP, EXERCISE, seconds=seconds)
    latency_ms, fps = stats["latency_ms"], stats["fps"]
    quick = _say(
        f"Chromium, capture to overlay (<= {MOST_LATENCY_MS:.0f} ms)",
        f"{latency_ms:.0f} ms (95 %: {stats['p95_ms']:.0f}; server {stats['server_ms']:.0f})",
        met=latency_ms <= MOST_LATENCY_MS,
    )
    often = _say(f"Chromium, pictures a second (>= {LEAST_FPS:.0f})", f"{fps:.1f}", met=fps >= LEAST_FPS)
    return quick and often


def _long(minutes: float) -> bool:
    drift = soak.measure(_clip(), EXERCISE, minutes=minutes)
    (first_mb, last_mb), (first_ms, last_ms) = drift.memory_mb, drift.latency_ms
    small = _say(
        f"memory over {minutes:g} min (< {100 * MOST_GROWTH:.0f} % more)",
        f"{100 * drift.growth:+.1f} % ({first_mb:.0f} to {last_mb:.0f} MB, {drift.pictures} pictures)",
        met=drift.growth < MOST_GROWTH,
    )
    steady = _say(
        f"latency over {minutes:g} min (< {100 * MOST_DRIFT:.0f} % more)",
        f"{first_ms:.0f} to {last_ms:.0f} ms",
        met=last_ms < first_ms * (1.0 + MOST_DRIFT),
    )
    return small and steady


def _many(seconds: float) -> bool:
    found = crowd.measure(_clip(), EXERCISE, seconds=seconds)
    rates = ", ".join(f"{each:.1f}" for each in found.fps)
    fair = _say(
        f"{len(found.fps)} at once: slowest / quickest (>= {LEAST_FAIRNESS})",
        f"{found.fairness:.2f} ({rates} /s)",
        met=found.fairness >= LEAST_FAIRNESS,
    )
    told = _say(
        f"one more is told so ({TURNED_AWAY})", f"{found.turned_away}", met=found.turned_away == TURNED_AWAY
    )
    return fair and told


@app.command()
def main(
    soak_min: Annotated[float, typer.Option("--soak", help="Replay for so many minutes instead.")] = 0.0,
    *,
    many: Annotated[bool, typer.Option("--crowd", help="As many visitors as may come instead.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Without Chromium.")] = False,
    rounds: Annotated[int, typer.Option(help="Turns of bare MediaPipe and live path.")] = 9,
    seconds: Annotated[float, typer.Option(help="Of one turn, and a quarter of Chromium's.")] = 5.0,
) -> None:
    """Measure speed; or, asked to, endurance or a crowd."""
    if soak_min:
        met = _long(soak_min)
    elif many:
        met = _many(4.0 * seconds)
    else:
        met = _pace(rounds, seconds)
        if not no_browser:
            met = _in_browser(4.0 * seconds) and met
    raise typer.Exit(0 if met else 1)


if __name__ == "__main__":
    app()
