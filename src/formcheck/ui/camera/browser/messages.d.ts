// Written by `make message-types` from adapters/live/messages.py; do not edit.

/** Share of the picture: x, y; 0..1, y down, not mirrored. */
export type Point = [number, number];

/**
 * The pacer. share: of the phase, which lasts phase_s.
 */
export interface BreathSaid {
  phase: "in" | "out";
  share: number;
  phase_s: number;
}

/**
 * One line of the set-up list.
 */
export interface CheckSaid {
  key: string;
  ok: boolean | null;
  fix: string | null;
}

/**
 * A command by button or key. None is needed: taking and leaving the position does the same.
 */
export type Command = "start" | "pause" | "resume" | "skip" | "stop";

/**
 * What the browser may say: a command, or that it is still there.
 */
export interface Do {
  do: Command | "ping";
}

/**
 * Last: under this id the page finds the result.
 */
export interface Done {
  kind: "done";
  result: string;
}

/**
 * First after the connection. resumed: the workout was under way already.
 */
export interface Hello {
  kind: "hello";
  exercise: string;
  lang: string;
  stage: Stage;
  resumed: boolean;
}

/**
 * The person's own left or right; `BOTH` where a movement uses both legs at once.
 */
export type Side = "left" | "right" | "both";

/**
 * Stage of a workout. Only in `WORK` is anything counted.
 */
export type Stage = "setup" | "countdown" | "work" | "rest" | "switch" | "paused" | "done";

/**
 * The answer to one picture. passes: null where nobody is to walk by.
 */
export interface StepSaid {
  kind: "step";
  seq: number;
  t_s: number;
  server_ms: number;
  stage: Stage;
  paused_by: "command" | "position" | null;
  checks: CheckSaid[];
  count: number;
  partial: number;
  passes: number | null;
  target_reps: number | null;
  held_s: number;
  lost_s: number;
  uncredited: string | null;
  target_s: number | null;
  set: number;
  sets: number;
  side: Side | null;
  left_s: number | null;
  breath: BreathSaid | null;
  reason: string | null;
  target: TargetSaid;
  tilt: Tilt;
  verdicts: Record<string, "ok" | "warn" | "fault" | "unseen">;
  cue: string | null;
  say: string | null;
  near: Side | null;
  pose: [number, number, number][] | null;
}

/**
 * The counted measure and where it should be; see `review.target`.  points: where its limb's end is
 * at 0, the joint (of a bar: that end at 0 again), where that end is now. band: where it is at low
 * and at high.
 */
export interface TargetSaid {
  name: string;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: "deg" | "ratio";
  state: "inside" | "below" | "above" | "unseen";
  shape: "arc" | "bar" | null;
  points: [Point, Point, Point] | null;
  band: [Point, Point] | null;
}

/**
 * Change of the pelvis from the own neutral; + anterior. way: which way that is, as far as it is
 * clear.  ok: ends of what the exercise calls good, null at an open end; null where it calls
 * nothing good.
 */
export interface Tilt {
  deg: number | null;
  sd: number | null;
  ok: [number | null, number | null] | null;
  way: "neutral" | "anterior" | "posterior" | null;
}
