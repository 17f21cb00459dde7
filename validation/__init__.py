"""The truth factory: rendered people whose every joint angle is known (development only)."""
