"""Movements whose onset, top and end are known: those that formcheck ships for the tests of others."""

from formcheck.testing import Motion, added, frames, lift, smooth

__all__ = ["Motion", "added", "frames", "lift", "smooth"]
