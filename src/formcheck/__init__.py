"""formcheck: watches hip-flexor exercises and says what it can, and cannot, judge."""

__version__ = "0.1.0"
