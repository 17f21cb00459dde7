"""The measures of every frame as arrays: the columns of the CSV, in full precision."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from formcheck.adapters.export_csv import CHANNELS
from formcheck.adapters.frame_table import Row

Column = npt.NDArray[Any]


def rows_as_arrays(rows: Sequence[Row]) -> dict[str, Column]:
    """By column: `t_s`, `judged` (bool), then the measures, their units in their names; NaN = not seen."""
    measures = {channel.column: np.full(len(rows), np.nan) for channel in CHANNELS}
    t_s, judged = np.zeros(len(rows)), np.zeros(len(rows), dtype=bool)
    for index, row in enumerate(rows):
        t_s[index], judged[index] = row.t_s, row.judged
        for name, value in row.values.items():
            if name in measures:
                measures[name][index] = value
    return {"t_s": t_s, "judged": judged, **measures}
