"""Shared pieces: skip what needs bodies where the `validation` dependency group is not installed."""

from __future__ import annotations

import importlib.util

import pytest

collect_ignore = (
    []
    if importlib.util.find_spec("scipy") and importlib.util.find_spec("PIL")
    else [
        "test_bank.py",
        "test_conditions.py",
        "test_contacts.py",
        "test_movements.py",
        "test_renderer.py",
        "test_schema.py",
        "test_staging.py",
        "test_tilt_networks.py",
        "test_tilt_tools.py",
        "test_truth.py",
        "test_truth_file.py",
    ]
)


@pytest.fixture(scope="session")
def bank() -> None:
    """Needs the bodies, which are in the repository."""
    from validation.bank import bank_path

    assert bank_path().exists()
