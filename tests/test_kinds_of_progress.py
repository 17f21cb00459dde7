"""Which kind of rule an exercise has is known where that kind lives, and asked nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.engine.progress import kinds
from formcheck.exercises import EXERCISES
from formcheck.exercises.rule import Rule
from formcheck.review.kinds import section_of

TOP = Path(__file__).parents[1]
HOME = ("src/formcheck/engine/progress/", "src/formcheck/review/kinds/", "src/formcheck/exercises/spec.py")
MADE_IN = "src/formcheck/exercises/"  # an exercise makes its rule, and so names its class
PLACES = [
    path
    for folder in ("src", "validation", "benchmarks")
    for path in sorted((TOP / folder).rglob("*.py"))
    if not path.relative_to(TOP).as_posix().startswith(HOME)
]
RULES = {rule.__name__ for rule in Rule.__subclasses__()}
KINDS = RULES | {kind.tracker.__name__ for kind in kinds._KINDS.values()}


def questions(tree: ast.AST, *, may_name: bool) -> Iterator[str]:
    """Every place that asks for a kind: by its class, by the class of a rule, or by its word."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) if not may_name:
                if name in KINDS:
                    yield f"{name} is named"
            case ast.Call(func=ast.Name(id="isinstance" | "issubclass")):
                named = {each.id for each in ast.walk(node.args[1]) if isinstance(each, ast.Name)}
                if named & KINDS:
                    yield ast.unparse(node)
            case ast.MatchClass(cls=ast.Name(id=name)) if name in KINDS:
                yield f"case {name}"
        match node:
            case ast.Call(func=ast.Name(id="type"), args=[ast.Attribute(attr="progress" | "tracker")]):
                yield ast.unparse(node)
            case ast.Compare() | ast.match_case() | ast.Match():
                asked = node.subject if isinstance(node, ast.Match) else node
                inside = ast.walk(asked) if not isinstance(node, ast.match_case) else ()
                if any(isinstance(each, ast.Attribute) and each.attr == "piece" for each in inside):
                    yield ast.unparse(node).splitlines()[0]


def test_every_kind_of_rule_has_a_tracker_and_a_section() -> None:
    assert {rule.__name__ for rule in kinds._KINDS} == RULES
    assert len({type(section_of(spec)) for spec in EXERCISES.values()}) == len(RULES)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.relative_to(TOP).as_posix())
def test_nobody_else_asks_which_kind_it_is(path: Path) -> None:
    may_name = path.relative_to(TOP).as_posix().startswith(MADE_IN)
    assert list(questions(ast.parse(path.read_text(encoding="utf-8")), may_name=may_name)) == []


@pytest.mark.parametrize(
    "asked",
    [
        "isinstance(rule, RepRule)",
        "isinstance(rule, HoldRule | MobilityRule)",
        "match rule:\n    case HoldRule(zone=zone):\n        pass",
        "match spec:\n    case ExerciseSpec(progress=RepRule()):\n        pass",
        "{HoldRule: 1}.get(type(rule))",
        "name = type(spec.progress)",
        "if spec.progress.piece == 'rep':\n    pass",
        "from formcheck.exercises.spec import RepRule",
        "isinstance(counter.tracker, progress.HoldTracker)",
    ],
)
def test_such_a_question_is_found(asked: str) -> None:
    assert list(questions(ast.parse(asked), may_name=False))
