"""All results of a batch as one table, a row a file, for Parquet. The schema carries units and meanings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from formcheck.i18n import words

SCHEMA_NAME = "formcheck.batch/1"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table."""

    name: str
    kind: pa.DataType

    @property
    def meaning(self) -> str:
        """What it holds, with its unit."""
        return words("en")(f"batch.column.{self.name}")


_SPAN = pa.struct([("reason", pa.string()), ("seconds", pa.float64())])
_FLAG = pa.struct([("key", pa.string()), ("times", pa.int64())])

COLUMNS = (
    Column("name", pa.string()),
    Column("sha256", pa.string()),
    Column("status", pa.string()),
    Column("error", pa.string()),
    Column("exercise", pa.string()),
    Column("duration_s", pa.float64()),
    Column("frames", pa.int64()),
    Column("judged_share", pa.float64()),
    Column("near_side", pa.string()),
    Column("complete_reps", pa.int64()),
    Column("partial_reps", pa.int64()),
    Column("unfinished_reps", pa.int64()),
    Column("left_reps", pa.int64()),
    Column("right_reps", pa.int64()),
    Column("holds", pa.int64()),
    Column("in_zone_s", pa.float64()),
    Column("credited_s", pa.float64()),
    Column("best_extension_deg", pa.float64()),
    Column("lift_deg", pa.float64()),
    Column("flags", pa.list_(_FLAG)),
    Column("not_judged", pa.list_(_SPAN)),
    Column("hindsight", pa.bool_()),
    Column("model", pa.string()),
    Column("criteria", pa.string()),
    Column("formcheck", pa.string()),
)


def schema() -> pa.Schema:
    """Of the table; what a column means is in its metadata."""
    return pa.schema(
        [pa.field(each.name, each.kind, metadata={"meaning": each.meaning}) for each in COLUMNS],
        metadata={"schema": SCHEMA_NAME},
    )


def row_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of one report, as read from its JSON file."""
    holds, summary, video = report["holds"], report["summary"], report["video"]
    extensions = [hold["extension_deg"]["best"] for hold in holds if hold["extension_deg"]]
    return {
        "exercise": report["exercise"],
        "duration_s": video["duration_s"],
        "frames": video["frames"],
        "judged_share": report["judged_share"],
        "near_side": report["near_side"],
        "complete_reps": summary["complete_reps"],
        "partial_reps": summary["partial_reps"],
        "unfinished_reps": len(report["unfinished"]),
        "left_reps": summary["left"]["complete_reps"],
        "right_reps": summary["right"]["complete_reps"],
        "holds": len(holds),
        "in_zone_s": sum(hold["in_zone_s"] for hold in holds),
        "credited_s": sum(hold["credited_s"] for hold in holds),
        "best_extension_deg": max(extensions, default=None),
        "lift_deg": (report.get("mobility") or {}).get("lift_deg"),
        "flags": _counted(finding["key"] for finding in report["findings"]),
        "not_judged": _lasting(report["not_judged"]),
        "hindsight": report["hindsight"],
        "model": report["provenance"]["model"],
        "criteria": report["provenance"]["criteria"],
        "formcheck": report["provenance"]["formcheck"],
    }


def parquet(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The file. Columns that a row does not have are null."""
    names = [column.name for column in COLUMNS]
    table = pa.Table.from_pylist([{name: row.get(name) for name in names} for row in rows], schema())
    sink = BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def _counted(keys: Iterable[str]) -> list[dict[str, Any]]:
    times: dict[str, int] = {}
    for key in keys:
        times[key] = times.get(key, 0) + 1
    return [{"key": key, "times": n} for key, n in sorted(times.items())]


def _lasting(spans: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    seconds: dict[str, float] = {}
    for span in spans:
        length_s = span["end_s"] - span["start_s"]
        seconds[span["reason"]] = seconds.get(span["reason"], 0.0) + length_s
    return [{"reason": reason, "seconds": round(each_s, 3)} for reason, each_s in sorted(seconds.items())]
