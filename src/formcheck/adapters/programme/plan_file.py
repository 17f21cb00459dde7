"""A plan as a small file, schema `formcheck.plan/1`, read like anything that a stranger wrote.

{"schema": "formcheck.plan/1", "note": "", "items": [
  {"exercise": "supine-march", "days": [0, 2, 4], "sets": 2, "amount": 10, "rest_s": 30, "side": null,
   "band": 0}]}

days: 0 is Monday. amount: repetitions, or seconds held. side: left, right, or null for both. band: 0..5.
"""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from formcheck.domain.body import Side
from formcheck.domain.plan_errors import (
    PlanNotOurs,
    PlanTooLarge,
    PlanTooMany,
    PlanTooNew,
    PlanUnknownExercise,
    PlanUnreadable,
    PlanWrong,
)
from formcheck.programme.plan import PLANNABLE, Item, Plan, Weekday
from formcheck.programme.sources import MOST_ITEMS_A_DAY

SCHEMA: Final = "formcheck.plan/1"
MEDIA_TYPE = "application/json"
MOST_BYTES = 16_384
NOTE_LENGTH = 300
_SCHEMA = re.compile(r"formcheck\.plan/(\d{1,6})")
_SHOWN = 40


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class _Head(BaseModel):
    """Whose file it is, before anything else of it is looked at."""

    schema_: str = Field(alias="schema")


class _Item(_Strict):
    exercise: str
    days: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(min_length=1, max_length=7)]
    sets: int
    amount: int
    rest_s: int = 30
    side: Literal["left", "right"] | None = None
    band: int = 0


class _File(_Strict):
    schema_: Literal["formcheck.plan/1"] = Field(default=SCHEMA, alias="schema")
    note: Annotated[str, Field(max_length=NOTE_LENGTH)] = ""
    items: Annotated[list[_Item], Field(min_length=1, max_length=len(PLANNABLE))]


def write_plan(plan: Plan) -> str:
    """Text of the file: one line, so that it fits into a code."""
    items = [
        _Item(
            exercise=item.exercise,
            days=[int(day) for day in item.days],
            sets=item.sets,
            amount=item.amount,
            rest_s=item.rest_s,
            side=_side_name(item.side),
            band=item.band,
        )
        for item in plan.items
    ]
    file = _File(note=plan.note[:NOTE_LENGTH], items=items)
    return file.model_dump_json(by_alias=True)


def read_plan(content: bytes) -> Plan:
    """Read a file. Raises PlanUnreadable, whatever is in it."""
    if len(content) > MOST_BYTES:
        raise PlanTooLarge(limit=str(MOST_BYTES // 1024))
    _check_schema(content)
    try:
        file = _File.model_validate_json(content)
    except ValidationError as error:
        raise PlanWrong(field=_place(error)) from None
    return _plan(file)


def _check_schema(content: bytes) -> None:
    try:
        schema = _Head.model_validate_json(content).schema_
    except ValidationError:
        raise PlanNotOurs from None
    named = _SCHEMA.fullmatch(schema)
    if named is None:
        raise PlanNotOurs
    if schema != SCHEMA:
        raise PlanTooNew(version=named[1])


def _plan(file: _File) -> Plan:
    items = []
    for number, item in enumerate(file.items, start=1):
        if item.exercise not in PLANNABLE:
            raise PlanUnknownExercise(exercise=item.exercise[:_SHOWN])
        try:
            items.append(_item(item))
        except ValueError:
            raise PlanWrong(field=f"items {number}") from None
    if len({item.exercise for item in items}) < len(items):
        raise PlanWrong(field="items")
    try:
        return Plan(items=tuple(items), note=file.note)
    except ValueError:
        raise PlanTooMany(most=str(MOST_ITEMS_A_DAY.value)) from None


def _item(item: _Item) -> Item:
    return Item(
        exercise=item.exercise,
        days=tuple(Weekday(day) for day in item.days),
        sets=item.sets,
        amount=item.amount,
        rest_s=item.rest_s,
        side=None if item.side is None else Side(item.side),
        band=item.band,
    )


def _side_name(side: Side | None) -> Literal["left", "right"] | None:
    match side:
        case Side.LEFT:
            return "left"
        case Side.RIGHT:
            return "right"
        case _:
            return None


def _place(error: ValidationError) -> str:
    """Where the first fault stands, as `items 2 sets`; a name of the file's own is cut."""
    first: Any = error.errors(include_url=False, include_input=False, include_context=False)[0]
    parts = [str(each + 1) if isinstance(each, int) else str(each)[:_SHOWN] for each in first["loc"]]
    return " ".join(parts) or "schema"


__all__ = ["MEDIA_TYPE", "MOST_BYTES", "SCHEMA", "PlanUnreadable", "read_plan", "write_plan"]
