"""What may be done to a recorded set without changing what the person did.

A change takes the sightings of a whole recording and gives others: another camera, another machine, another
cut of the same movement. Counts, sides and reasons should survive all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from formcheck.adapters.unmirrored import unmirrored
from formcheck.domain.body import Pose, Sighting, Silhouette
from formcheck.engine.tracked_body import trunk_px

Sightings = Sequence[Sighting]
Change = Callable[[Sightings, np.random.Generator], list[Sighting]]
Array = NDArray[np.float64]

_DRIFT_S = 1.0


def mirrored(sightings: Sightings, _: np.random.Generator) -> list[Sighting]:
    """Mirror picture and person: left becomes right."""
    return [unmirrored(sighting) for sighting in sightings]


def at_fps(fps: float) -> Change:
    """Leave out pictures, so that at most so many come in a second."""

    def change(sightings: Sightings, _: np.random.Generator) -> list[Sighting]:
        kept: list[Sighting] = []
        for sighting in sightings:
            if not kept or sighting.t_s - kept[-1].t_s >= 1.0 / fps - 0.004:
                kept.append(sighting)
        return kept

    return change


def at_speed(factor: float) -> Change:
    """Do the same so many times as fast."""
    return lambda sightings, _: [moved(sighting, sighting.t_s / factor) for sighting in sightings]


def later_by(seconds: float) -> Change:
    """Start the clock later: nothing may hang on where time zero lies."""
    return lambda sightings, _: [moved(sighting, sighting.t_s + seconds) for sighting in sightings]


def rolled(angle_deg: float) -> Change:
    """Turn the camera about its own axis, counter-clockwise in the picture."""
    turn = np.radians(angle_deg)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return lambda sightings, _: [_turned(sighting, matrix) for sighting in sightings]


def scaled(factor: float) -> Change:
    """Stand further from the camera: the person fills less of the same picture."""
    return lambda sightings, _: [_turned(sighting, np.eye(2) * factor) for sighting in sightings]


def jittered(sd_px: float) -> Change:
    """Shake every landmark by itself, in every picture, in pixels of a picture 640 wide."""

    def change(sightings: Sightings, rng: np.random.Generator) -> list[Sighting]:
        return [_shaken(sighting, rng, sd_px * max(sighting.size_px) / 640.0) for sighting in sightings]

    return change


def noisy(share: float) -> Change:
    """Shake every landmark by itself, in every picture, by so many trunk lengths."""

    def change(sightings: Sightings, rng: np.random.Generator) -> list[Sighting]:
        trunk_px = usual_trunk_px(sightings)
        return [_shaken(sighting, rng, share * trunk_px) for sighting in sightings]

    return change


def drifting(share: float) -> Change:
    """Let every landmark wander about its place within about a second, by so many trunk lengths."""

    def change(sightings: Sightings, rng: np.random.Generator) -> list[Sighting]:
        sd_px, off_px = share * usual_trunk_px(sightings), rng.normal(0.0, 1.0, (33, 2))
        changed: list[Sighting] = []
        for before, sighting in zip([sightings[0], *sightings], sightings, strict=False):
            kept = np.exp(-(sighting.t_s - before.t_s) / _DRIFT_S)
            off_px = kept * off_px + np.sqrt(1.0 - kept**2) * rng.normal(0.0, 1.0, off_px.shape)
            changed.append(_put_off(sighting, sd_px * off_px))
        return changed

    return change


def stretched(factor: float) -> Change:
    """Draw the picture so many times as wide, as players and converters do that mistake its aspect."""
    matrix = np.diag([factor, 1.0])
    return lambda sightings, _: [_turned(sighting, matrix) for sighting in sightings]


def less_visible(by: float) -> Change:
    """Let the model be less sure of everything, by the same amount."""
    return lambda sightings, _: [_less_visible(sighting, by) for sighting in sightings]


def dropping(share: float) -> Change:
    """Lose single pictures at random, as a slow machine does."""

    def change(sightings: Sightings, rng: np.random.Generator) -> list[Sighting]:
        return [sighting for sighting in sightings if rng.random() >= share] or list(sightings[:1])

    return change


def slowed(sightings: Sightings, rng: np.random.Generator) -> list[Sighting]:
    """Lose every second or third picture, irregularly, as a machine does that is busy with something else."""
    kept: list[Sighting] = []
    due = 0
    for sighting in sightings:
        if due == 0:
            due = int(rng.integers(1, 3))
            continue
        kept.append(sighting)
        due -= 1
    return kept


def doubting(sd: float) -> Change:
    """Let the model be less, and otherwise, sure of what it sees."""

    def change(sightings: Sightings, rng: np.random.Generator) -> list[Sighting]:
        return [_doubted(sighting, rng, sd) for sighting in sightings]

    return change


def cut(sightings: Sightings, start_s: float, end_s: float) -> list[Sighting]:
    """Pictures from start_s to end_s, on the clock of the film that is cut out: the first one is at 0 s."""
    kept = [sighting for sighting in sightings if start_s <= sighting.t_s < end_s]
    return [moved(sighting, sighting.t_s - kept[0].t_s) for sighting in kept]


def usual_trunk_px(sightings: Sightings) -> float:
    """Median length of the trunk, 0 where nobody is seen."""
    lengths_px = [trunk_px(sighting.pose.points_px) for sighting in sightings if sighting.pose]
    return float(np.median(lengths_px)) if lengths_px else 0.0


def moved(sighting: Sighting, t_s: float) -> Sighting:
    """The same picture at another time."""
    pose = replace(sighting.pose, t_s=t_s) if sighting.pose else None
    return replace(sighting, t_s=t_s, pose=pose)


CHANGES: Mapping[str, Change] = {
    "as it is": lambda sightings, _: list(sightings),
    "mirrored": mirrored,
    "15 fps": at_fps(15.0),
    "0.8 x as fast": at_speed(0.8),
    "1.25 x as fast": at_speed(1.25),
    "7.3 s later": later_by(7.3),
    "rolled by 3 deg": rolled(3.0),
    "rolled by -3 deg": rolled(-3.0),
    "rolled by 6 deg": rolled(6.0),
    "rolled by -6 deg": rolled(-6.0),
    "0.75 x as large": scaled(0.75),
    "shaken by 2 px": jittered(2.0),
    "shaken by 3 px": jittered(3.0),
    "a fifth lost": dropping(0.2),
    "slowed machine": slowed,
    "less sure": doubting(0.15),
}


def _turned(sighting: Sighting, matrix: Array) -> Sighting:
    """Everything about the middle of the picture."""
    pose = sighting.pose
    if pose is None:
        return sighting
    width_px, height_px = sighting.size_px
    middle = np.array([width_px / 2.0, -height_px / 2.0])
    points_px = (pose.points_px - middle) @ matrix.T + middle
    return replace(
        sighting,
        pose=Pose(
            t_s=pose.t_s,
            points_px=points_px,
            visibility=pose.visibility,
            silhouette=_turned_mask(pose.silhouette, matrix, middle),
        ),
    )


def _turned_mask(silhouette: Silhouette | None, matrix: Array, middle: Array) -> Silhouette | None:
    """Every cell of the new mask has the value of the cell that lies nearest to where it was."""
    if silhouette is None:
        return None
    rows, columns = silhouette.mask.shape
    cell = np.array(silhouette.px_per_cell)
    x, y = np.meshgrid((np.arange(columns) + 0.5) * cell[0], -(np.arange(rows) + 0.5) * cell[1])
    was = (np.stack([x, y], axis=-1) - middle) @ np.linalg.inv(matrix).T + middle
    column, row = np.floor(was[..., 0] / cell[0]).astype(int), np.floor(-was[..., 1] / cell[1]).astype(int)
    there = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    value = silhouette.mask[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]
    mask = np.where(there, value, silhouette.mask.min()).astype(np.float32)
    return Silhouette(mask, silhouette.px_per_cell)


def _shaken(sighting: Sighting, rng: np.random.Generator, sd_px: float) -> Sighting:
    if sighting.pose is None:
        return sighting
    return _put_off(sighting, rng.normal(0.0, sd_px, sighting.pose.points_px.shape))


def _put_off(sighting: Sighting, off_px: Array) -> Sighting:
    """Landmarks off their places; the silhouette stays."""
    pose = sighting.pose
    if pose is None:
        return sighting
    return replace(sighting, pose=replace(pose, points_px=pose.points_px + off_px))


def _less_visible(sighting: Sighting, by: float) -> Sighting:
    pose = sighting.pose
    if pose is None:
        return sighting
    return replace(sighting, pose=replace(pose, visibility=np.clip(pose.visibility - by, 0.0, 1.0)))


def _doubted(sighting: Sighting, rng: np.random.Generator, sd: float) -> Sighting:
    pose = sighting.pose
    if pose is None:
        return sighting
    visibility = np.clip(pose.visibility - np.abs(rng.normal(0.0, sd, pose.visibility.shape)), 0.0, 1.0)
    return replace(sighting, pose=replace(pose, visibility=visibility))
