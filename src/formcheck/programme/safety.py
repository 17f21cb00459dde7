"""Questions before the first use, and signs after which no session starts without an explicit word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from formcheck.domain.measure import Grade, Source


class Question(StrEnum):
    """Question before the first use; a yes means: ask your doctor or physiotherapist first."""

    OPERATION = "operation"
    HIP_REPLACEMENT = "hip_replacement"
    PREGNANCY = "pregnancy"
    KNEELING = "kneeling"
    ILLNESS = "illness"
    DIZZY = "dizzy"


QUESTIONS_SOURCE = Source(Grade.OURS, "own short questions; no published form is copied")


class RedFlag(StrEnum):
    """A sign that needs a person, not an app. The first three need help at once."""

    SADDLE_NUMBNESS = "saddle_numbness"
    BLADDER_BOWEL = "bladder_bowel"
    LEG_WEAKNESS = "leg_weakness"
    PAIN_STAYS = "pain_stays"
    NIGHT_PAIN = "night_pain"
    AFTER_FALL = "after_fall"
    FEVER = "fever"

    @property
    def at_once(self) -> bool:
        """Whether help is needed at once (112 or the emergency doctor), not at the next appointment."""
        return self in {RedFlag.SADDLE_NUMBNESS, RedFlag.BLADDER_BOWEL, RedFlag.LEG_WEAKNESS}


RED_FLAG_SOURCE = Source(
    Grade.STUDY, "signs of a squeezed cauda equina: saddle numbness, bladder or bowel change, leg weakness"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The answers before the first use. yes: questions answered so."""

    day: date
    yes: tuple[Question, ...] = ()

    @property
    def ask_first(self) -> bool:
        """Whether a doctor or physiotherapist should be asked before training."""
        return bool(self.yes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Red flags that were named on a day. released: the person said explicitly that training may go on."""

    day: date
    flags: tuple[RedFlag, ...]
    released: bool = False


def blocking(alarms: Iterable[Alarm], today: date) -> tuple[RedFlag, ...]:
    """Red flags that keep a session from starting today; empty when none does."""
    todays = [alarm for alarm in alarms if alarm.day == today and not alarm.released]
    return tuple(dict.fromkeys(flag for alarm in todays for flag in alarm.flags))


def released(alarms: Iterable[Alarm], today: date) -> tuple[Alarm, ...]:
    """The alarms after the explicit word that training may go on today; they stay on record."""
    return tuple(
        Alarm(day=alarm.day, flags=alarm.flags, released=True) if alarm.day == today else alarm
        for alarm in alarms
    )
