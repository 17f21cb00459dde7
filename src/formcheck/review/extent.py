"""How far a fault went, and how far would have been fine."""

from dataclasses import dataclass

from formcheck.review.lines import Line


@dataclass(frozen=True, slots=True)
class Extent:
    """Sizes as they are said: degrees, per cent or seconds, without a sign.

    value: at its worst. limit: up to where, or from where on, it is fine. sd: uncertainty of the value, 0
    where none is stated. way: of a movement that was too fast.
    """

    value: float
    limit: float
    sd: float = 0.0
    way: Line | None = None

    @property
    def missing(self) -> float:
        """What lies between the two."""
        return abs(self.limit - self.value)

    def params(self) -> dict[str, object]:
        """Everything that a sentence may want of it."""
        shown: dict[str, object] = {"value": self.value, "limit": self.limit, "sd": self.sd}
        return shown | {"missing": self.missing} | ({"way": self.way} if self.way else {})
