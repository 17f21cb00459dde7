"""The models: the ones we know, found from wheel and checkout, and a plain error otherwise."""

import hashlib
import pickle
from pathlib import Path

import pytest

from formcheck.adapters.models import KNOWN_SHA256, ModelName, find_model, model_folders
from formcheck.domain.errors import FormcheckError, ModelCorrupt, ModelMissing
from formcheck.i18n import LANGUAGES, words

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [ModelName.LITE, ModelName.FULL])
def test_the_shipped_models_are_the_ones_we_know(name: ModelName) -> None:
    model = find_model(name)
    assert model.sha256 == KNOWN_SHA256[name.value] == hashlib.sha256(model.path.read_bytes()).hexdigest()


def test_every_model_has_its_hash_and_stands_in_the_readme() -> None:
    assert set(KNOWN_SHA256) == {name.value for name in ModelName}
    readme = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    for name in ModelName:
        assert name.file_name in readme
        assert KNOWN_SHA256[name.value] in readme


def test_the_wheel_comes_before_the_checkout() -> None:
    in_wheel, in_checkout = model_folders()
    assert in_wheel == ROOT / "src" / "formcheck" / "models"
    assert in_checkout == ROOT / "models"


def test_the_first_folder_that_has_it_wins(tmp_path: Path) -> None:
    (tmp_path / "lite").symlink_to(ROOT / "models")
    assert find_model(ModelName.LITE, [tmp_path, tmp_path / "lite"]).path.parent == tmp_path / "lite"


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        find_model(ModelName.HEAVY, [tmp_path])
    assert caught.value.params == {"model": "heavy", "file": "pose_landmarker_heavy.task"}


def test_another_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / ModelName.FULL.file_name).write_bytes(b"PK")
    with pytest.raises(ModelCorrupt) as caught:
        find_model(ModelName.FULL, [tmp_path])
    assert caught.value.params == {"model": "full", "file": "pose_landmarker_full.task"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_advice_for_a_model_that_is_not_shipped_is_not_to_install_it_again(
    tmp_path: Path, lang: str
) -> None:
    again = {"en": "Install formcheck again", "da": "Installer formcheck igen"}[lang]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ModelName.HEAVY.file_name).write_bytes(b"PK")
    for folder in (tmp_path, tmp_path / "other"):
        for name in (ModelName.HEAVY, ModelName.LITE):
            with pytest.raises((ModelMissing, ModelCorrupt)) as caught:
                find_model(name, [folder])
            said = words(lang).say(caught.value.key, **caught.value.params)
            assert (again in said) == (name is ModelName.LITE), said
            assert ("models/README.md" in said) == (name is ModelName.HEAVY), said


def test_errors_travel_between_processes() -> None:
    error = ModelMissing(model="heavy", file="a.task")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is ModelMissing
    assert copy.params == error.params
    assert str(copy) == "error.model_missing model=heavy file=a.task"


def test_an_error_insists_on_its_parameters() -> None:
    with pytest.raises(TypeError, match="ModelMissing"):
        ModelMissing(model="heavy")


def test_every_error_has_a_key_of_its_own() -> None:
    def below(kind: type[FormcheckError]) -> list[type[FormcheckError]]:
        return [kind, *(leaf for child in kind.__subclasses__() for leaf in below(child))]

    keys = [kind.key for child in FormcheckError.__subclasses__() for kind in below(child)]
    assert len(set(keys)) == len(keys)
