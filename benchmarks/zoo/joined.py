"""Clips whose file does something on the way: it turns, mirrors, changes its size, jumps, stands still."""

import struct
from fractions import Fraction
from pathlib import Path

import av
from av.stream import Disposition
from av.video.stream import VideoStream

from benchmarks.zoo.films import FPS, FRAMES, Make, coded, ffmpeg

_H264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20")
VP8 = ("-c:v", "libvpx", "-b:v", "1M", "-cpu-used", "8", "-deadline", "realtime")


def turned_in_file(degrees: int) -> Make:
    """Stored turned, with a matrix that turns it back."""
    turns = {90: "transpose=2", 180: "hflip,vflip", 270: "transpose=1"}
    one = 1 << 16
    matrix = {90: (0, one, -one, 0), 180: (-one, 0, 0, -one), 270: (0, -one, one, 0)}[degrees]
    return _with_matrix(turns[degrees], matrix)


def mirrored_in_file() -> dict[str, Make]:
    """Shown as a mirror image because the file asks for it: by each of the four matrices that mirror."""
    one = 1 << 16
    return {
        "mirrored left and right": _with_matrix("null", (-one, 0, 0, one)),
        "mirrored and turned by 180": _with_matrix("hflip,vflip", (one, 0, 0, -one)),
        "mirrored and turned by 90": _with_matrix("transpose=2", (0, one, one, 0)),
        "mirrored and turned by 270": _with_matrix("transpose=1", (0, -one, -one, 0)),
    }


def _with_matrix(stored: str, matrix: tuple[int, int, int, int]) -> Make:
    """Write a matrix (a b c d) into the track's header of an MP4: this ffmpeg has no option for a mirror."""
    made = coded("a.mp4", *_H264, "-vf", stored)
    a, b, c, d = matrix
    plain = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    other = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)

    def make(folder: Path, clip: Path) -> str:
        name = made(folder, clip)
        content = (folder / name).read_bytes()
        track = content.index(b"tkhd")
        at = content.index(plain, track)
        (folder / name).write_bytes(content[:at] + other + content[at + len(plain) :])
        return name

    return make


def bursts(name: str, seconds: float, every: int) -> Make:
    """Stretches of this length by turns: with all pictures, and with one of so many."""
    kept = f"select='lt(mod(t,{2 * seconds}),{seconds})+not(mod(n,{every}))'"
    return coded(name, *_H264, "-vf", kept, "-vsync", "vfr")


def gap_in_time() -> dict[str, tuple[Make, float, float]]:
    """A clock that goes on so much later from there."""
    return {
        f"{jump_s:.0f} s ahead at {at_s} s in {suffix}": (
            _jumping(f"a.{suffix}", at_s, jump_s),
            at_s,
            jump_s,
        )
        for suffix, at_s, jump_s in (
            ("mkv", 4.1, 2.0),
            ("mkv", 4.1, 3000.0),
            ("mp4", 4.1, 20.0),
            ("webm", 1.0, 60.0),
            ("ts", 4.1, 30.0),
        )
    }


def _jumping(name: str, at_s: float, jump_s: float) -> Make:
    options = VP8 if name.endswith("webm") else _H264
    later = f"setpts='PTS+gte(T,{at_s})*{jump_s}/TB'"
    return coded(name, *options, "-vf", later, "-vsync", "passthrough")


def freeze() -> dict[str, tuple[Make, float, float]]:
    """Pictures that stand still from there to there, while time goes on."""
    codecs: dict[str, tuple[str, tuple[str, ...]]] = {
        "h264": ("a.mp4", _H264),
        "vp8": ("a.webm", VP8),
        "mpeg4": ("a.avi", ("-c:v", "mpeg4", "-q:v", "3")),
        "hevc": ("a.mkv", ("-c:v", "libx265", "-x265-params", "log-level=none")),
    }
    return {
        f"from {start_s} to {end_s} s in {codec}": (_frozen(*codecs[codec], start_s, end_s), start_s, end_s)
        for codec, start_s, end_s in (
            ("h264", 2.7, 3.7),
            ("vp8", 4.5, 5.2),
            ("mpeg4", 2.8, 4.8),
            ("hevc", 2.8, 3.5),
        )
    }


