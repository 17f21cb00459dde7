"""Who is who: profiles, and their PINs.

A PIN keeps others of the household from looking in; it does not encrypt the file. It is kept as an argon2
hash, and who is wrong too often waits longer and longer, whatever window they try in.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from formcheck.adapters.store.database import Database
from formcheck.adapters.store.tables import NAME_LENGTH, ProfileRow
from formcheck.domain.store_errors import PinTooSoon, PinWrong, ProfileNameTaken

_FREE_TRIES = 3
_FIRST_WAIT_S, _LONGEST_WAIT_S = 5.0, 900.0


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody whose sets are kept. name: None for "me". locked: a PIN is asked for."""

    id: int
    key: UUID
    name: str | None
    locked: bool


class Profiles:
    """All profiles of a database. There is always one: "me". now: the clock on the wall."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now
        self._hasher = PasswordHasher()

    def all(self) -> list[Profile]:
        """Everybody, "me" first, the others by name."""
        with self._database.reading() as session:
            rows = session.scalars(select(ProfileRow)).all()
            found = [_profile(row) for row in rows]
        return sorted(found, key=lambda each: (each.name is not None, (each.name or "").casefold()))

    def me(self) -> Profile:
        """Who chooses nobody; made when there is none yet."""
        with self._database.reading() as session:
            row = session.scalars(select(ProfileRow).where(ProfileRow.name.is_(None))).first()
            if row is not None:
                return _profile(row)
        with self._database.writing() as session:
            return _profile(me_in(session))

    def find(self, key: UUID) -> Profile | None:
        """Profile of a key."""
        with self._database.reading() as session:
            row = session.scalars(select(ProfileRow).where(ProfileRow.key == key)).first()
            return None if row is None else _profile(row)

    def create(self, name: str) -> Profile:
        """Make one. Raises ProfileNameTaken; ValueError for a name that is empty or too long."""
        row = ProfileRow(name=_checked(name))
        with _unless_taken(name), self._database.writing() as session:
            session.add(row)
            session.flush()
            return _profile(row)

    def rename(self, profile: Profile, name: str) -> None:
        """Give another name. Raises as `create`."""
        with _unless_taken(name), self._database.writing() as session:
            changed = update(ProfileRow).where(ProfileRow.id == profile.id)
            session.execute(changed.values(name=_checked(name)))

    def delete(self, profile: Profile) -> None:
        """Forget somebody and all that was kept of them."""
        with self._database.writing() as session:
            session.execute(delete(ProfileRow).where(ProfileRow.id == profile.id))

    def set_pin(self, profile: Profile, pin: str | None) -> None:
        """Ask for this PIN from now on; None asks for none."""
        hashed = None if pin is None else self._hasher.hash(pin)
        with self._database.writing() as session:
            changed = update(ProfileRow).where(ProfileRow.id == profile.id)
            session.execute(changed.values(pin=hashed, wrong_tries=0, next_try=None))

    def check_pin(self, profile: Profile, pin: str) -> None:
        """Let somebody in. Raises PinWrong, and PinTooSoon after several wrong ones.

        A try is counted before it is looked at: many at once gain nothing.
        """
        now = self._now()
        with self._database.writing() as session:
            row = session.get(ProfileRow, profile.id, with_for_update=True)
            if row is None or row.pin is None:
                return
            if row.next_try is not None and now < row.next_try:
                raise PinTooSoon(seconds=str(int((row.next_try - now).total_seconds()) + 1))
            row.wrong_tries += 1
            row.next_try = now + timedelta(seconds=_wait_s(row.wrong_tries))
            hashed = row.pin
        if not self._fits(hashed, pin):
            raise PinWrong
        with self._database.writing() as session:
            changed = update(ProfileRow).where(ProfileRow.id == profile.id)
            session.execute(changed.values(wrong_tries=0, next_try=None))

    def _fits(self, hashed: str, pin: str) -> bool:
        try:
            return self._hasher.verify(hashed, pin)
        except (Argon2Error, InvalidHashError):
            return False


@contextmanager
def _unless_taken(name: str) -> Iterator[None]:
    """The database says so by refusing: two windows may ask for one name at once."""
    try:
        yield
    except IntegrityError as error:
        raise ProfileNameTaken(name=name) from error


def me_in(session: Session) -> ProfileRow:
    """Who chooses nobody, in a transaction that writes."""
    row = session.scalars(select(ProfileRow).where(ProfileRow.name.is_(None))).first()
    if row is None:
        row = ProfileRow(name=None)
        session.add(row)
        session.flush()
    return row


def _wait_s(wrong_tries: int) -> float:
    """Seconds until the next try."""
    over = wrong_tries - _FREE_TRIES
    return 0.0 if over < 0 else min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(over, 20))


def _checked(name: str) -> str:
    plain = name.strip()
    if not 0 < len(plain) <= NAME_LENGTH:
        raise ValueError(f"a name has 1 to {NAME_LENGTH} characters, got {len(plain)}")
    return plain


def _profile(row: ProfileRow) -> Profile:
    return Profile(row.id, row.key, row.name, row.pin is not None)
