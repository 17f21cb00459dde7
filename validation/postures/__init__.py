"""Bodies on the floor, a seat or their feet: signals in, resting bodies out."""
