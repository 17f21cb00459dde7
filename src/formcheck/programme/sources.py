"""Every number of the programme with the source that it comes from; a test reads this table."""

from dataclasses import dataclass

from formcheck.domain.measure import Grade, Source


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its source. Calling code uses `value`."""

    value: int
    source: Source


MOST_ITEMS_A_DAY = Number(
    4, Source(Grade.STUDY, "people who train at home keep up 2-4 exercises (Arensman, thesis on app users)")
)
WEEKDAYS = Number(7, Source(Grade.OURS, "a plan repeats every week"))
MOST_SETS = Number(5, Source(Grade.OURS, "room above the usual 2-3 sets"))
MOST_REPS = Number(30, Source(Grade.OURS, "room above the usual 10-15 repetitions"))
MOST_HOLD_S = Number(60, Source(Grade.OURS, "room above the usual 20-40 s"))
MOST_REST_S = Number(300, Source(Grade.OURS, "longer than any usual rest"))
MOST_BAND = Number(5, Source(Grade.OURS, "bands are sold in about five steps; 0 is no band"))

PAIN_EASE_FROM = Number(3, Source(Grade.STUDY, "Silbernagel 2007 AJSM: 0-2 go, 3-5 smaller and fewer"))
PAIN_STOP_ABOVE = Number(5, Source(Grade.STUDY, "Silbernagel 2007 AJSM: above 5 stop"))
PAIN_STOP_RISE = Number(
    2, Source(Grade.OURS, "a rise of 2 is a change that people notice (Salaffi EJP 8:283)")
)
PAIN_WORSE_FROM = Number(1, Source(Grade.STUDY, "Silbernagel 2007 AJSM: not worse the next morning"))
MORNING_ASKED_DAYS = Number(
    1, Source(Grade.STUDY, "Silbernagel 2007 AJSM: judged on the morning after training")
)

CLEAN_TIMES = Number(2, Source(Grade.USER, "15 clean in all sets twice: one step more band"))
REPS_STEP = Number(1, Source(Grade.OURS, "the smallest step between 10 and 15 repetitions"))
HOLD_STEP_S = Number(5, Source(Grade.OURS, "in four steps from 20 to 40 s"))
WEEKS_WITHOUT_CHANGE = Number(4, Source(Grade.USER, "see a physiotherapist when some weeks change nothing"))

NUMBERS = {name: value for name, value in globals().items() if isinstance(value, Number)}
