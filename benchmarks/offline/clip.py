"""A clip of any length: one of the sample videos again and again, its packets copied as they are."""

from pathlib import Path

import av

EXERCISE, PELVIS_NOT_JUDGED = "half-kneeling-stretch", "glute-bridge"


def sample_of(exercise: str) -> Path:
    """The sample video of somebody who does it well."""
    return Path(__file__).parents[2] / "sample_videos" / f"{exercise.replace('-', '_')}_clean.mp4"


SAMPLE = sample_of(EXERCISE)


def looped(path: Path, seconds: float, sample: Path = SAMPLE) -> Path:
    """Write an MP4 of so many seconds; frames that would lie beyond are left out."""
    with av.open(str(path), "w") as target:
        with av.open(str(sample)) as source:
            stream = target.add_stream_from_template(source.streams.video[0])
        shift, written_s = 0, 0.0
        while written_s < seconds:
            end = 0
            with av.open(str(sample)) as source:
                for packet in source.demux(source.streams.video[0]):
                    if packet.pts is None or packet.dts is None or packet.time_base is None:
                        continue
                    end = max(end, packet.pts + (packet.duration or 0))
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    if float(packet.pts * packet.time_base) < seconds:
                        packet.stream = stream
                        target.mux(packet)
                    time_base = packet.time_base
            shift += end
            written_s = float(shift * time_base)
    return path
