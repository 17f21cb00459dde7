"""How formcheck grows: from measured figures to many videos and many visitors. `python -m benchmarks.scale`.

The figures of `Measured` are those that `make bench-offline` and `make bench` print; put in those of your
machine. The rest is arithmetic: whoever doubts a number of docs/SCALE.md can see what it is made of.
"""

from dataclasses import dataclass

import typer

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Figures of one machine. Processor times in milliseconds a picture.

    start_s: by estimate. live_ms: of a picture of one of four visitors at once, all of it; live_fps: what
    each gets. recording_bytes_per_s: of a real person in a busy room.
    """

    fps: float = 30.0
    decode_ms: float = 5.2
    look_ms: float = 34.7
    judge_ms: float = 3.6
    draw_ms: float = 5.2
    encode_ms: float = 16.5
    start_s: float = 2.5
    recording_bytes_per_s: float = 55_000.0
    live_ms: float = 29.4
    live_fps: float = 17.0

    @property
    def offline_ms(self) -> float:
        """Processor time of one picture, to a report."""
        return self.decode_ms + self.look_ms + self.judge_ms

    @property
    def with_video_ms(self) -> float:
        """The same with the annotated video, for which it is decoded once more."""
        return self.offline_ms + self.decode_ms + self.draw_ms + self.encode_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What was not measured here: sizes to an order of magnitude, and list assumed. Replace them by yours."""

    phone_video_bytes_per_s: float = 1_000_000.0
    report_bytes: float = 4_000.0
    live_bytes_per_picture: float = 30_000.0
    live_mb: float = 150.0
    core_hour: float = 0.04
    gb_month: float = 0.02


def analysis_s(measured: Measured, video_s: float, *, annotated: bool) -> float:
    """Seconds of one analysis on two free cores: the pose model is one thread, all else runs beside it."""
    pictures = video_s * measured.fps
    # An annotated video is drawn when all of it is known, then on both cores.
    drawing_ms = (measured.with_video_ms - measured.offline_ms) / 2.0 if annotated else 0.0
    return measured.start_s + pictures * (measured.look_ms + measured.judge_ms + drawing_ms) / 1000.0


def batch_core_hours(measured: Measured, videos: float, video_s: float) -> float:
    """Core hours of many videos to reports, one worker process a core."""
    return videos * video_s * measured.fps * measured.offline_ms / 3.6e6


def live_cores(measured: Measured, visitors: float, at_work: float = 0.8) -> float:
    """Cores for so many visitors at once, loaded to that share: beyond it answers begin to wait."""
    return visitors * measured.live_fps * measured.live_ms / 1000.0 / at_work


@app.command()
def main() -> None:
    """Print the tables of docs/SCALE.md."""
    measured, assumed = Measured(), Assumed()
    typer.echo("| video | to a report, s | with annotated video, s | recording, MB |\n|---|---|---|---|")
    for name, video_s in (("10 s", 10.0), ("1 min", 60.0), ("10 min", 600.0), ("60 min", 3600.0)):
        report_s, video = (analysis_s(measured, video_s, annotated=drawn) for drawn in (False, True))
        kept_mb = video_s * measured.recording_bytes_per_s / 1e6
        typer.echo(f"| {name} | {report_s:.0f} | {video:.0f} | {kept_mb:.1f} |")
    typer.echo("\n| live visitors | cores | memory, GB | in, MB a second |\n|---|---|---|---|")
    for visitors in (1, 2, 4, 100, 10_000):
        cores = live_cores(measured, visitors)
        in_mb = visitors * measured.live_fps * assumed.live_bytes_per_picture / 1e6
        memory_gb = visitors * assumed.live_mb / 1e3
        typer.echo(f"| {visitors:,} | {cores:,.1f} | {memory_gb:,.1f} | {in_mb:,.1f} |")
    hours = batch_core_hours(measured, 1e6, 60.0)
    video_tb = 1e6 * 60.0 * assumed.phone_video_bytes_per_s / 1e12
    kept_tb = 1e6 * 60.0 * measured.recording_bytes_per_s / 1e12
    again = 1e6 * 60.0 * measured.fps * measured.judge_ms / 3.6e6
    typer.echo(
        f"\n1 million videos of a minute: {hours:,.0f} core hours "
        f"({hours / 24.0 / 1000.0:,.1f} days on 1,000 cores, "
        f"about {hours * assumed.core_hour:,.0f} in money), "
        f"{video_tb:,.1f} TB of video to read, {kept_tb:,.1f} TB of recordings "
        f"({kept_tb * 1e3 * assumed.gb_month:,.0f} a month), {1e6 * assumed.report_bytes / 1e9:,.0f} GB of "
        f"reports; judged again {again:,.0f} core hours."
    )


if __name__ == "__main__":
    app()
