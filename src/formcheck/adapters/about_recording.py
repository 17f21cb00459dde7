"""What is to be said of a file beside the set that it shows."""

from formcheck.adapters.video_file import VideoInfo
from formcheck.review import Line, line


def lines_about(video: VideoInfo) -> tuple[Line, ...]:
    """Sentences about a recording, none about an ordinary one."""
    said: list[Line] = []
    if video.breaks_off_s is not None:
        said.append(line("report.note.breaks_off", seconds=video.breaks_off_s, stated=video.duration_s))
    if video.unmirrored:
        said.append(line("report.note.unmirrored"))
    elif video.mirrored:
        said.append(line("report.note.mirrored"))
    return tuple(said)
