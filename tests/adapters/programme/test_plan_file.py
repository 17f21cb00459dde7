"""A plan goes out and comes in again, as a file and as a code; what a stranger wrote is refused in words."""

import io
import json
import random
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from formcheck.adapters.programme.plan_code import code_png, code_svg, read_code
from formcheck.adapters.programme.plan_file import MOST_BYTES, read_plan, write_plan
from formcheck.domain.body import Side
from formcheck.domain.plan_errors import (
    PlanCodeNotFound,
    PlanNotOurs,
    PlanPictureTooLarge,
    PlanPictureUnreadable,
    PlanTooLarge,
    PlanTooMany,
    PlanTooNew,
    PlanUnknownExercise,
    PlanUnreadable,
    PlanWrong,
)
from formcheck.i18n import LANGUAGES, words
from formcheck.programme.plan import DEFAULT_PLAN, PLANNABLE, Plan, Weekday
from tests.programme.made import raises, stretch

MINE = Plan(
    items=(replace(stretch(), side=Side.LEFT), raises(sets=3, amount=15, band=4)), note="Rolig start, æøå 🙂"
)


@pytest.mark.parametrize("plan", [DEFAULT_PLAN, MINE], ids=["default", "own"])
def test_out_and_in_again(plan: Plan) -> None:
    assert read_plan(write_plan(plan).encode()) == plan
    assert read_code(code_png(plan)) == plan


@pytest.mark.parametrize("n", range(12))
def test_any_plan_s_code_is_read(n: int) -> None:
    chance = random.Random(n)  # noqa: S311 - plans, not secrets
    items = [
        replace(
            item,
            days=tuple(sorted(chance.sample(list(Weekday), chance.randint(1, 4)))),
            sets=chance.randint(1, 4),
            amount=chance.randint(5, 30),
        )
        for item in chance.sample(DEFAULT_PLAN.items, chance.randint(1, 4))
    ]
    plan = Plan(items=tuple(items), note=chance.choice(("", "Rolig start")))
    assert read_code(code_png(plan)) == plan


def test_a_photo_of_the_code_is_read() -> None:
    with Image.open(io.BytesIO(code_png(DEFAULT_PLAN))) as image:
        code = np.asarray(image.convert("L").resize((700, 700)))
    scene = np.full((1200, 1600), 150, dtype=np.uint8)
    scene[250:950, 400:1100] = code
    turn = cv2.getRotationMatrix2D((800, 600), 7.0, 1.0)
    photo = cv2.GaussianBlur(cv2.warpAffine(scene, turn, (1600, 1200), borderValue=(150,)), (3, 3), 0)
    _, jpeg = cv2.imencode(".jpg", photo)
    assert read_code(jpeg.tobytes()) == DEFAULT_PLAN


def test_the_code_is_drawn_for_the_page() -> None:
    assert code_svg(DEFAULT_PLAN).startswith("<svg")


def file(**change: Any) -> bytes:
    return json.dumps(json.loads(write_plan(DEFAULT_PLAN)) | change).encode()


def item(**change: Any) -> bytes:
    items = json.loads(write_plan(DEFAULT_PLAN))["items"]
    return file(items=[items[0] | change, *items[1:]])


def five_on_monday() -> bytes:
    return file(items=[{"exercise": slug, "days": [0], "sets": 1, "amount": 10} for slug in PLANNABLE])


HOSTILE: dict[str, tuple[bytes, type[PlanUnreadable]]] = {
    "empty": (b"", PlanNotOurs),
    "no JSON": (b"\x00\xff\xfe", PlanNotOurs),
    "a list": (b"[]", PlanNotOurs),
    "another schema": (file(schema="formcheck.report/1"), PlanNotOurs),
    "no schema": (b'{"items": []}', PlanNotOurs),
    "schema of another type": (file(schema=1), PlanNotOurs),
    "a later schema": (file(schema="formcheck.plan/2"), PlanTooNew),
    "too large": (file(note="x" * MOST_BYTES), PlanTooLarge),
    "nested without end": (b'{"schema":"formcheck.plan/1","items":' + b"[" * 9000, PlanNotOurs),
    "deep in a field": (b'{"schema":"formcheck.plan/1","items":' + b"[" * 150 + b"]" * 150 + b"}", PlanWrong),
    "no items": (file(items=[]), PlanWrong),
    "a field more": (file(owner="me"), PlanWrong),
    "a long note": (file(note="x" * 301), PlanWrong),
    "a note of another type": (file(note=["x"]), PlanWrong),
    "an unknown exercise": (item(exercise="../../etc/passwd"), PlanUnknownExercise),
    "a check": (item(exercise="thomas-check"), PlanUnknownExercise),
    "no days": (item(days=[]), PlanWrong),
    "an eighth day": (item(days=[7]), PlanWrong),
    "a day twice": (item(days=[1, 1]), PlanWrong),
    "a day as text": (item(days=["1"]), PlanWrong),
    "no sets": (item(sets=0), PlanWrong),
    "a million sets": (item(sets=1_000_000), PlanWrong),
    "half a set": (item(sets=1.5), PlanWrong),
    "sets as text": (item(sets="2"), PlanWrong),
    "sets as truth": (item(sets=True), PlanWrong),
    "a huge number": (item(amount=10**400), PlanWrong),
    "less than none": (item(amount=-10), PlanWrong),
    "a rest of a day": (item(rest_s=86400), PlanWrong),
    "a band for a stretch": (item(band=1), PlanWrong),
    "a third side": (item(side="both"), PlanWrong),
    "one exercise twice": (file(items=json.loads(write_plan(MINE))["items"] * 2), PlanWrong),
    "five a day": (five_on_monday(), PlanTooMany),
    "not a number": (item(amount=float("nan")), PlanWrong),
}


@pytest.mark.parametrize(("content", "kind"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hostile_file_is_refused_in_words(content: bytes, kind: type[PlanUnreadable], lang: str) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read_plan(content)
    assert type(refused.value) is kind
    sentence = words(lang)(refused.value.key, **refused.value.params)
    assert len(sentence) < 300
    assert "\n" not in sentence


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    drawn = io.BytesIO()
    Image.new("1", size, 1).save(drawn, kind)
    return drawn.getvalue()


def foreign_code() -> bytes:
    import segno

    drawn = io.BytesIO()
    segno.make_qr("https://example.org").save(drawn, kind="png", scale=8)
    return drawn.getvalue()


PICTURES: dict[str, tuple[bytes, type[PlanUnreadable]]] = {
    "no picture": (b"hello", PlanPictureUnreadable),
    "nothing": (b"", PlanPictureUnreadable),
    "cut off": (code_png(DEFAULT_PLAN)[:400], PlanPictureUnreadable),
    "another kind": (picture((90, 90), "GIF"), PlanPictureUnreadable),
    "a bomb": (picture((9000, 9000)), PlanPictureTooLarge),
    "white": (picture((900, 900)), PlanCodeNotFound),
    "one pixel": (picture((1, 1)), PlanCodeNotFound),
    "a line": (picture((4000, 1)), PlanCodeNotFound),
    "somebody's code": (foreign_code(), PlanNotOurs),
}


@pytest.mark.parametrize(("content", "kind"), PICTURES.values(), ids=PICTURES)
def test_a_hostile_picture_is_refused(content: bytes, kind: type[PlanUnreadable]) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read_code(content)
    assert type(refused.value) is kind
