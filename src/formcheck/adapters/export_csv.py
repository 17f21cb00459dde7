"""The measures of every frame as CSV: one row per frame, an empty field where a measure was not seen."""

import csv
import math
from collections.abc import Iterable
from io import StringIO

from formcheck.adapters.frame_table import Row
from formcheck.domain.body import Limb
from formcheck.domain.measure import Channel, Measure, Unit

_BOTH = (Limb.NEAR, Limb.FAR)
_PER_LEG = (
    Measure.THIGH_EXTENSION,
    Measure.HIP_FLEXION,
    Measure.KNEE_FLEXION,
    Measure.THIGH_ELEVATION,
    Measure.ANKLE_LIFT,
    Measure.MARCH_HEIGHT,
)
CHANNELS = (
    Channel(Measure.TRUNK_LEAN),
    *(Channel(measure, limb) for measure in _PER_LEG for limb in _BOTH),
    Channel(Measure.PELVIC_TILT),
    Channel(Measure.PELVIC_TILT_SD),
    Channel(Measure.PELVIS_RISE),
    Channel(Measure.TRUNK_STRETCH),
    Channel(Measure.HIP_EXTENSION, Limb.NEAR),
    *(Channel(Measure.THIGH_LIFT, limb) for limb in _BOTH),
)
_DIGITS = {Unit.DEG: 2, Unit.RATIO: 4}


def rows_as_csv(rows: Iterable[Row]) -> str:
    """Text of the file, with a header line."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["t_s", "judged", *(channel.column for channel in CHANNELS)])
    for row in rows:
        writer.writerow([f"{row.t_s:.4f}", int(row.judged), *(_cell(row, channel) for channel in CHANNELS)])
    return text.getvalue()


def _cell(row: Row, channel: Channel) -> str:
    value = row.values.get(channel.column, math.nan)
    return "" if math.isnan(value) else f"{value:.{_DIGITS[channel.measure.unit]}f}"
