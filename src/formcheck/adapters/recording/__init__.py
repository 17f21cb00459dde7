"""What the pose model saw of a video, without a picture, sound or name: written, and read as a source."""

from formcheck.adapters.recording.reader import SUFFIX, Recording, is_recording
from formcheck.adapters.recording.writer import RecordingWriter

__all__ = ["SUFFIX", "Recording", "RecordingWriter", "is_recording"]
