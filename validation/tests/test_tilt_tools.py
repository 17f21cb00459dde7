"""What the tilt figures rest on: people apart, refusals after a neutral, intervals counted right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="needs the `validation` dependency group")

from formcheck.domain.body import Side
from formcheck.domain.measure import Flag
from validation.bank import BANK_SIZE
from validation.tilt.dataset import read_pose, read_stills
from validation.tilt.films import FILMS, FPS, HIDES_AT_S, Film, is_hidden, shoot
from validation.tilt.pictures import Onlooker, draw_stills, store_group
from validation.tilt.recipe import CLOTHES, FOLDS, HIDDEN, KINDS, draw_back, draw_group
from validation.tilt.studio import cut_off

NEUTRAL_S = 2.0


def test_films_and_test_pictures_show_no_body_that_was_learnt_from() -> None:
    half = BANK_SIZE // 2
    assert all(shoot_plan_body(film) >= half for film in FILMS)
    assert all(draw_group(number, "test").plan.body_index >= half for number in range(6))
    assert all(draw_group(number, "train").plan.body_index < half for number in range(6))


def shoot_plan_body(film: Film) -> int:
    from validation.plan import make_plan

    return make_plan(film.exercise, film.variant, film.seed).body_index


def test_the_same_number_gives_the_same_group() -> None:
    one, again = draw_group(3, "train"), draw_group(3, "train")
    assert one.stills == again.stills
    assert one.plan == again.plan
    assert np.array_equal(one.body.vertices, again.body.vertices)


@pytest.mark.parametrize("chances", [KINDS, CLOTHES, *HIDDEN.values()])
def test_chances_add_up(chances: dict[str, float]) -> None:
    assert sum(chances.values()) == pytest.approx(1.0)


def test_half_the_bodies_fall_apart_into_thirds() -> None:
    assert {index % FOLDS for index in range(BANK_SIZE // 2)} == set(range(FOLDS))


def test_a_back_goes_from_the_pelvis_to_the_thorax_without_turning_back() -> None:
    rng = np.random.default_rng(0)
    for _ in range(200):
        low, middle, high = draw_back(rng)
        assert 0.0 < low <= middle <= high <= 1.0


def test_films_show_at_least_a_hundred_repetitions_and_holds() -> None:
    holds = sum(2 for film in FILMS if film.exercise == "half-kneeling-stretch" and _shows(film))
    reps = sum(4 for film in FILMS if film.exercise == "supine-march" and _shows(film))
    assert holds + reps >= 100


def _shows(film: Film) -> bool:
    return film.variant in ("clean", "arched_back") and not film.hides


@pytest.mark.parametrize("film", [f for f in FILMS if f.hides and f.hides != "turned" and f.arms != "floor"])
def test_the_back_disappears_only_after_a_neutral(film: Film) -> None:
    assert not is_hidden(film, NEUTRAL_S)
    assert is_hidden(film, HIDES_AT_S)
    assert HIDES_AT_S > NEUTRAL_S + 1 / FPS


def test_a_cut_picture_ends_at_the_hips() -> None:
    film = next(f for f in FILMS if f.hides == "behind")
    solved = shoot(film)
    image = np.zeros((480, 640, 3), dtype=np.uint8)
    x = round(float(solved.camera.pixels(solved.placed[0].bones.joints[[solved.body.bone["root"]]])[0][0]))
    behind_right = solved.plan.near == "L"
    if behind_right:
        image[:, x + 40 :] = 255
    else:
        image[:, : x - 40] = 255
    assert image.max() == 255
    assert cut_off(image, solved, solved.placed[0], "behind").max() == 0


def test_what_is_stored_of_a_group_is_read_back_as_it_was_seen(tmp_path: Path) -> None:
    group = draw_group(1, "train")
    onlooker, path = Onlooker(), tmp_path / "train_00001.npz"
    some = replace(group, stills=group.stills[:1])
    store_group(some, onlooker, path)
    seen = onlooker.look(draw_stills(some)[0][0])
    onlooker.close()
    with np.load(path) as file:
        pose, _ = read_pose({key: file[key] for key in file.files}, 0)
    assert seen is not None
    assert pose.silhouette is not None
    assert pose.silhouette.px_per_cell == seen.silhouette.px_per_cell
    assert len(read_stills(tmp_path, "train").tilt_deg) == 1


def test_only_the_repetition_that_was_flagged_counts_as_said() -> None:
    from validation.tilt.judged import Judged, intervals

    reps = [
        {"start_s": 2.0, "end_s": 4.0, "flags": ["arched_back"]},
        {"start_s": 4.5, "end_s": 6.5, "flags": []},
    ]
    told = [_rep(2.1, 4.1, {Flag.ARCHED_BACK}), _rep(4.6, 6.4, set())]
    t_s = np.arange(0, 8, 0.1)
    report = type("Report", (), {"reps": told, "findings": []})()
    film = Judged(
        name="film", exercise="supine-march", fit="tight", t_s=t_s, said=t_s, sd=t_s, true=t_s,
        hidden=np.zeros(len(t_s), dtype=bool), free=np.ones(len(t_s), dtype=bool), report=report,
        truth={"film": "arched_back", "expected": {"attempts": reps}},
    )  # fmt: skip
    assert [(one.arched, one.said) for one in intervals(film)] == [(True, True), (False, False)]


def _rep(start_s: float, end_s: float, flags: set[Flag]) -> object:
    return type(
        "Rep", (), {"start_s": start_s, "end_s": end_s, "flags": frozenset(flags), "side": Side.LEFT}
    )()
