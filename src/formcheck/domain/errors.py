"""Errors that a user can do something about.

They carry a key and parameters, never a sentence: the page and the command line look the words up in
`i18n` and fill the parameters in.

    FormcheckError
    +-- VideoMissing                 name
    +-- VideoUnreadable              name
    |   +-- NotAVideo                name      no video format we know, or cut off before its index
    |   +-- NoVideoStream            name      sound only
    |   +-- NoFrames                 name      a video without one picture that can be decoded
    |   +-- VideoIsFolder            name
    |   +-- VideoIsNoFile            name      a pipe or a device
    |   +-- VideoNotAllowed          name      the rights to read it, or to enter its folder, are missing
    |   +-- VideoTooLarge            name, width, height
    |   +-- RecordingUnreadable      name      a .npz that is no recording of ours, or a damaged one
    +-- RecordingHasNoPictures       name      an annotated video asked for where there are no pictures
    +-- ModelMissing                 model, file
    |   +-- ModelNotShipped          model, file     one that everybody has to get for themselves
    |   +-- TiltModelMissing         model, file     there is no other to choose
    +-- ModelCorrupt                 model, file
    |   +-- ForeignModelCorrupt      model, file
    |   +-- TiltModelCorrupt         model, file
    +-- SystemLibraryMissing         library, package
    +-- PoseModelDied                            its process ended in the middle of its work
    +-- OutputNotWritable            and its kind: see `output_errors`
    +-- HistoryUnavailable           and its kind: see `store_errors`
    +-- NothingToAnalyse             and its neighbours: see `batch_errors`
    +-- NoHomeNetwork
    +-- AddressOpen                  address
"""

from functools import partial
from typing import Any, ClassVar

__all__ = [
    "AddressOpen",
    "ForeignModelCorrupt",
    "FormcheckError",
    "ModelCorrupt",
    "ModelMissing",
    "ModelNotShipped",
    "NoFrames",
    "NoHomeNetwork",
    "NoVideoStream",
    "NotAVideo",
    "PoseModelDied",
    "RecordingHasNoPictures",
    "RecordingUnreadable",
    "SystemLibraryMissing",
    "TiltModelCorrupt",
    "TiltModelMissing",
    "VideoIsFolder",
    "VideoIsNoFile",
    "VideoMissing",
    "VideoNotAllowed",
    "VideoTooLarge",
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
    fields: ClassVar[tuple[str, ...]] = ("name",)


class NotAVideo(VideoUnreadable):
    """No video format that we read: a text file with a video's name, or one cut off before its index."""

    key = "error.not_a_video"


class NoVideoStream(VideoUnreadable):
    """A media file with sound, but without pictures."""

    key = "error.no_video_stream"


class NoFrames(VideoUnreadable):
    """A video stream of which not one picture can be decoded."""

    key = "error.no_frames"


class VideoIsFolder(VideoUnreadable):
    """A folder where a video was meant."""

    key = "error.video_is_folder"


class VideoIsNoFile(VideoUnreadable):
    """A pipe or a device: it cannot be read from the start again."""

    key = "error.video_is_no_file"


class VideoNotAllowed(VideoUnreadable):
    """The file may not be read, or its folder not be entered."""

    key = "error.video_not_allowed"


class VideoTooLarge(VideoUnreadable):
    """Pictures so large that one of them would fill the memory. width, height: in pixels."""

    key = "error.video_too_large"
    fields = ("name", "width", "height")


class RecordingUnreadable(VideoUnreadable):
    """No recording of landmarks that we read, or a damaged one."""

    key = "error.recording_unreadable"


class RecordingHasNoPictures(FormcheckError):
    """An annotated video was asked for, but a recording of landmarks holds no pictures."""

    key = "error.recording_has_no_pictures"
    fields = ("name",)


class ModelMissing(FormcheckError):
    """The pose model's file is not there. model: lite, full or heavy; file: its name."""

    key = "error.model_missing"
    fields = ("model", "file")


class ModelCorrupt(FormcheckError):
    """The pose model's file is not the one we know: its sha256 differs."""

    key = "error.model_corrupt"
    fields = ("model", "file")


class ModelNotShipped(ModelMissing):
    """A pose model that does not come with formcheck is not there."""

    key = "error.model_not_shipped"


class TiltModelMissing(ModelMissing):
    """The weights of the pelvic tilt are not there."""

    key = "error.tilt_model_missing"


class ForeignModelCorrupt(ModelCorrupt):
    """A pose model that does not come with formcheck is not the one we know."""

    key = "error.foreign_model_corrupt"


class TiltModelCorrupt(ModelCorrupt):
    """The weights of the pelvic tilt are not the ones we know."""

    key = "error.tilt_model_corrupt"


class SystemLibraryMissing(FormcheckError):
    """The operating system lacks a shared library. package: the Debian package that brings it."""

    key = "error.system_library_missing"
    fields = ("library", "package")


class PoseModelDied(FormcheckError):
    """The process in which the pose model looked has ended: killed, or stopped by the model's own code."""

    key = "error.pose_model_died"
    fields = ()


class NoHomeNetwork(FormcheckError):
    """This machine has no address that another device of a home network could reach."""

    key = "error.no_home_network"
    fields = ()


class AddressOpen(FormcheckError):
    """The app would listen where other devices reach it, unencrypted. address: where that is."""

    key = "error.address_open"
    fields = ("address",)
