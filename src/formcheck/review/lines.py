"""A sentence before it has a language: its key, and what fills its placeholders."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Line:
    """Key of a sentence and its parameters; a parameter may be a Line itself."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


def line(key: str, /, **params: object) -> Line:
    """Make a Line."""
    return Line(key, params)


def counted(key: str, n: int, /, **params: object) -> Line:
    """Line of `<key>.one` or `<key>.many`, with {n}."""
    return Line(f"{key}.{'one' if n == 1 else 'many'}", {"n": n, **params})


def speak(one: Line, say: Say) -> str:
    """Say a line in a language."""
    params = {
        name: speak(value, say) if isinstance(value, Line) else value for name, value in one.params.items()
    }
    return say(one.key, **params)
