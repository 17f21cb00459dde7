"""What a person does over days: plan, pain, safety, progression. Plain values and pure rules, no I/O.

Days are passed in; no clock is read here. Every number has its source in `programme.sources`.
"""
