"""The messages as TypeScript types for the browser side: `python -m formcheck.adapters.live.message_types`.

Written from the models that write the messages, so that the two cannot drift apart; a test fails when the
file in `ui/camera/browser` is out of date.
"""

import sys
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from formcheck.adapters.live.messages import Do, Done, Hello, Point, StepSaid

_HEAD = "// Written by `make message-types` from adapters/live/messages.py; do not edit."
_PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}


def write_types() -> str:
    """Write the whole file."""
    schema = TypeAdapter(Hello | Done | StepSaid | Do).json_schema(mode="serialization", by_alias=True)
    point = _type(TypeAdapter(Point).json_schema())
    blocks = ["\n".join(_declaration(name, model)) for name, model in sorted(schema["$defs"].items())]
    said = "/** Share of the picture: x, y; 0..1, y down, not mirrored. */"
    body = "\n\n".join(blocks).replace(point, "Point")
    return f"{_HEAD}\n\n{said}\nexport type Point = {point};\n\n{body}\n"


def _declaration(name: str, model: Mapping[str, Any]) -> Iterator[str]:
    """One model as an interface, one enumeration as a union of its values."""
    if said := model.get("description"):
        yield "/**"
        yield from textwrap.wrap(said, 100, initial_indent=" * ", subsequent_indent=" * ")
        yield " */"
    if "properties" not in model:
        yield f"export type {name} = {_type(model)};"
        return
    yield f"export interface {name} {{"
    yield from (f"  {field}: {_type(of)};" for field, of in model["properties"].items())
    yield "}"


def _type(schema: Mapping[str, Any]) -> str:
    """A field's type. Every field is sent each time, so none is optional."""
    match schema:
        case {"$ref": str(reference)}:
            return reference.rsplit("/", 1)[-1]
        case {"const": value}:
            return f'"{value}"'
        case {"enum": [*values]}:
            return " | ".join(f'"{value}"' for value in values)
        case {"anyOf": [*options]}:
            return " | ".join(_type(option) for option in options)
        case {"prefixItems": [*items]}:
            return f"[{', '.join(map(_type, items))}]"
        case {"type": "array", "items": item}:
            inner = _type(item)
            return f"({inner})[]" if " | " in inner else f"{inner}[]"
        case {"type": "object", "additionalProperties": dict(value)}:
            return f"Record<string, {_type(value)}>"
        case {"type": str(name)} if name in _PLAIN:
            return _PLAIN[name]
        case _:
            raise TypeError(f"a message holds a type that is not known here: {dict(schema)}")


if __name__ == "__main__":
    sys.stdout.write(write_types())
