/** @import { Step } from "../../../src/formcheck/ui/camera/browser/types.js" */
import { soundsOf, viewOf } from "../../../src/formcheck/ui/camera/browser/view.js";
import { assert, equal, near, test } from "./harness.js";
import { reps, step, target, words } from "./steps.js";

const SAID = words();
/** @param {Step} shown @param {number} [longest_s] */
const view = (shown, longest_s = 0) => viewOf(shown, SAID, longest_s);
const BLOCKED = [
  { key: "whole_body", ok: true, fix: null },
  { key: "side_on", ok: false, fix: "gate.not_side_on.fix" },
  { key: "posture", ok: null, fix: null },
];

/** @param {unknown} shown @returns {string[]} every text in it */
function texts(shown) {
  if (typeof shown === "string") return [shown];
  return shown && typeof shown === "object" ? Object.values(shown).flatMap(texts) : [];
}

test("no stage shows a key instead of words", () => {
  const stages = /** @type {const} */ (["setup", "countdown", "work", "rest", "switch", "paused", "done"]);
  const tilt = { deg: -3.2, sd: 2, ok: /** @type {[null, number]} */ ([null, 3]), way: /** @type {const} */ ("posterior") };
  for (const stage of stages) {
    for (const make of [step, reps]) {
      const shown = view(make({
        stage, tilt, checks: BLOCKED, left_s: 3, partial: 1, paused_by: "position",
        breath: { phase: "out", share: 0.5, phase_s: 6 },
      }));
      for (const text of texts(shown)) assert(!/\b(live|gate|side|overlay)\.[a-z_]/.test(text), `${stage}: ${text}`);
      for (const text of texts(shown)) assert(!text.includes("{"), `${stage}: ${text}`);
    }
  }
});

test("a set of repetitions shows how many of how many", () => {
  const { meter } = view(reps({ count: 4, partial: 1 }));
  equal([meter.number, meter.share, meter.icon], ["4", 0.4, null]);
  equal(meter.caption, SAID.say("live.meter.of_reps", { n: 10 }));
  assert(meter.partial.includes("1"), meter.partial);
  equal(meter.passes, false);
});

test("a walk shows steps and passes, and who is turning outside the picture is not told to put it right", () => {
  const walk = { count: 9, passes: 2, target_reps: 16 };
  const { meter } = view(reps(walk));
  equal([meter.number, meter.partial, meter.passes], ["9", SAID.say("live.meter.passes", { n: 2 }), true]);
  equal(meter.label, SAID.say("live.meter.steps", { n: 9, of: 16 }));
  const { notice } = view(reps({ ...walk, reason: "no_person" }));
  equal([notice.kind, notice.text], ["hint", SAID.say("live.hint.walk_back")]);
  equal(view(reps({ ...walk, reason: "too_dark" })).notice.kind, "reason");
});

test("a hold shows whole seconds, and by a sign whether the clock runs", () => {
  const inside = view(step({ held_s: 12.9, target: target({ state: "inside" }) })).meter;
  equal([inside.number, inside.icon, inside.inside], ["12", "check", true]);
  near(inside.share, 12.9 / 30);
  /** @type {["below" | "above" | "unseen", string][]} */
  const signs = [["below", "up"], ["above", "down"], ["unseen", "hidden"]];
  for (const [state, icon] of signs) {
    const meter = view(step({ target: target({ state }) })).meter;
    equal([meter.icon, meter.inside], [icon, false]);
  }
});

test("a measure inside its zone is no praise outside of work", () => {
  equal(view(step({ stage: "paused", target: target({ state: "inside" }) })).meter.inside, false);
});

test("a rest runs down from its whole length", () => {
  const { meter } = view(step({ stage: "rest", left_s: 4.2 }), 15);
  equal([meter.number, meter.resting, meter.icon], ["5", true, "pause"]);
  near(meter.share, 4.2 / 15);
  equal(view(step({ stage: "switch", left_s: -1 }), 0).meter.number, "0");
});

