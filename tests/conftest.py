"""What holds for all tests."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from formcheck.adapters.store.database import DATA_DIR, DATABASE_URL

# A deadline would make a busy machine a failure. The same examples every time: what fails, fails for whoever
# broke it. To look for new ones: pytest --hypothesis-profile=search.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, derandomize=False, max_examples=1000)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes into the history of whoever runs it; servers that tests start inherit this."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_DIR, str(tmp_path_factory.mktemp("data")))
        patch.delenv(DATABASE_URL, raising=False)
        yield


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """A page that Streamlit runs here takes `__main__`'s place: processes spawned later would run it."""
    kept = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = kept
