"""A workout over a real socket, from the first picture to the result; and what a disconnect does."""

import json

import pytest

from formcheck.adapters.export_json import build_report
from formcheck.engine.report import fold
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from tests.engine.test_session import EXAMPLES, sightings
from tests.live.server import (
    FPS,
    SHADES,
    LiveServer,
    close_code,
    picture,
    receive,
    send_command,
    send_picture,
    send_pictures,
    wait_until,
)


@pytest.mark.parametrize("slug", SHADES)
def test_a_workout_gives_the_analysis_that_a_video_gives(unthrottled: LiveServer, slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    ticket = unthrottled.registry.issue(unthrottled.order(slug))
    with unthrottled.connect(ticket.token) as connection:
        assert receive(connection) == {
            "kind": "hello", "exercise": slug, "lang": "en", "stage": "setup", "resumed": False,
        }  # fmt: skip
        steps = send_pictures(connection, 0.0, duration_s, slug)
        assert unthrottled.registry.is_running(ticket.result_id)
        assert unthrottled.registry.find_result(ticket.result_id) is None
        send_command(connection, "stop")
        assert receive(connection) == {"kind": "done", "result": ticket.result_id}
        assert close_code(connection) == 1000
    assert not unthrottled.registry.is_running(ticket.result_id)
    result = unthrottled.registry.find_result(ticket.result_id)
    assert result
    live, session = result.analysis.report, FormSession(EXERCISES[slug], tilt_model=None)
    events = [e for sighting in sightings(pose, duration_s, FPS) for e in session.step(sighting).events]
    upload = fold([*events, *session.finish()], EXERCISES[slug], duration_s)
    assert live.complete_reps == upload.complete_reps == steps[-1]["count"]
    assert [h.hold.in_zone_s for h in live.holds] == pytest.approx(
        [h.hold.in_zone_s for h in upload.holds], abs=1 / FPS
    )
    assert live.reps or live.holds
    assert steps[-1]["held_s"] == pytest.approx(sum(h.credited_s for h in live.holds), abs=0.5)
    assert live.aim == result.order.plan.aim, "the review speaks of what was to be done"
    assert result.analysis.hindsight
    counted = [row.t_s for row in result.analysis.rows]
    assert counted == sorted(set(counted))
    in_work = [step["t_s"] for step in steps if step["stage"] == "work"][1:]  # the first one only begins it
    assert counted == pytest.approx(in_work, abs=0.001)
    report = build_report(result.analysis)
    assert (report.video.width_px, report.video.height_px) == (640, 480)


def test_reaching_the_target_ends_it(unthrottled: LiveServer) -> None:
    ticket = unthrottled.registry.issue(unthrottled.order("glute-bridge", target=2))
    with unthrottled.connect(ticket.token) as connection:
        receive(connection)
        n = 0
        while (step := send_picture(connection, n / FPS, "glute-bridge"))["stage"] != "done":
            n += 1
        assert step["say"] == "live.say.done"
        assert receive(connection)["result"] == ticket.result_id
        assert close_code(connection) == 1000
    result = unthrottled.registry.find_result(ticket.result_id)
    assert result
    assert result.analysis.report.complete_reps == 2


def test_a_new_connection_resumes_the_same_set(unthrottled: LiveServer) -> None:
    ticket = unthrottled.registry.issue(unthrottled.order("glute-bridge"))
    with unthrottled.connect(ticket.token) as connection:
        receive(connection)
        before = send_pictures(connection, 0.0, 7.5, "glute-bridge")[-1]
        assert before["count"] == 1
        connection.socket.shutdown(2)  # no good-bye: the network is gone
    with unthrottled.connect(ticket.token, resume=True) as connection:
        assert receive(connection) == {
            "kind": "hello", "exercise": "glute-bridge", "lang": "en", "stage": "work", "resumed": True,
        }  # fmt: skip
        after = send_pictures(connection, 7.6, 14.0, "glute-bridge")
        assert after[0]["count"] == 1
        assert after[-1]["count"] == 2
        send_command(connection, "stop")
        assert receive(connection)["kind"] == "done"


def test_a_workout_that_nobody_resumes_keeps_the_set_so_far(quick: LiveServer) -> None:
    ticket = quick.registry.issue(quick.order("glute-bridge"))
    with quick.connect(ticket.token) as connection:
        receive(connection)
        send_pictures(connection, 0.0, 7.5, "glute-bridge")
    assert quick.registry.is_running(ticket.result_id), "it may still come back"
    assert quick.registry.find_result(ticket.result_id) is None
    wait_until(lambda: not quick.registry.is_running(ticket.result_id))
    result = quick.registry.find_result(ticket.result_id)
    assert result
    assert result.analysis.report.complete_reps == 1
    with quick.connect(ticket.token, resume=True) as connection:
        assert receive(connection) == {"kind": "done", "result": ticket.result_id}, (
            "who comes too late gets the result"
        )


def test_another_window_takes_over(unthrottled: LiveServer) -> None:
    ticket = unthrottled.registry.issue(unthrottled.order())
    with unthrottled.connect(ticket.token) as first:
        receive(first)
        send_picture(first, 0.0)
        with unthrottled.connect(ticket.token) as second:
            assert receive(second)["resumed"]
            assert close_code(first) == 4409
            assert send_picture(second, 1.0)["kind"] == "step"
            assert unthrottled.registry.is_running(ticket.result_id)


def test_an_idle_connection_is_closed_with_the_set_so_far(quick: LiveServer) -> None:
    ticket = quick.registry.issue(quick.order())
    with quick.connect(ticket.token) as connection:
        receive(connection)
        send_picture(connection, 0.0)
        assert receive(connection) == {"kind": "done", "result": ticket.result_id}
        assert close_code(connection) == 4408
    assert quick.registry.find_result(ticket.result_id)


def test_pings_keep_a_connection_without_pictures_but_not_for_ever(quick: LiveServer) -> None:
    ticket = quick.registry.issue(quick.order())
    heard = []
    with quick.connect(ticket.token) as connection:
        receive(connection)
        for _ in range(60):
            send_command(connection, "ping")
            try:
                heard.append(receive(connection, 0.1))
                break
            except TimeoutError:
                continue
        assert heard == [{"kind": "done", "result": ticket.result_id}]
        assert close_code(connection) == 4408


def test_the_newest_picture_wins(unthrottled: LiveServer) -> None:
    """Who sends more than is answered gets answers to the newest; nothing piles up."""
    ticket = unthrottled.registry.issue(unthrottled.order())
    with unthrottled.connect(ticket.token) as connection:
        receive(connection)
        for n in range(40):
            connection.send(picture(n / FPS, seq=n))
        answered = [receive(connection)["seq"]]
        while answered[-1] != 39:
            answered.append(receive(connection)["seq"])
        assert answered == sorted(answered)
        send_command(connection, "stop")
        assert receive(connection)["kind"] == "done"


def test_pausing_by_command_judges_nothing(unthrottled: LiveServer) -> None:
    ticket = unthrottled.registry.issue(unthrottled.order("glute-bridge"))
    with unthrottled.connect(ticket.token) as connection:
        receive(connection)
        send_pictures(connection, 0.0, 7.5, "glute-bridge")
        send_command(connection, "pause")
        paused = send_pictures(connection, 7.5, 13.5, "glute-bridge")
        assert {step["stage"] for step in paused} == {"paused"}
        assert {step["count"] for step in paused} == {1}
        assert {step["paused_by"] for step in paused} == {"command"}


def test_nothing_but_numbers_goes_over_the_wire(unthrottled: LiveServer) -> None:
    """JSON has no NaN: a browser's parser would stop at the first one."""
    ticket = unthrottled.registry.issue(unthrottled.order("half-kneeling-stretch"))
    with unthrottled.connect(ticket.token) as connection:
        receive(connection)
        for step in send_pictures(connection, 0.0, 6.0, "half-kneeling-stretch"):
            json.dumps(step, allow_nan=False)
