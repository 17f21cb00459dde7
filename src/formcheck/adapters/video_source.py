"""Finds the moving pictures in a file and decodes them, with a word on each: whole, or built on what is lost.

Most pictures of a video say only what changed. Where a packet is broken or missing, decoders go on with what
they have: legs in pieces, and no complaint. Such pictures are not sound until one comes that needs no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.adapters.input_file import name_of
from formcheck.adapters.video_damage import Damage
from formcheck.domain.errors import NotAVideo, NoVideoStream, VideoTooLarge, VideoUnreadable

# FFmpeg looks at content, not at names, and some formats are lists of addresses that it would then fetch:
# a playlist renamed .mp4 must not make us open a connection. So: plain files of these formats, no more.
_OPEN_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mp3,wav,"
    "yuv4mpegpipe",
}
_MOST_PX = 8192  # a side; one picture of 8192 x 8192 takes 200 MB as RGB
_LARGE_PX = 4096 * 2304
_NO_FILM = Disposition.attached_pic | Disposition.timed_thumbnails
# These find their length by looking at the last stamps of the file: what is cut off they do not miss.
_STATE_NO_LENGTH = ("mpegts", "mpeg", "yuv4mpegpipe")
_AVI_CHUNK_HEADER_BYTES = 8
_STILL_S = Fraction(1, 5)  # a stream shorter than that is a picture, not a film, where there is another
_BELIEVED_S = 86_400  # a header that states more than a day is a broken one
_MOST_STRANGE = 100  # packets in a row of streams that nobody knows
NOMINAL_FPS = Fraction(30)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture as it is stored. sound: built on nothing that is lost."""

    picture: VideoFrame
    sound: bool


class VideoSource:
    """A file opened at its moving pictures. Raises VideoUnreadable."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container = _open(path)
        self._ends_s: dict[int, Fraction] = {}
        try:
            self.stream = _moving_pictures(self._container, path)
            _refuse_too_large(self.stream, path)
        except VideoUnreadable:
            self._container.close()
            raise
        # Each thread that decodes a picture of its own holds one more: of 8K 190 MB in all.
        large = self.stream.width * self.stream.height > _LARGE_PX
        self.stream.thread_type = "SLICE" if large else "AUTO"

    @property
    def stamped_in_order_of_decoding(self) -> bool:
        """Whether the format has no stamps of showing."""
        return self._container.format.name == "avi"

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def decoded(self) -> Iterator[Decoded]:
        """All pictures that can be decoded, in the order in which they are shown."""
        damage = Damage(self._container.format.name, self.stream)
        places = _AviPlaces(self.stream) if self.stamped_in_order_of_decoding else None
        for packet in _packets(self._container):
            own = packet.stream_index == self.stream.index
            if places and own:
                places.correct(packet)
            damage.look_at(packet)
            if self.stamped_in_order_of_decoding or not own:
                self._note_end(packet.stream_index, packet.dts, packet)
            if own:
                yield from self._decode(packet, damage)
        # A file that breaks off gives no last empty packet: what the decoder still holds is asked for.
        yield from self._decode(None, damage)

    def _note_end(self, index: int, stamp: int | None, shown: "Packet[Any] | VideoFrame") -> None:
        if stamp is None or shown.time_base is None:
            return
        end_s = (stamp + (shown.duration or 0)) * shown.time_base
        self._ends_s[index] = max(end_s, self._ends_s.get(index, end_s))

    def _decode(self, packet: "Packet[VideoStream] | None", damage: Damage) -> Iterator[Decoded]:
        try:
            pictures = self.stream.decode(packet)
        except av.FFmpegError:
            damage.not_decoded(packet)
            return
        for picture in pictures:
            if not self.stamped_in_order_of_decoding:
                self._note_end(self.stream.index, picture.pts, picture)
            yield Decoded(picture, damage.is_sound(picture))

    def claimed_length(self) -> tuple[float, int]:
        """Seconds and pictures as the file has them; where it has not, packets are counted undecoded.

        Browsers record WebM without a duration: progress needs one all the same.
        """
        stream, duration_s = self.stream, 0.0
        if stream.duration and stream.time_base:
            duration_s = float(stream.duration * stream.time_base)
        elif self._container.duration:
            duration_s = self._container.duration / av.time_base
        rate = float(stream.average_rate or 0)
        frames = stream.frames or round(duration_s * rate)
        if duration_s > 0 and frames > 0:
            return duration_s, frames
        with _open(self._path) as twin:
            packets = (packet for packet in _packets(twin) if packet.stream_index == stream.index)
            stamps = [packet.pts for packet in packets if packet.pts is not None]
        if stream.time_base and len(stamps) > 1:
            duration_s = duration_s or float((max(stamps) - min(stamps)) * stream.time_base)
        return duration_s or len(stamps) / float(rate or NOMINAL_FPS), len(stamps)

    def unread_s(self) -> float:
        """Seconds that the file states and does not have; asked when it was read. 0 where none are stated."""
        if self._container.format.name in _STATE_NO_LENGTH:
            return 0.0
        tick_s, stated_s, end_s = self.stream.time_base, Fraction(0), self._ends_s.get(self.stream.index)
        if self.stamped_in_order_of_decoding and tick_s:
            stated_s = self.stream.frames * tick_s  # its duration is guessed from the size of what is left
        elif self.stream.duration and tick_s:
            stated_s = (self.stream.start_time or 0) * tick_s + self.stream.duration * tick_s
        elif "DURATION" in self.stream.metadata:
            stated_s = _clock_words(self.stream.metadata["DURATION"])
        elif self._container.duration:
            stated_s = Fraction((self._container.start_time or 0) + self._container.duration, av.time_base)
            end_s = max(self._ends_s.values(), default=None)  # sound may go on after the last picture
        if end_s is None or not end_s < stated_s < _BELIEVED_S:
            return 0.0
        return float(stated_s - end_s)


class _AviPlaces:
    """Corrects the stamps of an AVI, which are counted from what was read, by where the packets stand.

    Of packets that are lost the count knows nothing: all that follows would come too early.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._tick_of = {
            entry.pos + _AVI_CHUNK_HEADER_BYTES: entry.timestamp for entry in stream.index_entries
        }
        self._late = 0

    def correct(self, packet: "Packet[Any]") -> None:
        """Move the stamps of one packet."""
        if packet.dts is None:
            return
        if packet.pos in self._tick_of:
            self._late = self._tick_of[packet.pos] - packet.dts
        packet.dts += self._late
        if packet.pts is not None:
            packet.pts += self._late


