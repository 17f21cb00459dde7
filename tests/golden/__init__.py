"""The whole pipeline on rendered people whose movements are known."""
