"""Errors about files to be written; see `errors`.

+-- OutputNotWritable            name, reason
|   +-- OutputIsInput            name
|   +-- OutputsCollide           name, other
|   +-- OutputIsFolder           name
|   +-- OutputNotAllowed         name      the rights to write it, or in its folder, are missing
|   +-- OutputNameTooLong        name
|   +-- OutputFolderMissing      name, folder
|   +-- OutputFolderIsFile       name, folder
|   +-- OutputNeedsRoom          name, needed, free      in MB
|   +-- ReportOfOtherKind        name
|   +-- StdoutNotWritable        reason
+-- UploadNotKept                name, reason    what was uploaded, or made of it, finds no room
"""

from typing import ClassVar

from formcheck.domain.errors import FormcheckError

__all__ = [
    "OutputFolderIsFile",
    "OutputFolderMissing",
    "OutputIsFolder",
    "OutputIsInput",
    "OutputNameTooLong",
    "OutputNeedsRoom",
    "OutputNotAllowed",
    "OutputNotWritable",
    "OutputsCollide",
    "ReportOfOtherKind",
    "StdoutNotWritable",
    "UploadNotKept",
]


class OutputNotWritable(FormcheckError):
    """A file could not be written. reason: the operating system's own words."""

    key = "error.output_not_writable"
    fields: ClassVar[tuple[str, ...]] = ("name", "reason")


class OutputIsInput(OutputNotWritable):
    """What would be written is what is to be read, whatever way it is spelled."""

    key = "error.output_is_input"
    fields = ("name",)


class OutputsCollide(OutputNotWritable):
    """Two things would be written to one file, whatever way it is spelled."""

    key = "error.outputs_collide"
    fields = ("name", "other")


class OutputIsFolder(OutputNotWritable):
    """A folder where a file was meant."""

    key = "error.output_is_folder"
    fields = ("name",)


class OutputNotAllowed(OutputNotWritable):
    """The file is write-protected, or nothing may be written in its folder."""

    key = "error.output_not_allowed"
    fields = ("name",)


class OutputNameTooLong(OutputNotWritable):
    """The file system cannot hold a name of this length."""

    key = "error.output_name_too_long"
    fields = ("name",)


class OutputFolderMissing(OutputNotWritable):
    """The folder that a file should come into is not there."""

    key = "error.output_folder_missing"
    fields = ("name", "folder")


class OutputFolderIsFile(OutputNotWritable):
    """What should be the folder of a file is itself a file."""

    key = "error.output_folder_is_file"
    fields = ("name", "folder")


class OutputNeedsRoom(OutputNotWritable):
    """Less room than the files will need, by estimate. needed, free: in MB."""

    key = "error.output_needs_room"
    fields = ("name", "needed", "free")


class ReportOfOtherKind(OutputNotWritable):
    """A report to read is .html or .pdf."""

    key = "error.report_of_other_kind"
    fields = ("name",)


class StdoutNotWritable(OutputNotWritable):
    """Standard output is closed, full, or nobody reads it to its end."""

    key = "error.stdout_not_writable"
    fields = ("reason",)


class UploadNotKept(FormcheckError):
    """There is no room for an uploaded video, or for the annotated one, while it is looked at."""

    key = "error.upload_not_kept"
    fields = ("name", "reason")
