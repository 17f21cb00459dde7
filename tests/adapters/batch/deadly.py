"""A task that ends its own process, as a pose model that dies would: on one file always, on another once."""

import os
from pathlib import Path

from formcheck.adapters.batch.task import Outcome, Task


def look_at(task: Task) -> Outcome:
    path = Path(task.path)
    if path.stem == "always":
        os._exit(1)
    seen = path.with_suffix(".seen")
    if path.stem == "once" and not seen.exists():
        seen.touch()
        os._exit(1)
    return Outcome(error="error.no_frames", params={"name": path.name})
