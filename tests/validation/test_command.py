"""`formcheck validate` as it is typed."""

import sys
from pathlib import Path

import pytest

from formcheck import cli
from formcheck.cli.options import EXIT_USAGE


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["formcheck", "validate", *arguments])
    monkeypatch.setattr(sys, "path", list(sys.path))
    with pytest.raises(SystemExit) as left:
        cli.main()
    return left.value.code


def test_a_folder_without_clips_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--clips", str(tmp_path)) == EXIT_USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("formcheck: ")
    assert str(tmp_path) in line


def test_a_truth_file_that_is_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.mp4").write_bytes(b"")
    (tmp_path / "a.json").write_text("{}")
    assert run(monkeypatch, "--clips", str(tmp_path), "--lang", "da") == EXIT_USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert "a.json" in line
    assert "facitfil" in line


def test_an_installed_package_says_where_the_benchmark_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        cli, "__file__", str(tmp_path / "site-packages" / "formcheck" / "cli" / "__init__.py")
    )
    assert run(monkeypatch) == EXIT_USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert "make validation" in line


def test_a_broken_limit_reaches_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validation.benchmark.run.validate_folder", lambda *_, **__: 1)
    assert run(monkeypatch, "--clips", str(tmp_path)) == 1
