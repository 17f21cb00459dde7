"""Errors that a user can do something about.

They carry a key and parameters, never a sentence: the page and the command line look the words up in
`i18n` and fill the parameters in.

    FormcheckError
    +-- VideoMissing                 name
    +-- VideoUnreadable              name
    |   +-- NotAVideo                name      no video format we know, or cut off before its index
    |   +-- NoVideoStream            name      sound only
    |   +-- NoFrames                 name      a video without one picture that can be decoded
    +-- ModelMissing                 model, file
    +-- ModelCorrupt                 model, file
    +-- SystemLibraryMissing         library, package
    +-- OutputNotWritable            name, reason
    +-- NoHomeNetwork
"""

from functools import partial
from typing import Any, ClassVar

__all__ = [
    "FormcheckError",
    "ModelCorrupt",
    "ModelMissing",
    "NoFrames",
    "NoHomeNetwork",
    "NoVideoStream",
    "NotAVideo",
    "OutputNotWritable",
    "SystemLibraryMissing",
    "VideoMissing",
    "VideoUnreadable",
]


class FormcheckError(Exception):
    """Something a user can fix.

    key: where the sentence is found in `i18n`. fields: the parameters that this sentence may use.
    `str()` is for logs: the key and its parameters.
    """

    key: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]

    def __init__(self, **params: str) -> None:
        if set(params) != set(self.fields):
            raise TypeError(f"{type(self).__name__} needs {self.fields}, got {tuple(params)}")
        super().__init__(params)
        self.params = params

    def __str__(self) -> str:
        return " ".join((self.key, *(f"{name}={value}" for name, value in self.params.items())))

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are pickled by their positional arguments, and ours are keywords: without this an
        # error in a batch worker would kill the pool instead of reaching the user.
        return partial(type(self), **self.params), ()


class VideoMissing(FormcheckError):
    """There is no file of that name."""

    key = "error.video_missing"
    fields = ("name",)


class VideoUnreadable(FormcheckError):
    """There is a file, but no pictures can be got out of it."""

    key = "error.video_unreadable"
    fields = ("name",)


class NotAVideo(VideoUnreadable):
    """No video format that we read: a text file with a video's name, or one cut off before its index."""

    key = "error.not_a_video"


class NoVideoStream(VideoUnreadable):
    """A media file with sound, but without pictures."""

    key = "error.no_video_stream"


class NoFrames(VideoUnreadable):
    """A video stream of which not one picture can be decoded."""

    key = "error.no_frames"


class ModelMissing(FormcheckError):
    """The pose model's file is not there. model: lite, full or heavy; file: its name."""

    key = "error.model_missing"
    fields = ("model", "file")


class ModelCorrupt(FormcheckError):
    """The pose model's file is not the one we know: its sha256 differs."""

    key = "error.model_corrupt"
    fields = ("model", "file")


class SystemLibraryMissing(FormcheckError):
    """The operating system lacks a shared library. package: the Debian package that brings it."""

    key = "error.system_library_missing"
    fields = ("library", "package")


class OutputNotWritable(FormcheckError):
    """A file could not be written. reason: the operating system's own words."""

    key = "error.output_not_writable"
    fields = ("name", "reason")


class NoHomeNetwork(FormcheckError):
    """This machine has no address that another device of a home network could reach."""

    key = "error.no_home_network"
    fields = ()
