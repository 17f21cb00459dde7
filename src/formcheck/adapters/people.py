"""How many people of comparable size share the picture with the one who is followed."""

import itertools
from collections.abc import Sequence

import numpy as np

from formcheck.domain.body import Floats, Landmark

_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]

# Measured: one person found twice has hips within 0.13 trunk lengths; two people lying and sitting on each
# other have them 0.75 apart. Bent legs are at times taken for a small person of their own, whose box shares
# little with the whole one's, but whose hips are the same.
_SAME_SPOT_TRUNKS = 0.2
_SAME_HIPS_TRUNKS = 0.35
_SAME_BOX_SHARE = 0.5
_TOUCHING_BOX_SHARE = 0.1
_COMPARABLE_SIZE = 0.5
# Bent legs of who lies before a low camera were found as a person with hips .25-.73 trunks off, .48-.76 as
# large, four in five of whose landmarks were within .1 trunk of the whole one's bones. Of somebody else a
# head or an arm would be elsewhere.
_ON_BONES_TRUNKS, _ON_BONES_SHARE = 0.15, 0.8
_LARGER = 1.25  # the whole person was 1.6 times as large as the legs that were followed, or more
_CHAIN = ("WRIST", "ELBOW", "SHOULDER", "HIP", "KNEE", "ANKLE", "TOE")
_BONES = np.array(
    [
        *((Landmark.NOSE, shoulder) for shoulder in _SHOULDERS),
        *(
            (Landmark[f"{side}_{one}"], Landmark[f"{side}_{other}"])
            for side in ("LEFT", "RIGHT")
            for one, other in itertools.pairwise(_CHAIN)
        ),
    ]
)


def count_others(followed_px: Floats | None, found_px: Sequence[Floats]) -> int:
    """Count further people at least half as large as the one who is followed.

    followed_px: (33, 2), or None when nobody is followed: then the largest one found counts as followed.
    found_px: everybody found in the same picture, the one who is followed among them or not; one person
    may have been found more than once.
    """
    people: list[Floats] = []
    for points_px in sorted(found_px, key=_size_px, reverse=True):
        if not any(_is_same(points_px, known) or _is_part_of(points_px, known) for known in people):
            people.append(points_px)
    if not people:
        return 0
    if followed_px is None:
        followed_px = people[0]
    nearest = min(range(len(people)), key=lambda index: _hip_distance_px(people[index], followed_px))
    if _box_share(people[nearest], followed_px) >= _TOUCHING_BOX_SHARE:
        del people[nearest]
    smallest_px = _COMPARABLE_SIZE * _size_px(followed_px)
    return sum(_size_px(points_px) >= smallest_px for points_px in people)


def follows_limbs(followed_px: Floats, found_px: Sequence[Floats]) -> bool:
    """Whether who is followed is nothing but limbs of somebody larger who was found in the same picture."""
    least_px = _LARGER * _size_px(followed_px)
    return any(_size_px(whole) >= least_px and _is_part_of(followed_px, whole) for whole in found_px)


def _is_same(one: Floats, other: Floats) -> bool:
    apart = _hip_distance_px(one, other) / max(_trunk_px(one), _trunk_px(other), 1.0)
    return apart < _SAME_SPOT_TRUNKS or (
        apart < _SAME_HIPS_TRUNKS and _box_share(one, other) >= _SAME_BOX_SHARE
    )


def _is_part_of(points_px: Floats, whole_px: Floats) -> bool:
    """Whether a smaller person is nothing but limbs of this one."""
    start, along = whole_px[_BONES[:, 0]], whole_px[_BONES[:, 1]] - whole_px[_BONES[:, 0]]
    away = points_px[:, None] - start
    share = np.sum(away * along, axis=-1) / np.maximum(np.sum(along**2, axis=-1), 1.0)
    beside = away - np.clip(share, 0.0, 1.0)[..., None] * along
    nearest_px = np.linalg.norm(beside, axis=-1).min(axis=1)
    return bool(np.mean(nearest_px <= _ON_BONES_TRUNKS * _trunk_px(whole_px)) >= _ON_BONES_SHARE)


def _hip_distance_px(one: Floats, other: Floats) -> float:
    return float(np.linalg.norm(one[_HIPS].mean(axis=0) - other[_HIPS].mean(axis=0)))


def _trunk_px(points_px: Floats) -> float:
    return float(np.linalg.norm(points_px[_SHOULDERS].mean(axis=0) - points_px[_HIPS].mean(axis=0)))


def _size_px(points_px: Floats) -> float:
    """Diagonal of the box around all landmarks: unlike the trunk it does not shrink seen from the end."""
    return float(np.linalg.norm(np.ptp(points_px, axis=0)))


def _box_share(one: Floats, other: Floats) -> float:
    """Intersection over union of the two boxes, 0 apart to 1 the same."""
    low = np.maximum(one.min(axis=0), other.min(axis=0))
    high = np.minimum(one.max(axis=0), other.max(axis=0))
    shared = float(np.prod(np.clip(high - low, 0.0, None)))
    total = float(np.prod(np.ptp(one, axis=0)) + np.prod(np.ptp(other, axis=0))) - shared
    return shared / total if total > 0 else 0.0
