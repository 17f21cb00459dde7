"""Shared pieces: skip what needs bodies when there are none to be had."""

from __future__ import annotations

import importlib.util

import pytest

collect_ignore = (
    []
    if importlib.util.find_spec("scipy") and importlib.util.find_spec("PIL")
    else ["test_truth.py", "test_contacts.py", "test_schema.py", "test_renderer.py", "test_movements.py"]
)


@pytest.fixture(scope="session")
def bank() -> None:
    """Export the bodies; skip when they are not there and anny, which makes them, is not installed."""
    from validation.bank import bank_path, export_bank

    if bank_path().exists():
        return
    pytest.importorskip("anny", reason="needs the `validation` dependency group")
    export_bank(bank_path())
