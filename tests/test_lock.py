"""The lock decides on everything that set-up fetches: what runs, what tests, and what builds the package."""

import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def named(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def locked(name: str) -> dict[str, int]:
    """Package -> how many hashes it has."""
    found: dict[str, int] = {}
    for line in (TOP / name).read_text(encoding="utf-8").splitlines():
        if pinned := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==", line):
            package = named(pinned[1])
            found[package] = 0
        elif "--hash=sha256:" in line:
            found[package] += 1
    return found


@pytest.mark.parametrize(
    ("lock", "group"),
    [
        ("requirements-dev.lock", "dev"),
        ("requirements-validation.lock", "validation"),
        ("requirements.lock", ""),
    ],
)
def test_everything_is_pinned_with_its_hashes(lock: str, group: str) -> None:
    wanted = [*PROJECT["project"]["dependencies"]]
    if group:
        wanted += [*PROJECT["dependency-groups"][group], *PROJECT["build-system"]["requires"]]
    found = locked(lock)
    assert {named(each) for each in wanted} <= set(found)
    assert all(found.values())


def test_set_up_builds_with_what_is_locked_and_fetches_nothing_beside() -> None:
    script = (TOP / "scripts" / "locked-packages").read_text(encoding="utf-8")
    installs = [line for line in script.splitlines() if re.match(r"\s*(pip|.*uv\" pip) install", line)]
    building = [line for line in installs if "--editable" in line]
    assert len(building) == 1
    assert "--no-build-isolation" in building[0]
    assert "--no-deps" in building[0]
    fetching = [line for line in installs if line not in building]
    assert len(fetching) == 3
    assert all("--require-hashes" in line for line in fetching)
    makefile = (TOP / "Makefile").read_text(encoding="utf-8")
    assert "pip install" not in makefile
    assert makefile.count("scripts/locked-packages $(PYTHON)") == 2
