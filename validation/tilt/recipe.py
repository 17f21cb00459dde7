"""What a training or test picture shows: one person, one camera, a dozen stills of one posture.

A number becomes a group: body, clothes, room, camera, arms, and a row of postures whose tilt, lean and legs
vary independently of each other. The first two stills of a group are its neutral.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import numpy as np

from validation.bank import BANK_SIZE
from validation.body import Body, load_body
from validation.degrade import draw_degradation
from validation.plan import Plan
from validation.postures.base import Posture
from validation.postures.kneeling import half_kneeling
from validation.postures.seated import seated
from validation.postures.standing import Standing
from validation.postures.supine import supine
from validation.tilt.hands import REACH, RESTLESS, Arms, draw_arms, draw_reach, moving, named

Kind = Literal["half_kneeling", "standing", "seated", "supine", "bridge", "thomas"]
Split = Literal["train", "test"]
Name = TypeVar("Name", bound=str)
KINDS: dict[Kind, float] = {
    "half_kneeling": 0.28,
    "standing": 0.25,
    "seated": 0.18,
    "supine": 0.18,
    "bridge": 0.05,
    "thomas": 0.06,
}
LYING: tuple[Kind, ...] = ("supine", "bridge", "thomas")
FIRST_FLAT = 20_000
FLAT_KINDS: dict[Kind, float] = {"supine": 0.7, "bridge": 0.1, "thomas": 0.2}
"""From that number on everybody lies, most with the arms on the floor: as people do who were told nothing."""
CLOTHES: dict[str, float] = {"painted": 0.30, "tight": 0.25, "regular": 0.20, "loose": 0.25}
"""Painted clothes are colour on the skin: no cloth bridges the hollow of the back or the fold of the hip."""
HIDDEN: dict[Split, dict[str, float]] = {
    "train": {"": 0.87, "turned": 0.12, "arm": 0.01},
    "test": {"": 0.80, "turned": 0.10, "arm": 0.10},
}
"""Why nothing may be said: turned too far, or both arms over the whole of the low back."""
SIDE_ON_DEG, OBLIQUE_DEG, TURNED_DEG = 12.0, 30.0, (30.0, 55.0)
SIDE_ON = 0.55
"""So many stand within `SIDE_ON_DEG` of side-on, the others anywhere up to `OBLIQUE_DEG`."""
LENS_HEIGHT_M: dict[Kind, tuple[float, float]] = {
    "half_kneeling": (0.2, 1.1),
    "standing": (0.3, 1.3),
    "seated": (0.3, 1.2),
    "supine": (0.15, 0.6),
    "bridge": (0.15, 0.6),
    "thomas": (0.15, 0.6),
}
HIGH_LENS, HIGH_LENS_FLAT, HIGH_LENS_M = 0.2, 0.35, 1.0
"""So many look down on who lies from up to a table's height."""
NEUTRALS = 2
STILLS = 11
RECIPE_SEED = 20261126
FOLDS = 3
"""Bodies are blended only with bodies of the same remainder, so that a third can be left out of learning."""

