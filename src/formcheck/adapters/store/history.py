"""What is kept, from the outside: open it, choose a profile, keep and find sets and documents.

history = open_history()
mine = history.of(history.profiles.me())
mine.sets.newest(most=20)
mine.documents.latest(PLAN)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select

from formcheck.adapters.store.database import Database, database_url
from formcheck.adapters.store.documents import Documents
from formcheck.adapters.store.migrate import delete_backups, migrate
from formcheck.adapters.store.profiles import Profile, Profiles
from formcheck.adapters.store.sets import Sets
from formcheck.adapters.store.tables import ProfileRow


@dataclass(frozen=True, slots=True)
class ProfileHistory:
    """All that is kept of one profile."""

    profile: Profile
    sets: Sets
    documents: Documents


class History:
    """An open history; may be used from several threads and processes at once. now: the clock on the wall."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database, self._now = database, now
        self.profiles = Profiles(database, now)

    def of(self, profile: Profile) -> ProfileHistory:
        """What is kept of a profile. Whether its PIN was given is for the caller to know."""
        return ProfileHistory(
            profile, Sets(self.database, profile.id), Documents(self.database, profile.id, self._now)
        )

    def delete_everything(self, profile: Profile) -> bool:
        """Forget all of a profile, and every copy that holds it. True when nothing of anybody is left."""
        with self.database.writing() as session:
            session.execute(delete(ProfileRow).where(ProfileRow.id == profile.id))
            left = session.scalars(select(func.count()).select_from(ProfileRow)).one()
        delete_backups(self.database)
        self.database.vacuum()
        return left == 0

    def close(self) -> None:
        """Let go of it."""
        self.database.close()


def open_history(url: str | None = None, *, now: Callable[[], datetime] | None = None) -> History:
    """Open a history, made or brought up to date if need be.

    url: None is FORMCHECK_DATABASE_URL, else a file in the user's data folder. Raises HistoryUnavailable.
    """
    database = Database(url or database_url())
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return History(database, now or _wall_clock)


def _wall_clock() -> datetime:
    return datetime.now(UTC)
