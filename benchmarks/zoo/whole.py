"""Sound recordings of every make: each is read, and gives what the clip shows."""

from benchmarks.zoo.case import TRUTH, Case, Rep, Right, Unjudged, analysing
from benchmarks.zoo.films import FRAMES, Make, coded
from benchmarks.zoo.joined import (
    VP8,
    bursts,
    freeze,
    gap_in_time,
    joined_sizes,
    mirrored_in_file,
    still_beside,
    turned_in_file,
)

_H264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20")
_SAME = ("-c", "copy")
_CODECS: dict[str, Make] = {
    "h264.mp4": coded("a.mp4", *_SAME),
    "h264.mov": coded("a.mov", *_SAME),
    "h264.m4v": coded("a.m4v", *_SAME),
    "h264.mkv": coded("a.mkv", *_SAME),
    "h264.3gp": coded("a.3gp", *_SAME),
    "h264.flv": coded("a.flv", *_SAME),
    "h264.ts": coded("a.ts", *_SAME),
    "h264.m2ts": coded("a.m2ts", *_SAME),
    "h264 with B in .avi": coded("a.avi", *_H264, "-bf", "3"),
    "h264 in fragments": coded("a.mp4", *_SAME, "-movflags", "+frag_keyframe+empty_moov"),
    "h264, index behind": coded("a.mp4", *_SAME, "-movflags", "0"),
    "h264, open groups": coded("a.mp4", *_H264, "-x264-params", "open-gop=1:keyint=20"),
    "h264, periodic refresh": coded("a.mkv", *_H264, "-x264-params", "intra-refresh=1:keyint=30:bframes=0"),
    "h264, 4:4:4": coded("a.mp4", *_H264, "-pix_fmt", "yuv444p"),
    "h264, 10 bits": coded("a.mp4", *_H264, "-pix_fmt", "yuv420p10le"),
    "h264, full range": coded("a.mp4", *_H264, "-pix_fmt", "yuvj420p"),
    "h264, interlaced": coded("a.mp4", *_H264, "-flags", "+ilme+ildct"),
    "hevc.mp4": coded("a.mp4", "-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1"),
    "hevc.mkv": coded("a.mkv", "-c:v", "libx265", "-x265-params", "log-level=none"),
    "vp8.webm": coded("a.webm", *VP8),
    "vp9.webm": coded("a.webm", "-c:v", "libvpx-vp9", *VP8[2:]),
    "av1.mp4": coded("a.mp4", "-c:v", "libsvtav1", "-preset", "12", "-crf", "35"),
    "av1.mkv": coded("a.mkv", "-c:v", "libsvtav1", "-preset", "12", "-crf", "35"),
    "mpeg4.avi": coded("a.avi", "-c:v", "mpeg4", "-q:v", "3", "-bf", "2"),
    "mpeg4.mp4": coded("a.mp4", "-c:v", "mpeg4", "-q:v", "3"),
    "mpeg2.mpg": coded("a.mpg", "-c:v", "mpeg2video", "-q:v", "3"),
    "mpeg2.ts": coded("a.ts", "-c:v", "mpeg2video", "-q:v", "3", "-bf", "2"),
    "wmv2.asf": coded("a.asf", "-c:v", "wmv2", "-q:v", "3"),
    "wmv2.wmv": coded("a.wmv", "-c:v", "wmv2", "-q:v", "3"),
    "mjpeg.avi": coded("a.avi", "-c:v", "mjpeg", "-q:v", "3"),
    "mjpeg.mov": coded("a.mov", "-c:v", "mjpeg", "-q:v", "3"),
    "theora.ogv": coded("a.ogv", "-c:v", "libtheora", "-q:v", "8"),
    "prores.mov": coded("a.mov", "-c:v", "prores", "-profile:v", "0"),
    "h263.3gp": coded("a.3gp", "-c:v", "h263", "-vf", "scale=704:396,pad=704:576:0:90", "-q:v", "3"),
    "ffv1.mkv": coded("a.mkv", "-c:v", "ffv1"),
    "dnxhd.mov": coded("a.mov", "-c:v", "dnxhd", "-b:v", "36M", "-vf", "scale=1920:1080", "-r", "25",
                       "-pix_fmt", "yuv422p"),
    "y4m": coded("a.y4m", "-pix_fmt", "yuv420p"),
    "uncompressed.avi": coded("a.avi", "-c:v", "rawvideo", "-pix_fmt", "yuv420p"),
}  # fmt: skip
_SHAPES: dict[str, Make] = {
    "160 x 90 told as 640 x 90": coded("a.mp4", *_H264, "-vf", "scale=480:360,setsar=4/3"),
    "pixels higher than wide": coded("a.mp4", *_H264, "-vf", "scale=640:180,setsar=1/2"),
    "odd sides": coded("a.mkv", "-c:v", "ffv1", "-vf", "scale=641:361"),
    "4K": coded("a.mp4", "-t", "6", *_H264, "-vf", "scale=3840:2160"),
    "8K": coded("a.mp4", *_H264, "-vf", "scale=7680:4320,fps=12.5"),
    "long side 8192": coded("a.mkv", "-c:v", "mjpeg", "-vf", "scale=8192:4608,fps=12.5"),
}
_BARS: dict[str, Make] = {
    "bars above and below": coded("a.mp4", *_H264, "-vf", "pad=640:1138:0:389"),
    "bars left and right": coded("a.mp4", *_H264, "-vf", "pad=1280:360:320:0"),
    "bars all round": coded("a.mp4", *_H264, "-vf", "pad=1080:800:220:220"),
    "bars, narrow": coded("a.mp4", *_H264, "-vf", "pad=640:400:0:20"),
}
_PACE: dict[str, Make] = {
    "13 a second": coded("a.mp4", *_H264, "-r", "13"),
    "25 a second": coded("a.mp4", *_H264, "-r", "25"),
    "60 a second": coded("a.mp4", *_H264, "-r", "60"),
    "29.97 a second": coded("a.mp4", *_H264, "-r", "30000/1001"),
    "starts at 5 s": coded("a.mkv", *_SAME, "-output_ts_offset", "5"),
    "starts before 0": coded("a.ts", *_SAME, "-output_ts_offset", "-1"),
    "clock wraps": coded("a.ts", *_SAME, "-output_ts_offset", "95440.7"),
}
_BURSTS: dict[str, Make] = {
    "bursts of 0.9 s at 15 and 7.5": bursts("a.mp4", 0.9, 2),
    "bursts of 0.5 s at 15 and 5": bursts("a.mkv", 0.5, 3),
    "bursts of 2 s at 15 and 7.5": bursts("a.mkv", 2.0, 2),
}
# One or two of a kind go through the pose model itself.
_LOOKED_AT = {
    "h264.mp4",
    "vp8.webm",
    "turned by 90, as the file says",
    "turned by 90, and nothing says so",
    "turned by 270, and nothing says so",
    "upside down, and nothing says so",
    "mirrored and turned by 90",
    "bars above and below",
    "bursts of 0.9 s at 15 and 7.5",
    "other shape from 1 s on",
    "from 2.7 to 3.7 s in h264",
}


