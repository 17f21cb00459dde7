"""Poses to events. No camera, screen, file or clock: time is what the frames say."""
