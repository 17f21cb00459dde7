import { Hud } from "../../../src/formcheck/ui/camera/browser/hud.js";
import { equal, test } from "./harness.js";
import { handedOver, reps, step, words } from "./steps.js";

/** @param {(hud: Hud, pressed: [string, unknown][]) => void} check */
function shown(check) {
  /** @type {[string, unknown][]} */
  const pressed = [];
  const hud = new Hud(document.body, words(), (what, value) => pressed.push([what, value]));
  hud.setWords(words(), handedOver());
  hud.open();
  try {
    check(hud, pressed);
  } finally {
    hud.remove();
  }
}

/** @param {Hud} hud */
const offered = (hud) => [...hud.dialog.querySelectorAll(".controls button:not([hidden])")].map((each) => each.getAttribute("data-do"));

/** @param {Hud} hud @param {string} selector */
const text = (hud, selector) => hud.find(selector).textContent;

test("the big number is that of the last step", () =>
  shown((hud) => {
    hud.show(reps({ count: 3 }));
    hud.show(reps({ count: 4, partial: 1 }));
    equal([text(hud, ".reading b"), hud.dialog.dataset.stage], ["4", "work"]);
    equal(hud.find(".meter").getAttribute("aria-label"), words().say("live.meter.reps", { n: 4, of: 10 }));
  }));

test("each stage has its buttons", () =>
  shown((hud) => {
    hud.show(step({ stage: "setup" }));
    equal([offered(hud), hud.find(".guide").hidden], [["start", "stop", "hurts"], false]);
    hud.show(step({ stage: "paused" }));
    equal([offered(hud), hud.find(".guide").hidden], [["resume", "skip", "stop", "hurts"], true]);
  }));

test("dial and breath are there when there is something to show", () =>
  shown((hud) => {
    hud.show(step());
    equal([hud.find(".tilt").hidden, hud.find(".breath").hidden], [true, true]);
    hud.show(step({ tilt: { deg: 2, sd: 1, ok: null, way: "anterior" }, breath: { phase: "in", share: 0, phase_s: 4 } }));
    equal([hud.find(".tilt").hidden, hud.find(".breath").hidden], [false, false]);
    equal(hud.find(".ok-range").getAttribute("d"), "");
  }));

test("a breath is heard once, when it turns", () =>
  shown((hud, pressed) => {
    const at = (/** @type {"in" | "out"} */ phase, /** @type {number} */ share) => step({ breath: { phase, share, phase_s: 4 } });
    for (const each of [at("in", 0), at("in", 0.5), at("out", 0), at("out", 0.9), at("in", 0)]) hud.show(each);
    equal(pressed.map(([what, value]) => [what, /** @type {any} */ (value).phase]), [["breath", "in"], ["breath", "out"], ["breath", "in"]]);
  }));

test("a rest is drawn from the longest it was, and the next one anew", () =>
  shown((hud) => {
    const ring = () => hud.find(".meter .fill").style.strokeDasharray;
    hud.show(step({ stage: "rest", left_s: 20 }));
    hud.show(step({ stage: "rest", left_s: 10 }));
    const half = ring();
    hud.show(step());
    hud.show(step({ stage: "switch", left_s: 8 }));
    equal([parseFloat(half), parseFloat(ring())], [50, 100]);
  }));

test("keys are told as what they do, unless something is typed or pressed", () =>
  shown((hud, pressed) => {
    const press = (/** @type {string} */ key, /** @type {Element} */ at = hud.dialog) =>
      at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
    for (const key of [" ", "n", "S", "Escape", "m", "f", "x"]) press(key);
    equal(pressed.map(([what]) => what), ["space", "skip", "stop", "escape", "mute", "full"]);
    pressed.length = 0;
    press("n", hud.find("[name=camera]"));
    press(" ", hud.find("[data-do=stop]"));
    press("Escape", hud.find("[name=camera]"));
    equal(pressed.map(([what]) => what), ["escape"]);
  }));

test("a trouble says what is wrong, what to do, and offers the ways out", () =>
  shown((hud, pressed) => {
    hud.trouble("denied", ["retry", "leave"]);
    equal(text(hud, ".trouble h2"), words().say("live.trouble.denied.what"));
    hud.find(".trouble [data-do=retry]").click();
    equal(pressed, [["retry", undefined]]);
    hud.trouble(null);
    equal(hud.find(".trouble").hidden, true);
  }));

test("a computer that is too slow is told so in the set-up, and offered the lighter model", () =>
  shown((hud, pressed) => {
    const at = (/** @type {number} */ t_s) => step({ t_s, stage: "setup", checks: [{ key: "frame_rate", ok: false, fix: null }] });
    hud.show(at(0));
    equal(hud.find(".too-slow").hidden, true);
    for (let t_s = 0.5; t_s < 3; t_s += 0.5) hud.show(at(t_s));
    equal([hud.find(".too-slow").hidden, text(hud, ".too-slow p")], [false, words().say("gate.low_frame_rate.fix_live")]);
    hud.find(".too-slow button").click();
    equal(pressed, [["lighter", undefined]]);
  }));

test("another language leaves nothing of the old one", () =>
  shown((hud) => {
    hud.show(reps({ stage: "rest", left_s: 5 }));
    const other = words();
    other.sentences = Object.fromEntries(Object.keys(other.sentences).map((key) => [key, `<${key}>`]));
    hud.setWords(other, handedOver());
    hud.show(reps({ stage: "rest", left_s: 5 }));
    equal(offered(hud), ["pause", "skip", "stop", "hurts"]);
    equal([text(hud, ".title b"), text(hud, ".of"), text(hud, ".cue")], ["<live.exercise.name>", "<live.stage.rest>", "<live.hint.rest>"]);
  }));
