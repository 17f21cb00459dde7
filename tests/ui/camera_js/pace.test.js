import { Pace } from "../../../src/formcheck/ui/camera/browser/pace.js";
import { equal, test } from "./harness.js";
import { step } from "./steps.js";

/** @param {Pace} pace @param {number} from_s @param {number} until_s @param {boolean | null} ok */
function feed(pace, from_s, until_s, ok) {
  for (let t_s = from_s; t_s < until_s; t_s += 0.125) {
    pace.update(step({ t_s, stage: "setup", checks: [{ key: "frame_rate", ok, fix: null }] }));
  }
  return pace.tooSlow;
}

test("a computer is too slow when it has been for two seconds", () => {
  const pace = new Pace();
  equal([feed(pace, 0, 1.5, false), feed(pace, 1.5, 2.5, false)], [false, true]);
});

test("quick enough for a moment changes nothing, and for long it does", () => {
  const pace = new Pace();
  equal([feed(pace, 0, 4, false), feed(pace, 4, 6, true), feed(pace, 6, 13, true)], [true, true, false]);
});

test("one that comes and goes is told", () => {
  const pace = new Pace();
  for (let t_s = 0; t_s < 12; t_s += 3) {
    feed(pace, t_s, t_s + 1.5, false);
    feed(pace, t_s + 1.5, t_s + 3, true);
  }
  equal(pace.tooSlow, true);
});

test("what is not looked at is not slow, and neither is what the set-up does not ask", () => {
  const pace = new Pace();
  equal(feed(pace, 0, 9, null), false);
  for (let t_s = 9; t_s < 20; t_s += 1) pace.update(step({ t_s, stage: "work", checks: [{ key: "frame_rate", ok: false, fix: null }] }));
  equal(pace.tooSlow, false);
});
