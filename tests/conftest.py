"""What holds for all tests."""

from hypothesis import settings

# A deadline would make a busy machine a failure. The same examples every time: what fails, fails for whoever
# broke it. To look for new ones: pytest --hypothesis-profile=search.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, derandomize=False, max_examples=1000)
settings.load_profile("suite")
