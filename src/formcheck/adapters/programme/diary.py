"""What a profile's programme is kept as: documents of the store, and the kept sets as efforts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from formcheck.adapters.programme.efforts import effort_of
from formcheck.adapters.store import DocumentKind, KeptSet, ProfileHistory
from formcheck.programme.effort import Effort
from formcheck.programme.pain import Pain
from formcheck.programme.plan import DEFAULT_PLAN, Plan
from formcheck.programme.safety import Alarm, Screening, released

PLAN = DocumentKind("plan", Plan)
PAIN = DocumentKind("pain", Pain)
SCREENING = DocumentKind("screening", Screening)
ALARM = DocumentKind("alarm", Alarm)


@dataclass(frozen=True, slots=True)
class Diary:
    """The programme of one profile. zone: in which a moment belongs to a day; None: this machine's."""

    mine: ProfileHistory
    zone: tzinfo | None = None

    def plan(self) -> Plan:
        """The plan; the default one until another is saved."""
        kept = self.mine.documents.latest(PLAN)
        return kept.value if kept else DEFAULT_PLAN

    def save_plan(self, plan: Plan) -> None:
        """Let a plan take the place of the last one."""
        self.mine.documents.put(PLAN, plan)

    def screening(self) -> Screening | None:
        """The answers before the first use; None while they are not given."""
        kept = self.mine.documents.latest(SCREENING)
        return kept.value if kept else None

    def save_screening(self, screening: Screening) -> None:
        """Keep the answers."""
        self.mine.documents.put(SCREENING, screening)

    def add_pain(self, pain: Pain) -> None:
        """Keep an answer."""
        self.mine.documents.add(PAIN, pain)

    def pains(self, first: date, last: date) -> tuple[Pain, ...]:
        """Answers of a period, both days included, in the order in which they were given."""
        kept = self.mine.documents.entries(PAIN)
        return tuple(entry.value for entry in kept if first <= entry.value.day <= last)

    def add_alarm(self, alarm: Alarm) -> None:
        """Keep red flags that were named."""
        self.mine.documents.add(ALARM, alarm)

    def alarms(self) -> tuple[Alarm, ...]:
        """All red flags that were ever named."""
        return tuple(entry.value for entry in self.mine.documents.entries(ALARM))

    def release(self, day: date) -> None:
        """Keep the explicit word that training may go on that day."""
        entries = self.mine.documents.entries(ALARM)
        freed = released([entry.value for entry in entries], day)
        for entry, alarm in zip(entries, freed, strict=True):
            if alarm != entry.value:
                self.mine.documents.replace(ALARM, entry.key, alarm)

    def efforts(self, first: date, last: date) -> tuple[Effort, ...]:
        """What was done in a period, both days included, oldest first."""
        kept = self.mine.sets.between(since=self._start(first), until=self._start(last + timedelta(days=1)))
        return tuple(self._efforts(kept))

    def _efforts(self, kept: Iterable[KeptSet]) -> Iterable[Effort]:
        for each in kept:
            report = self.mine.sets.report(each.key)
            if report is not None:
                yield effort_of(report, each.figures, each.done_at.astimezone(self.zone).date())

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(self.zone)
