"""docs/LIVE.md names everything that goes over the wire, and the limits that hold."""

import re
from pathlib import Path

import pytest

from formcheck.adapters.live import Limits
from formcheck.adapters.live.connection import CloseCode
from formcheck.adapters.live.messages import BreathSaid, CheckSaid, Done, Hello, StepSaid, TargetSaid, Tilt
from formcheck.engine.workout import Command, Stage

PAGE = (Path(__file__).parents[2] / "docs" / "LIVE.md").read_text(encoding="utf-8")
QUOTED = {word for quoted in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"\w+", quoted)}


@pytest.mark.parametrize("message", [Hello, Done, StepSaid, CheckSaid, BreathSaid, TargetSaid, Tilt])
def test_every_field_is_there(message: type[StepSaid]) -> None:
    sent = {field.serialization_alias or name for name, field in message.model_fields.items()}
    assert sent - {"kind"} <= QUOTED


def test_every_stage_and_command_is_there() -> None:
    assert {each.value for each in (*Stage, *Command)} <= QUOTED


def test_close_codes_are_those_of_the_code() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d{4}) \|", PAGE, re.MULTILINE)} == set(CloseCode)


def test_limits_are_those_of_the_code() -> None:
    limits = Limits()
    said = {
        "four visitors": limits.clients == 4,
        "over 1 MB": limits.message_bytes == 1_000_000,
        f"more than {limits.rate_hz:.0f} messages": True,
        f"nothing heard for {limits.idle_s:.0f} s, no picture for {limits.unseen_s / 60:.0f} min": True,
        f"answers not taken for {limits.send_s:.0f} s": True,
        f"for {limits.grace_s:.0f} s": True,
        f"waits {limits.ticket_s / 60:.0f} min": True,
        f"kept for {limits.result_s / 3600:.0f} h": True,
        "a hundred at most": limits.results == 100,
    }
    assert [words for words, right in said.items() if not right or words not in PAGE] == []
