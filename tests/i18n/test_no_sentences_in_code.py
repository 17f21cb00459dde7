"""All that a user reads lies in the language files: no layer holds a sentence of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.i18n.used_keys import SOURCE

LAYERS = ("domain", "kinematics", "signals", "exercises", "engine", "review", "programme", "adapters", "ui")
# Four words of letters in a row, as in prose; keys, CSS, SVG and format strings have none.
PROSE = re.compile(r"(?:[A-Za-zæøåÆØÅ]{2,} ){3}[A-Za-zæøåÆØÅ]{2,}")
# Calls whose text is for programmers, reviewers or other programs.
FOR_PROGRAMMERS = {
    "ValueError", "TypeError", "RuntimeError", "KeyError", "AssertionError", "Source", "Bound", "compile",
    "threshold", "_ours", "BadMessage", "Refused",
}  # fmt: skip
# These write pages of the documentation, for clinicians who check them; no user of the app sees them.
DOCUMENTS = {"criteria_page.py", "feedback_page.py"}
MARKUP = re.compile(r"[<>{};=]|--")


def sources(layer: str) -> list[Path]:
    return [path for path in (SOURCE / layer).rglob("*.py") if path.name not in DOCUMENTS]


def prose_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node) for inner in _silent(tree) for node in ast.walk(inner)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in skipped:
            continue
        if PROSE.search(node.value) and not MARKUP.search(node.value):
            yield f"{path.relative_to(SOURCE)}:{node.lineno}: {node.value!r}"


def _silent(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node  # a docstring
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in FOR_PROGRAMMERS:
                yield node


@pytest.mark.parametrize("layer", LAYERS)
def test_no_sentence_in_code(layer: str) -> None:
    assert [line for path in sources(layer) for line in prose_in(path)] == []


def test_streamlit_stays_in_the_ui() -> None:
    importers = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("*.py")
        if re.search(r"^\s*(import|from) streamlit\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importers == {"ui"}