def cases() -> list[Case]:
    """All of them."""
    found = [
        *(_case("containers and codecs", name, made, _right_of(name)) for name, made in _CODECS.items()),
        *(_case("shapes", name, made, Right()) for name, made in _SHAPES.items()),
        *(_case("bars", name, made, Right()) for name, made in _BARS.items()),
        *(_case("pace", name, made, Right()) for name, made in _PACE.items()),
        *(
            _case("pace", name, made, Right(unseen=None, reasons=frozenset({"low_frame_rate"}), code=None))
            for name, made in _BURSTS.items()
        ),
    ]
    for turn in (90, 180, 270):
        name = f"turned by {turn}, as the file says"
        found.append(_case("turned and mirrored", name, turned_in_file(turn), Right(frames=FRAMES)))
    for turn in (90, 270):
        made = coded("a.mp4", *_H264, "-vf", f"transpose={1 if turn == 90 else 2}")  # noqa: PLR2004 - degrees
        name = f"turned by {turn}, and nothing says so"
        found.append(_case("turned and mirrored", name, made, Unjudged(reason="picture_sideways")))
    upside_down = coded("a.mp4", *_H264, "-vf", "hflip,vflip")
    found.append(
        _case(
            "turned and mirrored",
            "upside down, and nothing says so",
            upside_down,
            Unjudged(reason="picture_sideways"),
        )
    )
    for name, made in mirrored_in_file().items():
        found.append(_case("turned and mirrored", name, made, Right(swapped=True)))
    mirrored = coded("a.mp4", *_H264, "-vf", "hflip")
    found.append(_case("turned and mirrored", "mirrored in its pixels", mirrored, Right(swapped=True)))
    found.append(
        Case(
            kind="turned and mirrored",
            name="mirrored, and said so",
            prepare=analysing(mirrored, "--mirrored"),
            check=Right(),
        )
    )
    for name, made in joined_sizes().items():
        found.append(_case("sizes that change", name, made, Right()))
    for name, made in still_beside().items():
        found.append(_case("several streams", name, made, Right(frames=FRAMES)))
    for name, (made, at_s, jump_s) in gap_in_time().items():
        later: tuple[Rep, ...] = tuple(
            (a + jump_s, b + jump_s, side) if a > at_s else (a, b, side) for a, b, side in TRUTH
        )
        unseen = [(at_s, at_s + jump_s)]
        found.append(_case("clocks that jump", name, made, Right(reps=later, unseen=unseen)))
    for name, (made, start_s, end_s) in freeze().items():
        found.append(_case("stuck pictures", name, made, Right(unseen=[(start_s, end_s)], least_s=3.0)))
    return found


def _case(kind: str, name: str, made: Make, check: Right | Unjudged) -> Case:
    return Case(kind=kind, name=name, prepare=analysing(made), check=check, real=name in _LOOKED_AT)


def _right_of(name: str) -> Right:
    whole = name != "dnxhd.mov"
    return Right(frames=FRAMES if whole else None)
