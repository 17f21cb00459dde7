"""Plans, efforts and days for the tests of the programme."""

from datetime import date, timedelta

from formcheck.domain.measure import Flag
from formcheck.programme.effort import Effort
from formcheck.programme.pain import Moment, Pain
from formcheck.programme.plan import Item, Weekday

MONDAY = date(2026, 3, 2)
EVERY_DAY = tuple(Weekday)


def day(n: int) -> date:
    """The n-th day after a Monday."""
    return MONDAY + timedelta(days=n)


def raises(*, sets: int = 2, amount: int = 10, band: int = 1, since: date | None = None) -> Item:
    """Seated raises against a band, every day."""
    return Item(
        exercise="seated-knee-raise", days=EVERY_DAY, sets=sets, amount=amount, band=band, since=since
    )


def stretch(*, sets: int = 2, amount: int = 30) -> Item:
    """The stretch, every day."""
    return Item(exercise="half-kneeling-stretch", days=EVERY_DAY, sets=sets, amount=amount)


def all_of(
    item: Item, on: date, *, share: float = 1.0, fault: Flag | None = None, judged: float = 1.0
) -> Effort:
    """All, or a share, of an item, done on a day."""
    done = item.total * share
    return Effort(
        day=on,
        exercise=item.exercise,
        reps=0 if item.timed else round(done),
        clean_reps=0 if item.timed or fault else round(done),
        held_s=done if item.timed else 0.0,
        credited_s=done if item.timed and not fault else 0.0,
        faults=((fault, 1),) if fault else (),
        judged_share=judged,
    )


def before(on: date, score: int) -> Pain:
    return Pain(day=on, moment=Moment.BEFORE, score=score)


def after(on: date, score: int) -> Pain:
    return Pain(day=on, moment=Moment.AFTER, score=score, exercise="supine-march")


def morning(on: date, score: int) -> Pain:
    return Pain(day=on, moment=Moment.MORNING, score=score)
