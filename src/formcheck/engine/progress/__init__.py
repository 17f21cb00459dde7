"""How far a set has got: one file per kind of progress, and what they share."""
