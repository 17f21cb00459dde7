/** @import { Command } from "../../../src/formcheck/ui/camera/browser/types.js" */
import { troubleOf } from "../../../src/formcheck/ui/camera/browser/camera.js";
import { Controller } from "../../../src/formcheck/ui/camera/browser/controller.js";
import { bytesOf } from "../../../src/formcheck/ui/camera/browser/frames.js";
import { Stats } from "../../../src/formcheck/ui/camera/browser/stats.js";
import { equal, near, test } from "./harness.js";
import { handedOver, reps, step, words } from "./steps.js";

/** A controller whose connection only keeps what was said. @param {(controller: Controller, said: string[], reported: unknown[]) => unknown} check */
async function controlled(check) {
  /** @type {string[]} */
  const said = [];
  /** @type {unknown[]} */
  const reported = [];
  const controller = new Controller(document.body, words(), handedOver(), (what, value) => reported.push([what, value]));
  const connection = { ready: true, greeted: true, send: (/** @type {Command} */ command) => said.push(command), close: () => said.push("closed") };
  controller.connection = /** @type {any} */ (connection);
  try {
    await check(controller, said, reported);
  } finally {
    controller.remove();
  }
}

test("the space bar does what the stage is waiting for", () =>
  controlled((controller, said) => {
    for (const stage of /** @type {const} */ (["setup", "work", "paused", "rest"])) {
      controller.step(step({ stage }));
      controller.pressed("space");
    }
    equal(said, ["start", "pause", "resume", "pause"]);
  }));

test("escape closes the settings first, then the workout", () =>
  controlled((controller, said) => {
    controller.pressed("settings");
    controller.pressed("escape");
    equal([controller.hud.find(".settings").hidden, said], [true, []]);
    controller.pressed("escape");
    equal(said, ["stop"]);
  }));

test("who says that it hurts stops the set, and the page is told why", () =>
  controlled(async (controller, said, reported) => {
    controller.step(reps({ count: 2 }));
    controller.pressed("hurts");
    equal(said, ["stop"]);
    controller.finish("done", "a result");
    equal(reported, [["ended", { why: "hurts", result: "a result" }]]);
  }));

test("it hurts ends the set without a line, too, and no praise is heard", () =>
  controlled(async (controller, _, reported) => {
    /** @type {string[]} */
    const heard = [];
    controller.sound.say = (key) => heard.push(key);
    controller.connection = null;
    controller.pressed("hurts");
    controller.step(step({ stage: "done", say: "live.say.done" }));
    await new Promise((resolve) => setTimeout(resolve));
    equal([heard, reported], [[], [["ended", { why: "hurts", result: null }]]]);
  }));

test("what is not known is sent to nobody", () =>
  controlled((controller, said) => {
    controller.pressed("dance");
    for (const command of ["start", "pause", "resume", "skip"]) controller.pressed(command);
    equal(said, ["start", "pause", "resume", "skip"]);
  }));

test("a setting holds at once", () =>
  controlled((controller) => {
    controller.pressed("setting", { volume: 0.25 });
    controller.pressed("setting", { large: true });
    equal([controller.sound.settings.volume, controller.hud.dialog.classList.contains("large")], [0.25, true]);
    controller.pressed("mute");
    equal([controller.sound.muted, controller.hud.find("[data-do=mute]").getAttribute("aria-pressed")], [true, "true"]);
  }));

test("who has worked is offered the result when the connection is lost; who has not, another try", () =>
  controlled((controller) => {
    const ways = () => [...controller.hud.dialog.querySelectorAll(".ways button")].map((each) => each.getAttribute("data-do"));
    controller.stop("lost");
    equal(ways(), ["retry", "leave"]);
    controller.stop("token");
    equal(ways(), ["leave"]);
    controller.step(reps({ count: 1 }));
    controller.stop("lost");
    equal(ways(), ["show"]);
  }));

test("whoever leaves is reported, and everything is shut", () =>
  controlled(async (controller, said, reported) => {
    await controller.leave("stopped");
    equal([said.slice(0, 2), reported], [["stop", "closed"], [["ended", { why: "stopped", result: null }]]]);
    equal([controller.removed, document.querySelector("dialog.workout")], [true, null]);
  }));

test("a browser's own names for trouble with the camera are the visitor's", () => {
  equal(troubleOf(new DOMException("", "NotAllowedError")), "denied");
  equal(troubleOf(new DOMException("", "NotReadableError")), "in_use");
  equal(troubleOf(new DOMException("", "AnyOtherError")), "none");
  equal(troubleOf("whatever"), "none");
});

test("a JPEG is unpacked to its bytes", () => equal([...bytesOf(btoa("\xff\xd8ok"))], [255, 216, 111, 107]));

test("statistics are those of what was shown", () => {
  const stats = new Stats();
  equal([stats.summary().steps, stats.summary().fps, stats.summary().latency_ms], [0, 0, 0]);
  const now = performance.now();
  for (const ago of [30, 20, 10]) stats.shown(now - ago, ago);
  near(stats.summary().latency_ms, 20, 5);
  equal([stats.summary().steps, stats.summary().server_ms], [3, 20]);
  stats.reset();
  equal([stats.steps, stats.latency_ms], [0, []]);
});

test("the lighter model is a workout of its own, and the one given up is not taken up again", () =>
  controlled((controller, said, reported) => {
    Object.assign(controller, { ready: true, data: { ...handedOver(), token: "old" } });
    controller.pressed("lighter");
    equal([said, reported.map((each) => /** @type {unknown[]} */ (each)[0])], [["stop", "closed"], ["lighter"]]);
    controller.update(words(), { ...handedOver(), token: "old" });
    equal(controller.connection, null);
    controller.update(words(), { ...handedOver(), token: "new", lighter: false });
    equal(controller.connection?.url.endsWith("token=new"), true);
    equal(controller.hud.find(".too-slow button").hidden, true);
  }));
