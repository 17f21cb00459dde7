"""Pictures of the moments that a report speaks of: one for each fault, small, as JPEG."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from formcheck.domain.body import Bytes
from formcheck.domain.measure import Flag
from formcheck.engine.report import SetReport
from formcheck.review import Fault, Line, Review
from formcheck.review.faults import faults_of

_LONG_SIDE_PX = 480
_QUALITY = 80
_MOST = 4  # what there is to work on; a report is no film


@dataclass(frozen=True, slots=True)
class Still:
    """One picture. t_s: media time. jpeg: content of the file. size_px: width and height."""

    flag: Flag
    t_s: float
    jpeg: bytes
    size_px: tuple[int, int]

    @property
    def address(self) -> str:
        """The picture as an address that holds it."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode('ascii')}"


@dataclass(slots=True)
class Stills:
    """Feed it drawn pictures in rising time; it keeps those of the moments that it was made for."""

    _wanted: list[tuple[float, Flag]]
    _taken: list[Still] = field(default_factory=list)

    @classmethod
    def of(cls, report: SetReport) -> "Stills":
        """The faults of a set, the most important ones."""
        return cls(sorted((fault.moment_s, fault.flag) for fault in faults_of(report)[:_MOST]))

    @property
    def done(self) -> bool:
        """Whether no more pictures are needed."""
        return not self._wanted

    @property
    def taken(self) -> tuple[Still, ...]:
        """All that were taken."""
        return tuple(self._taken)

    def wants(self, t_s: float) -> bool:
        """Whether the picture of this time is one to keep: the first at or after a moment."""
        return bool(self._wanted) and t_s >= self._wanted[0][0]

    def take(self, t_s: float, image_rgb: Bytes) -> None:
        """Keep a picture for all moments up to its time."""
        jpeg, size_px = _small(image_rgb)
        while self.wants(t_s):
            _, flag = self._wanted.pop(0)
            self._taken.append(Still(flag, t_s, jpeg, size_px))


def by_flag(stills: Iterable[Still]) -> dict[Flag, Still]:
    """Stills by the fault that they show."""
    return {still.flag: still for still in stills}


def faults_to_list(review: Review, stills: Mapping[Flag, Still]) -> tuple[tuple[Fault, Line], ...]:
    """The faults of a report: the first is its next step already, and comes again only with its picture."""
    return tuple(each for n, each in enumerate(review.faults) if n or each[0].flag in stills)


def _small(image_rgb: Bytes) -> tuple[bytes, tuple[int, int]]:
    picture = Image.fromarray(image_rgb)
    picture.thumbnail((_LONG_SIDE_PX, _LONG_SIDE_PX))
    file = BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue(), picture.size
