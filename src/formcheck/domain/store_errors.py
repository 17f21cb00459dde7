"""Errors about what is kept; see `errors`.

+-- HistoryUnavailable
|   +-- HistoryUnreadable         name            no database of ours, or a damaged one
|   +-- HistoryNotWritable        name, reason    the folder or file may not be written, or the disk is full
|   +-- HistoryTooNew             name            written by a newer formcheck
|   +-- HistoryBusy               name            another process holds it for longer than we wait
|   +-- DatabaseUnknown           scheme          an address of another kind than sqlite or postgresql
|   +-- DatabaseDriverMissing     package         the library that speaks with that server is not installed
|   +-- DatabaseSilent            server          the server does not answer, or lets us not in
+-- HistoryFileUnreadable          name            no export of a history, or a damaged one
|   +-- HistoryFileForeign         name, entry     it holds what no export of ours holds
|   +-- HistoryFileTooLarge        name            it would unpack to more than it can hold
+-- ProfileNameTaken              name
+-- PinWrong
+-- PinTooSoon                    seconds         wrong too often: the next try is later
"""

from typing import ClassVar

from formcheck.domain.errors import FormcheckError

__all__ = [
    "DatabaseDriverMissing",
    "DatabaseSilent",
    "DatabaseUnknown",
    "HistoryBusy",
    "HistoryFileForeign",
    "HistoryFileTooLarge",
    "HistoryFileUnreadable",
    "HistoryNotWritable",
    "HistoryTooNew",
    "HistoryUnavailable",
    "HistoryUnreadable",
    "PinTooSoon",
    "PinWrong",
    "ProfileNameTaken",
]


class HistoryUnavailable(FormcheckError):
    """What was kept cannot be reached, and nothing can be kept. reason: the system's own words."""

    key = "error.history_unavailable"
    fields: ClassVar[tuple[str, ...]] = ("reason",)


class HistoryUnreadable(HistoryUnavailable):
    """The file is no database of ours, or it is damaged."""

    key = "error.history_unreadable"
    fields = ("name",)


class HistoryNotWritable(HistoryUnavailable):
    """The folder or the file may not be written, or there is no room. reason: the system's own words."""

    key = "error.history_not_writable"
    fields = ("name", "reason")


class HistoryTooNew(HistoryUnavailable):
    """A newer formcheck has written it: this one does not know how it is laid out."""

    key = "error.history_too_new"
    fields = ("name",)


class HistoryBusy(HistoryUnavailable):
    """Another process holds it for longer than we wait."""

    key = "error.history_busy"
    fields = ("name",)


class DatabaseUnknown(HistoryUnavailable):
    """FORMCHECK_DATABASE_URL names neither sqlite nor postgresql. scheme: what it names."""

    key = "error.database_unknown"
    fields = ("scheme",)


class DatabaseDriverMissing(HistoryUnavailable):
    """The library that speaks with the server is not installed."""

    key = "error.database_driver_missing"
    fields = ("package",)


class DatabaseSilent(HistoryUnavailable):
    """The server does not answer, or does not let us in. server: host, port and database, no password."""

    key = "error.database_silent"
    fields = ("server",)


class HistoryFileUnreadable(FormcheckError):
    """What should be imported is no export of a history, or it is damaged. Nothing was taken from it."""

    key = "error.history_file_unreadable"
    fields: ClassVar[tuple[str, ...]] = ("name",)


class HistoryFileForeign(HistoryFileUnreadable):
    """It holds what no export of ours holds. entry: what it is called in there."""

    key = "error.history_file_foreign"
    fields = ("name", "entry")


class HistoryFileTooLarge(HistoryFileUnreadable):
    """It would unpack to more than such a file can hold."""

    key = "error.history_file_too_large"


class ProfileNameTaken(FormcheckError):
    """There is a profile of this name already."""

    key = "error.profile_name_taken"
    fields = ("name",)


class PinWrong(FormcheckError):
    """This is not the profile's PIN."""

    key = "error.pin_wrong"
    fields = ()


class PinTooSoon(FormcheckError):
    """The PIN was wrong too often: the next try is possible in some seconds."""

    key = "error.pin_too_soon"
    fields = ("seconds",)
