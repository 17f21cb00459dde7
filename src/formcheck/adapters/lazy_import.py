"""Put off running a module that a package imports and we have no use for."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


@dataclass(frozen=True)
class _Lazily(MetaPathFinder):
    """Finds one module, to be run when something of it is first asked for."""

    module: str

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find the module where Python would; None: another one, or not there."""
        if fullname != self.module:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


@contextmanager
def imported_lazily(module: str) -> Iterator[None]:
    """Around an import: where it imports this module for the first time, that is run only once it is used."""
    finder = _Lazily(module)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