def _frozen(name: str, options: tuple[str, ...], start_s: float, end_s: float) -> Make:
    count = round((end_s - start_s) * FPS)
    first = round(start_s * FPS)
    stuck = f"loop=loop={count}:size=1:start={first},setpts=N/{FPS}/TB"
    tail = f"trim=start_frame={first + count}:end_frame={FRAMES}"

    def make(folder: Path, clip: Path) -> str:
        graph = (
            f"[0:v]split=2[x][y];[x]trim=end_frame={first + 1},{stuck},trim=end_frame={first + count}[u];"
            f"[y]{tail},setpts=PTS-STARTPTS[v];[u][v]concat=n=2:v=1,setpts=N/{FPS}/TB"
        )
        ffmpeg("-i", str(clip), "-filter_complex", graph, *options, "-r", str(FPS), str(folder / name))
        return name

    return make


def joined_sizes() -> dict[str, Make]:
    """Another size from the middle on, as video calls have it."""
    return {
        "larger from 4.2 s on": _sizes("a.webm", "640:360", "1280:720", 63),
        "smaller from 1.5 s on": _sizes("b.webm", "640:360", "320:180", 22),
        "from portrait to landscape": _sizes("c.mkv", "640:360,pad=640:1138:0:389", "640:360", 15),
        "other shape from 1 s on": _sizes("d.mkv", "640:360", "640:360,pad=640:480:0:60", 15),
    }


def _sizes(name: str, one: str, other: str, at: int) -> Make:
    """Two streams of packets, one behind the other: the size is told by the pictures themselves."""

    def make(folder: Path, clip: Path) -> str:
        parts = []
        for n, (scale, trim) in enumerate(((one, f"end_frame={at}"), (other, f"start_frame={at}"))):
            part = folder / f"part{n}.webm"
            graph = f"trim={trim},setpts=PTS-STARTPTS,scale={scale}"
            ffmpeg("-i", str(clip), "-vf", graph, "-c:v", "libvpx", "-b:v", "2M", "-cpu-used", "8", str(part))
            parts.append(part)
        with av.open(str(folder / name), "w") as joined:
            out: VideoStream | None = None
            for n, part in enumerate(parts):
                with av.open(str(part)) as film:
                    stream = film.streams.video[0]
                    if out is None:
                        out = joined.add_stream_from_template(stream)
                    for packet in film.demux(stream):
                        if packet.size and packet.pts is not None:
                            tick = Fraction(n * at, FPS) / (packet.time_base or Fraction(1, 1000))
                            packet.pts += round(tick)
                            packet.dts = packet.pts
                            packet.stream = out
                            joined.mux(packet)
        for part in parts:
            part.unlink()
        return name

    return make


def still_beside() -> dict[str, Make]:
    """The clip and another stream."""
    grey = ("-f", "lavfi", "-i", "color=gray:s=320x180:r=15:d={}")

    def beside(name: str, seconds: float, order: str, disposition: tuple[str, ...]) -> Make:
        def make(folder: Path, clip: Path) -> str:
            source = [part.format(seconds) for part in grey]
            maps = [word for which in order for word in ("-map", f"{which}:v")]
            ffmpeg("-i", str(clip), *source, *maps, *_H264, *disposition, str(folder / name))
            return name

        return make

    return {
        "a still first, the clip is the default": beside(
            "a.mkv", 0.03, "10", ("-disposition:v:0", "0", "-disposition:v:1", "default")
        ),
        "a still first, by default": beside("b.mkv", 0.03, "10", ("-disposition:v:0", "default")),
        "a short film first, none is the default": beside(
            "c.mkv", 2.0, "10", ("-disposition:v:0", "0", "-disposition:v:1", "0")
        ),
        "a short film behind": beside("d.mp4", 2.0, "01", ()),
        "sound beside": coded_with_sound("e.mp4"),
        "sound that begins sooner and ends later": coded_with_sound("f.mkv", "-itsoffset", "0"),
        "a cover": _covered("g.mp4"),
    }


def coded_with_sound(name: str, *before: str) -> Make:
    """The clip with a tone of seven seconds."""

    def make(folder: Path, clip: Path) -> str:
        tone = ("-f", "lavfi", "-i", "sine=d=7")
        ffmpeg(*before, "-i", str(clip), *tone, "-c:v", "copy", "-c:a", "aac", str(folder / name))
        return name

    return make


def _covered(name: str) -> Make:
    def make(folder: Path, clip: Path) -> str:
        with av.open(str(clip)) as film, av.open(str(folder / name), "w") as out:
            cover = out.add_stream("png")
            cover.width, cover.height, cover.pix_fmt = 64, 64, "rgb24"
            cover.disposition = Disposition.attached_pic
            stream = out.add_stream_from_template(film.streams.video[0])
            picture = av.VideoFrame(64, 64, "rgb24")
            out.mux(cover.encode(picture))
            out.mux(cover.encode(None))
            for packet in film.demux(film.streams.video[0]):
                if packet.size:
                    packet.stream = stream
                    out.mux(packet)
        return name

    return make
