/** @import { Tilt } from "../../../src/formcheck/ui/camera/browser/types.js" */
import { dialArc, needleDeg, uncertaintyArc } from "../../../src/formcheck/ui/camera/browser/dial.js";
import { viewOf } from "../../../src/formcheck/ui/camera/browser/view.js";
import { assert, equal, near, test } from "./harness.js";
import { step, words } from "./steps.js";

/** @param {string} path @returns {number[]} degrees of tilt at the two ends of an arc */
function endsOf(path) {
  const found = path.match(/^M(\S+) (\S+)A(\S+) \S+ 0 0 1 (\S+) (\S+)$/)?.slice(1).map(Number) ?? [];
  const [x1 = NaN, y1 = NaN, , x2 = NaN, y2 = NaN] = found;
  return [[x1, y1], [x2, y2]].map(([x = NaN, y = NaN]) => ((Math.atan2(y - 64, x - 60) * 180) / Math.PI + 90) / 4);
}

/** @param {Tilt["ok"]} ok */
const tilt = (ok) => viewOf(step({ tilt: { deg: -3, sd: 2, ok, way: "posterior" } }), words(), 0).tilt;

test("what is painted as good is what the exercise's criterion says", () => {
  const [low = NaN, high = NaN] = endsOf(tilt([-5, 4])?.ok_range ?? "");
  near(low, -5, 0.1);
  near(high, 4, 0.1);
});

test("an open end goes on to the end of the dial", () => {
  const [low = NaN, high = NaN] = endsOf(tilt([null, 3])?.ok_range ?? "");
  near(low, -20, 0.1);
  near(high, 3, 0.1);
});

test("without a criterion nothing is painted as good", () => equal(tilt(null)?.ok_range, ""));

test("a pelvis that is not seen has no dial", () => {
  equal(viewOf(step({ tilt: { deg: null, sd: null, ok: [-5, 4], way: null } }), words(), 0).tilt, null);
});

test("the uncertainty is two standard deviations each way", () => {
  const [low = NaN, high = NaN] = endsOf(uncertaintyArc(-3, 2, 36));
  near(low, -7, 0.1);
  near(high, 1, 0.1);
});

test("a tilt off the scale stays at its end, and so does its uncertainty", () => {
  equal([needleDeg(60), needleDeg(20), needleDeg(-60)], [80, 80, -80]);
  const [low = NaN, high = NaN] = endsOf(uncertaintyArc(60, 2, 36));
  assert(low < high && high <= 22.1, `${low} to ${high}`);
  equal(dialArc(-99, 99, 48), dialArc(-22, 22, 48));
});

test("it is read out in words, whole degrees and two standard deviations", () => {
  const said = words();
  equal(tilt(null)?.label, said.say("live.meter.label_posterior", { deg: 3, sd: 4 }));
  equal(tilt(null)?.text, said.say("live.meter.tilt_posterior", { deg: 3 }));
  assert(!/[-+\u2212]/.test(tilt(null)?.text ?? ""), "the word says which way, and no sign says it again");
});
