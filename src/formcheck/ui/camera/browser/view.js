/**
 * What is shown and heard of a step, as plain values: no element of the page is touched here.
 *
 * @import { Breath, Step, Tilt } from "./types.js"
 * @import { IconName } from "./icons.js"
 * @import { Words } from "./words.js"
 * @typedef {{state: "wait" | "ok" | "bad", icon: IconName, text: string, state_text: string, fix: string}} CheckRow
 * @typedef {{
 *   share: number, number: string, caption: string, label: string, icon: IconName | null, inside: boolean,
 *   resting: boolean, partial: string, passes: boolean,
 * }} Meter  the one big thing; share: 0..1 of the ring; passes: `partial` tells them, and nothing that did not count
 * @typedef {{phase: "in" | "out", scale: number, text: string, label: string}} BreathView
 * @typedef {{needle_deg: number, uncertainty: string, ok_range: string, text: string, label: string}} TiltView
 * @typedef {{kind: "" | "fix" | "hint" | "reason" | "cue", text: string, icon: IconName}} Notice
 * @typedef {{
 *   stage: Step["stage"], headline: string, checks: CheckRow[] | null, meter: Meter, breath: BreathView | null,
 *   tilt: TiltView | null, notice: Notice, centre: string,
 * }} View  checks: null outside the set-up
 */
import { dialArc, needleDeg, uncertaintyArc } from "./dial.js";

const CHECK_ICONS = /** @type {const} */ ({ wait: "wait", ok: "check", bad: "bad" });
const STATE_ICONS = /** @type {const} */ ({ inside: "check", below: "up", above: "down", unseen: "hidden" });
const SMALLEST_BREATH = 0.38;
const RING_UNCERTAINTY = 36;
const RING_SCALE = 48;
/** @type {Notice} */
const SILENT = { kind: "", text: "", icon: "check" };

/** @param {Step} step @returns {boolean} whether a rest or a change of sides is waited for */
export function isWaiting(step) {
  return step.stage === "rest" || step.stage === "switch";
}

/**
 * @param {Step} step @param {Words} words
 * @param {number} longest_s how long the wait under way was at its longest; 0 when none is
 * @returns {View}
 */
export function viewOf(step, words, longest_s) {
  return {
    stage: step.stage,
    headline: headlineOf(step, words),
    checks: step.stage === "setup" ? step.checks.map((check) => checkRow(check, words)) : null,
    meter: meterOf(step, words, longest_s),
    breath: step.breath && breathOf(step.breath, words),
    tilt: tiltOf(step.tilt, words),
    notice: noticeOf(step, words),
    centre: centreOf(step, words),
  };
}

/** @param {Step} step @param {Words} words */
function headlineOf(step, words) {
  const parts = step.sets > 1 ? [words.say("live.meter.set", { n: step.set, of: step.sets })] : [];
  if (step.side) parts.push(words.say(`side.${step.side}`));
  return parts.join(" · ");
}

/** @param {Step["checks"][number]} check @param {Words} words @returns {CheckRow} */
function checkRow({ key, ok, fix }, words) {
  const state = ok === null ? "wait" : ok ? "ok" : "bad";
  return {
    state,
    icon: CHECK_ICONS[state],
    text: words.say(`live.check.${key}`),
    state_text: words.say(`live.check_state.${state}`),
    fix: state === "bad" && words.has(fix) ? words.say(fix) : "",
  };
}

/** Repetitions, seconds held, or what is left of a rest. @param {Step} step @param {Words} words @param {number} longest_s @returns {Meter} */
function meterOf(step, words, longest_s) {
  const resting = isWaiting(step);
  return {
    ...(resting ? waitOf(step, words, longest_s) : step.target_s !== null ? holdOf(step, step.target_s, words) : repsOf(step, words)),
    icon: resting ? (step.stage === "switch" ? "turn" : "pause") : holdIcon(step),
    inside: step.stage === "work" && step.target.state === "inside" && !step.uncredited,
    resting,
    partial: asideOf(step, words),
    passes: step.passes !== null && !lost(step),
  };
}

/** Whole seconds that did not count. @param {Step} step */
function lost(step) {
  return Math.round(step.lost_s);
}

/** What did not count, beside what did; of steps, in how many passes they were made. @param {Step} step @param {Words} words */
function asideOf(step, words) {
  if (lost(step)) return words.say("live.meter.lost", { n: lost(step) });
  if (step.passes !== null) return words.say("live.meter.passes", { n: step.passes });
  return step.partial ? words.say("live.meter.partial", { n: step.partial }) : "";
}

/** @param {Step} step @param {Words} words @param {number} longest_s */
function waitOf(step, words, longest_s) {
  const left_s = step.left_s ?? 0;
  const left = Math.max(0, Math.ceil(left_s));
  return {
    share: left_s / (longest_s || 1),
    number: String(left),
    caption: words.say(step.stage === "switch" ? "live.meter.switch" : "live.stage.rest"),
    label: words.say("live.meter.left", { n: left }),
  };
}

/** @param {Step} step @param {number} target_s @param {Words} words */
function holdOf(step, target_s, words) {
  const held = Math.floor(step.held_s);
  return {
    share: step.held_s / target_s,
    number: String(held),
    caption: words.say("live.meter.of_seconds", { n: target_s }),
    label: words.say("live.meter.seconds", { n: held, of: target_s }),
  };
}

