"""Which keys the program can say: from its data, and from the literals in its source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import formcheck
import formcheck.domain.store_errors
from formcheck.adapters.programme import plan_code  # noqa: F401 - its errors are those of plans
from formcheck.domain.errors import FormcheckError
from formcheck.domain.events import Reason
from formcheck.domain.measure import Flag, Measure
from formcheck.domain.pelvis import TiltUnseen
from formcheck.domain.posture import Posture
from formcheck.exercises import EXERCISES
from formcheck.exercises.spec import ExerciseSpec

SOURCE = Path(formcheck.__file__).parent


def cue_keys(spec: ExerciseSpec) -> set[str]:
    """Every cue that an exercise can give."""
    names = {criterion.key for criterion in spec.criteria} | {flag.value for flag in spec.flags}
    names |= spec.progress.cues
    return {f"{spec.key}.cue.{name}" for name in names}


def data_keys() -> set[str]:
    """Keys that follow from exercises, reasons, faults, postures, measures and errors."""
    keys = {f"flag.{flag}" for flag in Flag}
    keys |= {f"gate.{reason}.{part}" for reason in Reason for part in ("what", "fix")}
    keys |= {f"pelvis.{unseen}" for unseen in TiltUnseen}
    keys |= {f"posture.{posture}" for posture in Posture}
    keys |= {f"measure.{measure.key}" for measure in Measure}
    keys |= set(error_fields())
    parts = ("name", "what", "position", "steps", "camera", "measure")
    for spec in EXERCISES.values():
        keys |= {f"{spec.key}.{part}" for part in parts} | cue_keys(spec)
        keys |= {f"{spec.key}.{part}.{flag}" for part in ("finding", "advice") for flag in spec.flags}
    return keys


def error_fields() -> dict[str, tuple[str, ...]]:
    """Parameters by key of every error that a user can do something about."""

    def below(kind: type[FormcheckError]) -> Iterator[type[FormcheckError]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return {kind.key: kind.fields for kind in below(FormcheckError)}


def source_patterns() -> list[re.Pattern[str]]:
    """Collect what the literals of the source can become; the {parts} of an f-string may be anything."""
    texts = {text for path in SOURCE.rglob("*.py") for text in _literals(path)}
    for path in SOURCE.rglob("*.j2"):
        quoted = re.findall(r"say\('([^']+)'", path.read_text(encoding="utf-8"))
        texts |= {re.escape(text) for text in quoted}
    for path in SOURCE.rglob("*.js"):
        texts |= set(_keys_of_script(path.read_text(encoding="utf-8")))
    return [re.compile(rf"{text}(\.one|\.many)?") for text in texts if re.match(r"[a-z_]+\\\.", text)]


def _literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(part.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
                else r"[\w.]+"
                for part in node.values
            )


def _keys_of_script(source: str) -> Iterator[str]:
    """Quoted keys of a browser script; the ${parts} of a template may be anything."""
    for quoted in re.findall(r'"([a-z_]+(?:\.\w+)+)"', source):
        yield re.escape(quoted)
    for template in re.findall(r"`([a-z_]+\.(?:[\w.]|\$\{[^}]*\})+)`", source):
        yield r"[\w.]+".join(re.escape(part) for part in re.split(r"\$\{[^}]*\}", template))