test("the set-up lists its checks, and says below the picture what to do about the first that fails", () => {
  const { checks, notice } = view(step({ stage: "setup", checks: BLOCKED }));
  equal(checks?.map((row) => row.state), ["ok", "bad", "wait"]);
  equal(checks?.map((row) => Boolean(row.fix)), [false, true, false]);
  equal([notice.kind, notice.text], ["fix", SAID.say("gate.not_side_on.fix")]);
  equal(view(step()).checks, null);
});

test("why nothing can be judged stands before any cue", () => {
  const cue = "half_kneeling_stretch.cue.hold_it";
  const { notice } = view(step({ reason: "no_person", cue }));
  equal(notice.kind, "reason");
  assert(notice.text.includes(SAID.say("gate.no_person.what")), notice.text);
  equal(view(step({ cue })).notice, { kind: "cue", text: SAID.say(cue), icon: "speak" });
  equal(view(step({ cue: "of.another.exercise" })).notice.text, "");
});

test("who has held long enough is told to come out", () => {
  equal(view(step({ held_s: 30 })).notice.text, SAID.say("live.say.come_out"));
  equal(view(step({ held_s: 29.9 })).notice.text, "");
  equal(view(reps({ held_s: 99 })).notice.text, "");
});

test("seconds under a fault are shown apart, with what to do, and get no tick", () => {
  const uncredited = "half_kneeling_stretch.cue.arched_back";
  const { meter, notice } = view(step({ held_s: 10.4, lost_s: 7.6, uncredited, target: target({ state: "inside" }) }));
  equal([meter.number, meter.icon, meter.inside], ["10", "bad", false]);
  near(meter.share, 10.4 / 30);
  equal(meter.partial, SAID.say("live.meter.lost", { n: 8 }));
  assert(notice.text.startsWith(SAID.say("live.meter.uncredited")), notice.text);
  assert(notice.text.endsWith(SAID.say(uncredited)), notice.text);
});

test("the countdown is big, and never nought", () => {
  equal([2.2, 0.9, 0].map((left_s) => view(step({ stage: "countdown", left_s })).centre), ["3", "1", "1"]);
  equal(view(step()).centre, "");
});

test("the disc grows while breathing in and shrinks while breathing out", () => {
  const scale = (/** @type {"in" | "out"} */ phase, /** @type {number} */ share) =>
    view(step({ breath: { phase, share, phase_s: 4 } })).breath?.scale ?? 0;
  near(scale("in", 0), 0.38);
  near(scale("in", 1), 1);
  near(scale("out", 0), 1);
  near(scale("out", 0.25), scale("in", 0.75));
  equal(view(step()).breath, null);
});

test("a sentence is spoken once, when the server says it, and only if there are words", () => {
  equal(soundsOf(step({ say: "live.say.come_out" }), null, SAID).say, "live.say.come_out");
  equal(soundsOf(step({ say: "nobody.knows.this" }), null, SAID).say, null);
});

test("3, 2, 1 are counted, each once", () => {
  const at = (/** @type {number} */ left_s) => step({ stage: "countdown", left_s });
  /** @type {Step | null} */
  let before = null;
  const heard = [];
  for (const left_s of [3.4, 2.9, 2.5, 2.0, 1.7, 1.0, 0.4, 0]) {
    const now = at(left_s);
    heard.push(soundsOf(now, before, SAID).countdown);
    before = now;
  }
  equal(heard.filter((each) => each !== null), [3, 2, 1]);
});

test("a repetition is counted aloud, unless there is something to say", () => {
  const before = reps({ count: 2 });
  equal(soundsOf(reps({ count: 3 }), before, SAID).count, 3);
  equal(soundsOf(reps({ count: 2 }), before, SAID).count, null);
  equal(soundsOf(reps({ count: 3, say: "live.say.come_out" }), before, SAID).count, null);
  equal(soundsOf(reps({ count: 3, stage: "rest" }), before, SAID).count, null);
});
