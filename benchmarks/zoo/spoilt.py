"""Files that break off, that have holes, and that are no videos at all."""

from pathlib import Path

from benchmarks.zoo.case import Case, Refused, Right, analysing
from benchmarks.zoo.films import (
    SECONDS,
    Make,
    changed,
    coded,
    content,
    cut_at,
    ffmpeg,
    scattered,
    taken_out,
    zeroed,
)
from benchmarks.zoo.joined import VP8, coded_with_sound

_KEYS = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", "15")
_HEVC = ("-c:v", "libx265", "-x265-params", "log-level=none:keyint=15")
SOUND_MAKES: dict[str, Make] = {
    "mp4": coded("a.mp4", *_KEYS, "-movflags", "+faststart"),
    "mkv": coded("a.mkv", *_KEYS),
    "avi": coded("a.avi", *_KEYS),
    "webm": coded("a.webm", *VP8, "-g", "15"),
    "ts": coded("a.ts", *_KEYS),
    "fragments": coded("fragments.mp4", *_KEYS, "-movflags", "+frag_keyframe+empty_moov"),
    "hevc": coded("hevc.mp4", *_HEVC, "-movflags", "+faststart"),
    "mpg": coded("a.mpg", "-c:v", "mpeg2video", "-q:v", "3", "-g", "15"),
}  # fmt: skip
_CUT = ("mp4", "mkv", "avi")
_NO_VIDEO = ("error.not_a_video", "error.no_frames", "error.video_unreadable")
_ANY = frozenset(
    {
        "pictures_missing",
        "no_person",
        "tracking_unsure",
        "feet_out_of_frame",
        "wrong_posture",
        "low_frame_rate",
    }
)
_WEB = b"<html><body>404</body></html>"
_LIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"


def _tone(folder: Path, _: Path) -> str:
    ffmpeg("-f", "lavfi", "-i", "sine=d=1", str(folder / "a.m4a"))
    return "a.m4a"


_NO_FILMS: dict[str, tuple[Make, str]] = {
    "empty": (content("a.mp4", b""), "error.not_a_video"),
    "a byte": (content("a.mp4", b"\0"), "error.not_a_video"),
    "a megabyte of zeros": (content("a.mp4", bytes(1 << 20)), "error.not_a_video"),
    "a web page": (content("a.mp4", _WEB), "error.not_a_video"),
    "a playlist": (content("a.mp4", _LIST), "error.not_a_video"),
    "a playlist by its name": (content("a.m3u8", _LIST), "error.not_a_video"),
    "a list of files": (content("a.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n"), "error.not_a_video"),
    "a text": (content("a.mov", b"hello\n" * 500), "error.not_a_video"),
    "a photo": (coded("a.jpg", "-frames:v", "1"), "error.not_a_video"),
    "a drawing": (coded("a.png", "-frames:v", "1"), "error.not_a_video"),
    "a PDF": (content("a.mp4", b"%PDF-1.7\n%%EOF\n"), "error.not_a_video"),
    "a zip": (content("a.mp4", b"PK\5\6" + bytes(18)), "error.recording_unreadable"),
    "a recording that is none": (content("a.npz", b"hello"), "error.recording_unreadable"),
    "sound alone": (_tone, "error.no_video_stream"),
}  # fmt: skip


def cases() -> list[Case]:
    """All of them."""
    found: list[Case] = []
    for make_name in _CUT:
        for percent in range(5, 100, 5):
            made = changed(SOUND_MAKES[make_name], cut_at(percent / 100))
            left_s = SECONDS * percent / 100
            check = Right(unseen=[(left_s - 1.5, SECONDS)], code=None, reasons=_ANY, least_s=left_s - 2.0)
            found.append(
                Case(
                    kind="cut off",
                    name=f"{make_name} at {percent} %",
                    prepare=analysing(made),
                    real=(make_name, percent) == ("mp4", 70),
                    check=_or_refused(check) if percent <= 25 else check,  # noqa: PLR2004 - before a picture
                )
            )
    found += [
        Case(
            kind="cut off",
            name=f"mp4 with its index behind at {percent} %",
            prepare=analysing(changed(coded("a.mp4", *_KEYS, "-movflags", "0"), cut_at(percent / 100))),
            check=Refused(keys=_NO_VIDEO),
        )
        for percent in (50, 99)
    ]
    for make_name, made in SOUND_MAKES.items():
        for start in (0.45, 0.7):
            found.append(
                Case(
                    kind="overwritten with zeros",
                    name=f"{make_name} at {start:.0%}",
                    prepare=analysing(changed(made, zeroed(start, 0.05))),
                    check=Right(unseen=[(1.0, SECONDS)], code=0, least_s=1.0),
                    real=make_name == "mkv",
                )
            )
    for make_name in ("mp4", "mkv", "webm", "ts"):
        found += [
            Case(
                kind="changed bytes",
                name=f"{make_name}, {places} bytes",
                prepare=analysing(changed(SOUND_MAKES[make_name], scattered(places, places))),
                check=_or_refused(Right(unseen=None, reasons=_ANY, code=None)),
            )
            for places in (1, 10, 100)
        ]
    for make_name in ("mkv", "ts", "webm"):
        found.append(
            Case(
                kind="a piece taken out",
                name=make_name,
                prepare=analysing(changed(SOUND_MAKES[make_name], taken_out(0.5, 0.1))),
                check=Right(unseen=None, code=None, reasons=_ANY, least_s=1.0),
            )
        )
    found.append(
        Case(
            kind="cut off",
            name="with sound, at 60 %",
            prepare=analysing(changed(coded_with_sound("a.mkv"), cut_at(0.6))),
            check=Right(unseen=[(2.0, 7.1)], code=None, reasons=_ANY, least_s=1.5),
        )
    )
    for name, (made, key) in _NO_FILMS.items():
        keys = (key,)
        found.append(Case(kind="no videos", name=name, prepare=analysing(made), check=Refused(keys=keys)))
    return found


def _or_refused(check: Right) -> "_Either":
    return _Either(check, Refused(keys=_NO_VIDEO))


class _Either:
    """Read, or refused."""

    def __init__(self, read: Right, refused: Refused) -> None:
        self._read, self._refused = read, refused

    def __call__(self, outcome: object) -> None:
        """Raise AssertionError where neither holds."""
        check = self._refused if getattr(outcome, "code", None) == self._refused.code else self._read
        check(outcome)  # type: ignore[arg-type]
