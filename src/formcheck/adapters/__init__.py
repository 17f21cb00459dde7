"""The outside world: one outside thing per file, and the pipeline that joins them."""
