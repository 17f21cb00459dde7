"""A workout over a real socket, from the first picture to the result; and what becomes of a broken line."""

import json

import pytest

from formcheck.adapters.export_json import build_report
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from tests.engine.test_session import EXAMPLES, sightings
from tests.live.hall import FPS, SHADES, Hall, ask, closed, hear, picture, tell, until, walk


@pytest.mark.parametrize("slug", SHADES)
def test_a_workout_gives_the_analysis_that_a_video_gives(untired: Hall, slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    ticket = untired.desk.issue(untired.order(slug))
    with untired.dial(ticket.token) as line:
        assert hear(line) == {
            "kind": "hello", "exercise": slug, "lang": "en", "stage": "setup", "resumed": False,
        }  # fmt: skip
        steps = walk(line, 0.0, duration_s, slug)
        assert untired.desk.running(ticket.result_id)
        assert untired.desk.result(ticket.result_id) is None
        tell(line, "stop")
        assert hear(line) == {"kind": "done", "result": ticket.result_id}
        assert closed(line) == 1000
    assert not untired.desk.running(ticket.result_id)
    result = untired.desk.result(ticket.result_id)
    assert result
    live, session = result.analysis.report, FormSession(EXERCISES[slug], tilt_model=None)
    events = [e for sighting in sightings(pose, duration_s, FPS) for e in session.step(sighting).events]
    upload = fold([*events, *session.finish()], EXERCISES[slug], duration_s)
    assert live.complete_reps == upload.complete_reps == steps[-1]["count"]
    assert [h.hold.in_zone_s for h in live.holds] == pytest.approx(
        [h.hold.in_zone_s for h in upload.holds], abs=1 / FPS
    )
    assert live.reps or live.holds
    counted = [row.t_s for row in result.analysis.rows]
    assert counted == sorted(set(counted))
    in_work = [step["t_s"] for step in steps if step["stage"] == "work"][1:]  # the first one only begins it
    assert counted == pytest.approx(in_work, abs=0.001)
    report = build_report(result.analysis)
    assert (report.video.width_px, report.video.height_px) == (640, 480)


def test_reaching_the_target_ends_it(untired: Hall) -> None:
    ticket = untired.desk.issue(untired.order("glute-bridge", target=2))
    with untired.dial(ticket.token) as line:
        hear(line)
        n = 0
        while (step := ask(line, n / FPS, "glute-bridge"))["stage"] != "done":
            n += 1
        assert step["say"] == "live.say.done"
        assert hear(line)["result"] == ticket.result_id
        assert closed(line) == 1000
    result = untired.desk.result(ticket.result_id)
    assert result
    assert result.analysis.report.complete_reps == 2


def test_a_broken_line_goes_on_with_the_same_set(untired: Hall) -> None:
    ticket = untired.desk.issue(untired.order("glute-bridge"))
    with untired.dial(ticket.token) as line:
        hear(line)
        before = walk(line, 0.0, 7.5, "glute-bridge")[-1]
        assert before["count"] == 1
        line.socket.shutdown(2)  # no good-bye: the network is gone
    with untired.dial(ticket.token, resume=True) as line:
        assert hear(line) == {
            "kind": "hello", "exercise": "glute-bridge", "lang": "en", "stage": "work", "resumed": True,
        }  # fmt: skip
        after = walk(line, 7.6, 14.0, "glute-bridge")
        assert after[0]["count"] == 1
        assert after[-1]["count"] == 2
        tell(line, "stop")
        assert hear(line)["kind"] == "done"


def test_a_line_that_stays_broken_leaves_the_set_so_far(quick: Hall) -> None:
    ticket = quick.desk.issue(quick.order("glute-bridge"))
    with quick.dial(ticket.token) as line:
        hear(line)
        walk(line, 0.0, 7.5, "glute-bridge")
    assert quick.desk.running(ticket.result_id), "it may still come back"
    assert quick.desk.result(ticket.result_id) is None
    until(lambda: not quick.desk.running(ticket.result_id))
    result = quick.desk.result(ticket.result_id)
    assert result
    assert result.analysis.report.complete_reps == 1
    with quick.dial(ticket.token, resume=True) as line:
        assert hear(line) == {"kind": "done", "result": ticket.result_id}, (
            "who comes too late gets the result"
        )


def test_another_window_takes_over(untired: Hall) -> None:
    ticket = untired.desk.issue(untired.order())
    with untired.dial(ticket.token) as first:
        hear(first)
        ask(first, 0.0)
        with untired.dial(ticket.token) as second:
            assert hear(second)["resumed"]
            assert closed(first) == 4409
            assert ask(second, 1.0)["kind"] == "step"
            assert untired.desk.running(ticket.result_id)


def test_who_falls_silent_is_let_go_with_the_set_so_far(quick: Hall) -> None:
    ticket = quick.desk.issue(quick.order())
    with quick.dial(ticket.token) as line:
        hear(line)
        ask(line, 0.0)
        assert hear(line) == {"kind": "done", "result": ticket.result_id}
        assert closed(line) == 4408
    assert quick.desk.result(ticket.result_id)


def test_pings_keep_a_line_without_pictures_but_not_for_ever(quick: Hall) -> None:
    ticket = quick.desk.issue(quick.order())
    heard = []
    with quick.dial(ticket.token) as line:
        hear(line)
        for _ in range(60):
            tell(line, "ping")
            try:
                heard.append(hear(line, 0.1))
                break
            except TimeoutError:
                continue
        assert heard == [{"kind": "done", "result": ticket.result_id}]
        assert closed(line) == 4408


def test_the_newest_picture_wins(untired: Hall) -> None:
    """Who sends more than is answered gets answers to the newest; nothing piles up."""
    ticket = untired.desk.issue(untired.order())
    with untired.dial(ticket.token) as line:
        hear(line)
        for n in range(40):
            line.send(picture(n / FPS, seq=n))
        answered = [hear(line)["seq"]]
        while answered[-1] != 39:
            answered.append(hear(line)["seq"])
        assert answered == sorted(answered)
        tell(line, "stop")
        assert hear(line)["kind"] == "done"


def test_pausing_by_command_judges_nothing(untired: Hall) -> None:
    ticket = untired.desk.issue(untired.order("glute-bridge"))
    with untired.dial(ticket.token) as line:
        hear(line)
        walk(line, 0.0, 7.5, "glute-bridge")
        tell(line, "pause")
        paused = walk(line, 7.5, 13.5, "glute-bridge")
        assert {step["stage"] for step in paused} == {"paused"}
        assert {step["count"] for step in paused} == {1}
        assert {step["paused_by"] for step in paused} == {"command"}


def test_nothing_but_numbers_goes_over_the_wire(untired: Hall) -> None:
    """JSON has no NaN: a browser's parser would stop at the first one."""
    ticket = untired.desk.issue(untired.order("half-kneeling-stretch"))
    with untired.dial(ticket.token) as line:
        hear(line)
        for step in walk(line, 0.0, 6.0, "half-kneeling-stretch"):
            json.dumps(step, allow_nan=False)