/** @param {Step} step @param {Words} words */
function repsOf(step, words) {
  return {
    share: step.count / (step.target_reps || 1),
    number: String(step.count),
    caption: words.say("live.meter.of_reps", { n: step.target_reps }),
    label: words.say(step.passes === null ? "live.meter.reps" : "live.meter.steps", { n: step.count, of: step.target_reps }),
  };
}

/** Of a hold: whether the clock runs. @param {Step} step @returns {IconName | null} */
function holdIcon(step) {
  if (step.target_s === null || step.stage !== "work") return null;
  return step.uncredited ? "bad" : STATE_ICONS[step.target.state];
}

/** @param {Breath} breath @param {Words} words @returns {BreathView} */
function breathOf({ phase, share }, words) {
  const full = phase === "in" ? share : 1 - share;
  const eased = 0.5 - 0.5 * Math.cos(Math.PI * full);
  return {
    phase,
    scale: SMALLEST_BREATH + (1 - SMALLEST_BREATH) * eased,
    text: words.say(`live.hint.breath_${phase}`),
    label: words.say("live.meter.breath"),
  };
}

/** The pelvis: a needle on a dial, its uncertainty as a wide band. @param {Tilt} tilt @param {Words} words @returns {TiltView | null} */
function tiltOf(tilt, words) {
  if (tilt.deg === null || tilt.way === null) return null;
  const sd_deg = tilt.sd ?? 0;
  const deg = Math.abs(Math.round(tilt.deg));
  return {
    needle_deg: needleDeg(tilt.deg),
    uncertainty: uncertaintyArc(tilt.deg, sd_deg, RING_UNCERTAINTY),
    ok_range: tilt.ok ? dialArc(tilt.ok[0], tilt.ok[1], RING_SCALE) : "",
    text: words.say(`live.meter.tilt_${tilt.way}`, { deg }),
    label: words.say(`live.meter.label_${tilt.way}`, { deg, sd: Math.ceil(2 * sd_deg) }),
  };
}

/** What is written below the picture, the most urgent thing first. @param {Step} step @param {Words} words @returns {Notice} */
function noticeOf(step, words) {
  switch (step.stage) {
    case "setup": {
      const first = step.checks.find((check) => check.ok === false && words.has(check.fix));
      return first?.fix ? { kind: "fix", text: words.say(first.fix), icon: "bad" } : SILENT;
    }
    case "countdown":
      return { kind: "hint", text: words.say("live.hint.countdown"), icon: "check" };
    case "paused": {
      const by = step.paused_by === "position" ? "position" : "command";
      return { kind: "hint", text: words.say(`live.hint.paused_${by}`), icon: "pause" };
    }
    case "rest":
      return { kind: "hint", text: words.say("live.hint.rest", { n: step.set, of: step.sets }), icon: "pause" };
    case "switch": {
      const side = words.say(`side.${step.side ?? "both"}`);
      return { kind: "hint", text: words.say("live.hint.switch", { side }), icon: "turn" };
    }
    case "work":
      return workNotice(step, words);
    default:
      return SILENT;
  }
}

/** @param {Step} step @param {Words} words @returns {Notice} */
function workNotice(step, words) {
  // Who walks by is out of the picture in every turn: there is nothing to put right.
  if (step.passes !== null && step.reason === "no_person") {
    return { kind: "hint", text: words.say("live.hint.walk_back"), icon: "turn" };
  }
  if (step.reason) {
    const why = `${words.say("overlay.cannot_judge")}: ${words.say(`gate.${step.reason}.what`)}`;
    return { kind: "reason", text: why, icon: "hidden" };
  }
  if (words.has(step.uncredited)) {
    const why = `${words.say("live.meter.uncredited")}: ${words.say(step.uncredited)}`;
    return { kind: "cue", text: why, icon: "bad" };
  }
  if (words.has(step.cue)) return { kind: "cue", text: words.say(step.cue), icon: "speak" };
  if (step.target_s && step.held_s >= step.target_s) {
    return { kind: "cue", text: words.say("live.say.come_out"), icon: "check" };
  }
  return SILENT;
}

/** A number or a word so big that it is read from anywhere. @param {Step} step @param {Words} words */
function centreOf(step, words) {
  if (step.stage === "countdown" && step.left_s !== null) return String(Math.max(1, Math.ceil(step.left_s)));
  return step.stage === "paused" ? words.say("live.stage.paused") : "";
}

/**
 * What is to be heard of a step: a sentence, and a number of the countdown or of a repetition.
 *
 * @param {Step} step @param {Step | null} before the step before it @param {Words} words
 * @returns {{say: string | null, countdown: number | null, count: number | null}} say: key of the sentence
 */
export function soundsOf(step, before, words) {
  const say = words.has(step.say) ? step.say : null;
  let countdown = null;
  if (step.stage === "countdown" && step.left_s !== null) {
    const now = Math.ceil(step.left_s);
    const was = before?.stage === "countdown" && before.left_s !== null ? Math.ceil(before.left_s) : Infinity;
    if (now < was && now >= 1 && now <= 3) countdown = now;
  }
  const counted = step.stage === "work" && step.count > (before?.count ?? 0) && !step.say;
  return { say, countdown, count: counted ? step.count : null };
}
