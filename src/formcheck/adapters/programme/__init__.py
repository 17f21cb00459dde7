"""The programme and the world outside: documents of a profile, plan files and codes, the period's report."""
