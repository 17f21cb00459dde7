"""Tests of what touches the outside world."""