EVEN_BACKS, EVEN_SHARE, EVEN_SD = 0.55, (1 / 3, 2 / 3, 0.99), 0.05
"""So many share the bend about evenly among the three lumbar joints, as the sample clips do (their spine's
pixels say so: the line over the lower two joints turns by half of the tilt). The others bend higher up."""
DEEP_LUNGES = 0.3
"""So many stretches go as deep as real lunges do: up to 48 degrees behind the vertical."""
HIGH_SHARE, HIGH_SD = (0.25, 0.55, 0.85), 0.13


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """One picture: the signals that the posture is asked for."""

    signals: dict[str, float]
    neutral: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One person before one camera. `hidden`: why the back cannot be seen, empty when it can."""

    number: int
    split: Split
    kind: Kind
    body: Body
    plan: Plan
    posture: Posture
    stills: tuple[Still, ...]
    arms: str
    hidden: str

    @property
    def lying(self) -> bool:
        """Whether the person lies on the back."""
        return self.kind in LYING


def draw_group(number: int, split: Split) -> Group:
    """Group `number`; the same number gives the same group. Test bodies are never blended or trained on."""
    rng = np.random.default_rng([RECIPE_SEED, 0 if split == "train" else 1, number])
    flat = number >= FIRST_FLAT
    kind: Kind = draw(rng, FLAT_KINDS if flat else KINDS)
    index, body = draw_body(rng, split)
    hidden = draw(rng, HIDDEN[split])
    near = "L" if rng.random() < 0.5 else "R"
    arms = _arms(rng, kind, hidden, flat=flat)
    yaw = _yaw_deg(rng, hidden)
    low, high = LENS_HEIGHT_M[kind]
    if kind in LYING and rng.random() < (HIGH_LENS_FLAT if flat else HIGH_LENS):
        low, high = high, HIGH_LENS_M
    plan = Plan(
        exercise=f"tilt-{split}",
        variant=kind,
        seed=number,
        body_index=index,
        near=near,
        looseness=draw(rng, CLOTHES),
        yaw_deg=yaw,
        roll_deg=float(np.clip(rng.normal(0, 0.8), -2, 2)),
        fov_vertical_deg=float(rng.uniform(36, 60)),
        camera_height_m=float(rng.uniform(low, high)),
        room_to_spare=float(rng.uniform(1.0, 1.45)),
        degradation=draw_degradation(rng),
        size=(480, 360) if split == "train" else (640, 480),
        fps=1.0,
    )
    posture = _posture(rng, kind, body, near, arms)
    restless = rng.random() < RESTLESS and hidden != "arm"
    if restless:
        posture = moving(posture, draw_arms(rng, kind, flat=flat))
    stills = tuple(_still(rng, kind, near, neutral=i < NEUTRALS, restless=restless) for i in range(STILLS))
    return Group(
        number=number,
        split=split,
        kind=kind,
        body=body,
        plan=plan,
        posture=posture,
        stills=stills,
        arms=named(arms, near) + ("..." if restless else ""),
        hidden=hidden,
    )


def _still(rng: np.random.Generator, kind: Kind, near: str, *, neutral: bool, restless: bool) -> Still:
    signals = _signals(rng, kind, near, neutral=neutral)
    if restless:
        signals[REACH] = draw_reach(rng, neutral=neutral)
    return Still(signals=signals, neutral=neutral)


def _yaw_deg(rng: np.random.Generator, hidden: str) -> float:
    """How far the camera stands from side-on: most near to it, many not, and some too far."""
    low, high = (0.0, SIDE_ON_DEG) if rng.random() < SIDE_ON else (SIDE_ON_DEG, OBLIQUE_DEG)
    if hidden == "turned":
        low, high = TURNED_DEG
    return float(rng.choice([-1, 1]) * rng.uniform(low, high))


def draw(rng: np.random.Generator, chances: Mapping[Name, float]) -> Name:
    """One of the names, each as often as it should be."""
    names = list(chances)
    return names[int(rng.choice(len(names), p=list(chances.values())))]


def draw_back(rng: np.random.Generator) -> tuple[float, float, float]:
    """How a person shares the bend of the low back among its joints, see `Body.lumbar_share`."""
    middle, sd = (EVEN_SHARE, EVEN_SD) if rng.random() < EVEN_BACKS else (HIGH_SHARE, HIGH_SD)
    low, mid, high = np.sort(np.clip(np.array(middle) + rng.normal(0.0, sd, 3), 0.05, 1.0))
    return float(low), float(mid), float(high)


def draw_body(rng: np.random.Generator, split: Split) -> tuple[int, Body]:
    """A body and its index: test bodies as they are, training bodies between two of the training half.

    The rest shapes are nearly linear in what makes them, so a mixture of two people is a person.
    """
    half = BANK_SIZE // 2
    share = draw_back(rng)
    if split == "test":
        index = half + int(rng.integers(half))
        return index, replace(load_body(index), lumbar_share=share)
    a = int(rng.integers(half))
    b = int(rng.choice(np.arange(a % FOLDS, half, FOLDS)))
    one, other, mix = load_body(a), load_body(b), float(rng.uniform(-0.15, 0.5))
    return a, replace(
        one,
        vertices=one.vertices + mix * (other.vertices - one.vertices),
        heads=one.heads + mix * (other.heads - one.heads),
        lumbar_share=share,
    )


def _arms(rng: np.random.Generator, kind: Kind, hidden: str, *, flat: bool) -> Arms:
    if hidden == "arm":
        style: Arms = {"L": "floor", "R": "floor"} if kind in LYING else {"L": "behind", "R": "behind"}
        return style
    return draw_arms(rng, kind, flat=flat)


def _posture(rng: np.random.Generator, kind: Kind, body: Body, near: str, arms: Arms) -> Posture:
    far = "R" if near == "L" else "L"
    match kind:
        case "half_kneeling":
            rear = near if rng.random() < 0.85 else far
            return half_kneeling(body, rear=rear, arms=arms, front_knee_deg=float(rng.uniform(85, 112)))
        case "standing":
            return Standing(body=body, arms=arms)
        case "seated":
            knees = {side: float(rng.uniform(84, 100)) for side in ("L", "R")}
            return seated(body, arms=arms, thigh_deg=float(rng.uniform(84, 93)), knee_deg=knees)
        case "supine" | "bridge":
            stiff, still = rng.random() < 0.35, rng.random() < 0.45
            return supine(
                body,
                arms=arms,
                knee_deg=float(rng.uniform(80, 115)),
                upper_back_share=0.0 if stiff else float(rng.uniform(0.0, 0.55)),
                thorax_follows=0.0 if still else float(rng.uniform(0.0, 1.0)),
            )
        case "thomas":
            return supine(body, arms=arms, straight=True)


def _signals(rng: np.random.Generator, kind: Kind, near: str, *, neutral: bool) -> dict[str, float]:
    """Tilt within +-17, everything else drawn without looking at it."""
    between = lambda low, high: float(rng.uniform(low, high))  # noqa: E731 - a local shorthand
    tilt = between(-2.5, 2.5) if neutral else between(-17, 17)
    far = "R" if near == "L" else "L"
    leg = near if rng.random() < 0.6 else far
    match kind:
        case "half_kneeling":
            lean = between(-1, 5) if neutral else between(-14, 16)
            reach = (10, 48) if rng.random() < DEEP_LUNGES else (-6, 30)
            extension = between(-3, 4) if neutral else between(*reach)
            slump = 0.0 if neutral or rng.random() < 0.7 else between(0, 25)
            return {"tilt": tilt, "lean": lean, "extension": extension, "slump": slump}
        case "standing":
            lean = between(-3, 3) if neutral else between(-16, 18)
            lift = 0.0 if neutral or rng.random() < 0.35 else between(5, 92)
            slump = 0.0 if neutral or rng.random() < 0.7 else between(0, 25)
            return {"tilt": tilt, "lean": lean, f"raise_{leg}": lift, "slump": slump}
        case "seated":
            lean = between(-3, 4) if neutral else between(-22, 22)
            lift = 0.0 if neutral or rng.random() < 0.3 else between(4, 26)
            slump = 0.0 if neutral or rng.random() < 0.6 else between(0, 45)
            stays = between(0, 0.6) * lean  # the posture lets the pelvis go with six tenths of a lean
            return {"tilt": tilt - stays, "lean": lean, f"raise_{leg}": lift, "slump": slump}
        case "supine":
            lift = 0.0 if neutral or rng.random() < 0.25 else between(4, 70)
            return {
                "tilt": tilt,
                f"raise_{leg}": lift,
                f"bend_{leg}": between(-10, 8) if lift else 0.0,
                "pelvis_lift": 0.0 if neutral or rng.random() < 0.85 else between(0, 12),
            }
        case "bridge":
            return {"tilt": tilt, "bridge": 0.0 if neutral else between(0, 36)}
        case "thomas":
            up = 0.0 if neutral or rng.random() < 0.2 else between(0.5, 1.0)
            rise = 0.0 if neutral else between(0, 22)
            return {
                "tilt": tilt,
                f"raise_{far}": 112 * up,
                f"bend_{far}": 118 * up,
                f"raise_{near}": rise,
                f"bend_{near}": 0.8 * rise,
                "pull": up if up > 0.6 else 0.0,
            }
