"""Where in a set something was: in which repetitions, or when."""

from collections.abc import Sequence

from formcheck.review.lines import Line, line

_MOST_NAMED = 5


def where_line(numbers: Sequence[int], spans: Sequence[tuple[float, float]], total: int) -> Line:
    """Name the repetitions (numbers from 1, of so many), or where none is meant, the time."""
    if numbers:
        return _in_repetitions(numbers, total)
    start_s, end_s = spans[0]
    if len(spans) == 1:
        return line("report.where.span", start=start_s, end=end_s)
    return line("report.where.spans", n=len(spans), start=start_s, end=end_s)


def _in_repetitions(numbers: Sequence[int], total: int) -> Line:
    first, last = numbers[0], numbers[-1]
    if total == 1:
        return line("report.where.only")
    if len(numbers) == total > 2:  # noqa: PLR2004 - of two, both are named
        return line("report.where.all", n=total)
    match len(numbers):
        case 1:
            return line("report.where.one", first=first)
        case 2:
            return line("report.where.two", first=first, last=last)
        case n if n <= _MOST_NAMED:
            return line("report.where.some", before=", ".join(map(str, numbers[:-1])), last=last)
        case n:
            return line("report.where.many", n=n, total=total, first=first)
