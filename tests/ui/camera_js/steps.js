/**
 * Steps as the server sends them, to be changed in what a test is about.
 *
 * @import { Data, Step, Target } from "../../../src/formcheck/ui/camera/browser/types.js"
 */
import { Words } from "../../../src/formcheck/ui/camera/browser/words.js";

/** What the page hands over for a stretch, in English: the test's page has it from Python. @returns {Data} */
export function handedOver() {
  return /** @type {any} */ (window).handed;
}

/** @returns {Words} */
export function words() {
  return new Words(handedOver().words, handedOver().lang);
}

/** @param {Partial<Target>} [change] @returns {Target} */
export function target(change = {}) {
  return {
    name: "thigh_extension", value: 4, low: 9, high: 24, unit: "deg", state: "below", shape: "arc",
    points: [[0.5, 0.8], [0.5, 0.5], [0.48, 0.8]], band: [[0.45, 0.79], [0.38, 0.77]], ...change,
  };
}

/** @param {Partial<Step>} [change] @returns {Step} a hold at work, seen, without anything to say */
export function step(change = {}) {
  return {
    kind: "step", seq: 1, t_s: 10, server_ms: 20, stage: "work", paused_by: null, checks: [], count: 0, partial: 0, passes: null,
    target_reps: null, held_s: 0, lost_s: 0, uncredited: null, target_s: 30, set: 1, sets: 2, side: "left", left_s: null, breath: null, reason: null,
    target: target(), tilt: { deg: null, sd: null, ok: null, way: null }, verdicts: {}, cue: null, say: null, near: "left",
    pose: pose(), ...change,
  };
}

/** @param {Partial<Step>} [change] @returns {Step} repetitions at work */
export function reps(change = {}) {
  return step({ target_s: null, target_reps: 10, ...change });
}

/** @returns {[number, number, number][]} a body that stands in the middle of the picture */
function pose() {
  return Array.from({ length: 33 }, (_, row) => [0.5 + 0.02 * (row % 2), 0.2 + (0.6 * row) / 32, 1]);
}
