"""The zoo's outcome as a table of docs/RELIABILITY.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_BEGIN, _END = "<!-- zoo: written by `make zoo` -->", "<!-- end of the zoo -->"


@dataclass(frozen=True, slots=True)
class Line:
    """One case: whether it was right, whether the pose model itself looked, the most memory it took."""

    kind: str
    right: bool
    real: bool
    memory_mb: float = 0.0


def write_table(page: Path, lines: Sequence[Line]) -> None:
    """Write the part of the page between its two marks anew."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n{table(lines)}\n{_END}{after}", encoding="utf-8")


def table(lines: Sequence[Line]) -> str:
    """Kinds in their order, with a sum."""
    kinds = dict.fromkeys(line.kind for line in lines)
    rows = [
        "| kind | cases | right | of them with the pose model itself | most memory, MB |",
        "|---|---|---|---|---|",
    ]
    rows += [_row(kind, [line for line in lines if line.kind == kind]) for kind in kinds]
    return "\n".join([*rows, _row("all", lines)])


def _row(kind: str, lines: Sequence[Line]) -> str:
    right, real = sum(line.right for line in lines), sum(line.real for line in lines)
    return f"| {kind} | {len(lines)} | {right} | {real} | {max(line.memory_mb for line in lines):.0f} |"
