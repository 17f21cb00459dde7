/** @import { Step } from "./types.js" */

const SLOW_FOR_S = 2;
const KEPT_S = 4;
const LONGEST_GAP_S = 1;

/**
 * Whether this computer cannot keep up, said once and for a while: a busy one is too slow now, and quick enough a
 * moment later.
 */
export class Pace {
  tooSlow = false;
  #slow_s = 0;
  #t_s = NaN;

  /** @param {Step} step */
  update({ t_s, stage, checks }) {
    const since_s = Math.min(LONGEST_GAP_S, Math.max(0, t_s - this.#t_s)) || 0;
    this.#t_s = t_s;
    if (stage !== "setup") return;
    const slow = checks.some(({ key, ok }) => key === "frame_rate" && ok === false);
    this.#slow_s = Math.min(KEPT_S, Math.max(0, this.#slow_s + (slow ? since_s : -since_s / 2)));
    this.tooSlow = this.#slow_s >= SLOW_FOR_S || (this.tooSlow && this.#slow_s > 0);
  }
}
