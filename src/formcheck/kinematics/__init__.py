"""Landmarks to measures: pure numpy, no memory. NaN goes in, NaN comes out."""
