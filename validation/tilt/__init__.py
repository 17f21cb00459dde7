"""Pelvic tilt: pictures of rendered people to learn from, the training, and what came of it."""
