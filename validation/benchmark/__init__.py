"""Judges the pipeline by people whose movements are known; see docs/VALIDATION.md for what came of it."""
