"""How quick the live path is, and whether it stays so: `python -m benchmarks.live --help`."""
