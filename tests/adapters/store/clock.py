"""A clock on the wall that stands still until it is moved."""

from datetime import UTC, datetime, timedelta


class WallClock:
    """Shows an evening in March."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)