def _open(path: Path) -> InputContainer:
    try:
        return av.open(str(path.absolute()), options=_OPEN_OPTIONS)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise NotAVideo(name=name_of(path)) from error


def _moving_pictures(container: InputContainer, path: Path) -> VideoStream:
    """Find the stream that players show: the default one, else the longest.

    The cover of a song is a video stream, too, and so are slides of one picture.
    """
    films = [stream for stream in container.streams.video if not stream.disposition & _NO_FILM]
    # A codec that nobody here knows has no context, whatever its type says.
    streams = [stream for stream in films if stream.codec_context is not None]
    if not streams:
        raise (NoVideoStream if container.streams.audio else NotAVideo)(name=name_of(path))
    if len(streams) == 1:
        return streams[0]
    lengths_s = _lengths_s(streams, path)
    moving = [stream for stream in streams if lengths_s[stream.index] > _STILL_S] or streams
    chosen = [stream for stream in moving if stream.disposition & Disposition.default] or moving
    return max(chosen, key=lambda stream: lengths_s[stream.index])


def _refuse_too_large(stream: VideoStream, path: Path) -> None:
    width_px, height_px = stream.codec_context.width, stream.codec_context.height
    if max(width_px, height_px) > _MOST_PX:
        raise VideoTooLarge(name=name_of(path), width=str(width_px), height=str(height_px))


def _lengths_s(streams: list[VideoStream], path: Path) -> dict[int, Fraction]:
    """Seconds from the first to the last picture of each stream; none is decoded."""
    spans: dict[int, tuple[int, int]] = {}
    with _open(path) as twin:
        for packet in _packets(twin):
            if packet.dts is not None:
                first, last = spans.get(packet.stream_index, (packet.dts, packet.dts))
                spans[packet.stream_index] = min(first, packet.dts), max(last, packet.dts)
    return {
        stream.index: (last - first) * (stream.time_base or Fraction(0))
        for stream in streams
        for first, last in [spans.get(stream.index, (0, 0))]
    }


def _packets(container: InputContainer) -> "Iterator[Packet[Any]]":
    """All packets of all streams up to the end of the file, or up to where it is broken."""
    packets, strange = container.demux(), 0
    while strange < _MOST_STRANGE:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            return
        except IndexError:
            # A packet of a stream that was not there when the file was opened: go on behind it.
            packets, strange = container.demux(), strange + 1
            continue
        if packet is None:
            return
        strange = 0
        yield packet


def _clock_words(words: str) -> Fraction:
    """Seconds of a length written as 00:01:02.5, 0 when it is not."""
    try:
        hours, minutes, seconds = words.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
