"""Plain values that every layer speaks: bodies, measures, events. Numpy only, no behaviour over time."""
