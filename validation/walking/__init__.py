"""How well the walking check measures rendered walkers of whom every step is known."""
