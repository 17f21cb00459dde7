"""Tests of the truth factory; those that need bodies skip when its dependency group is not installed."""
