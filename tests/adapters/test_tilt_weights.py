from pathlib import Path

import pytest

from formcheck.adapters.models import model_folders
from formcheck.adapters.tilt_weights import TILT_FILE, TILT_SHA256, load_tilt_model
from formcheck.domain.errors import ModelCorrupt, ModelMissing
from formcheck.i18n import LANGUAGES, words

README = Path(__file__).parents[2] / "models" / "README.md"


def test_the_shipped_weights_load_and_are_listed() -> None:
    assert load_tilt_model().members
    assert TILT_SHA256 in README.read_text()


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_tilt_model([tmp_path])


def test_weights_that_are_not_ours_are_refused(tmp_path: Path) -> None:
    shipped = next(folder / TILT_FILE for folder in model_folders() if (folder / TILT_FILE).is_file())
    (tmp_path / TILT_FILE).write_bytes(shipped.read_bytes() + b"x")
    with pytest.raises(ModelCorrupt):
        load_tilt_model([tmp_path])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("content", [None, b"", b"x"])
def test_nobody_is_told_to_choose_another_one(tmp_path: Path, content: bytes | None, lang: str) -> None:
    """There is one model of the pelvic tilt."""
    if content is not None:
        (tmp_path / TILT_FILE).write_bytes(content)
    with pytest.raises((ModelMissing, ModelCorrupt)) as caught:
        load_tilt_model([tmp_path])
    said = words(lang).say(caught.value.key, **caught.value.params)
    assert "pelvic_tilt.npz" in said
    assert "pelvic_tilt." not in said.replace("pelvic_tilt.npz", "")
    assert {"en": "choose", "da": "vælg"}[lang] not in said.lower()
