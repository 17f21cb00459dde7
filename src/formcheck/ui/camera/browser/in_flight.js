const MOST = 2;
// What a picture's way to the pose model takes before (JPEG, socket, decoding) and after it (judging, socket).
const LEAD_MS = 25;
const NEWEST_WEIGHT = 0.2;

/**
 * Which pictures are on their way, and when the next may go. One more is sent shortly before the answer to the last is
 * due: the pose model then never waits for a picture, and no picture waits long for the pose model. All times are of
 * the page's own clock.
 */
export class InFlight {
  /** @type {Map<number, {capture_ms: number, sent_ms: number}>} */
  #pictures = new Map();
  #answer_ms = NaN;

  /** @param {number} seq @param {number} capture_ms @param {number} now_ms */
  sent(seq, capture_ms, now_ms) {
    this.#pictures.set(seq, { capture_ms, sent_ms: now_ms });
  }

  /**
   * An answer settles what was sent before it, too: the newest picture wins.
   *
   * @param {number} seq @param {number} now_ms
   * @returns {number} when the camera took the picture that is answered; NaN: not one of these
   */
  answered(seq, now_ms) {
    const { capture_ms, sent_ms } = this.#pictures.get(seq) ?? { capture_ms: NaN, sent_ms: NaN };
    for (const each of [...this.#pictures.keys()]) if (each <= seq) this.#pictures.delete(each);
    const took_ms = now_ms - sent_ms;
    if (Number.isNaN(this.#answer_ms)) this.#answer_ms = took_ms;
    else if (!Number.isNaN(took_ms)) this.#answer_ms += NEWEST_WEIGHT * (took_ms - this.#answer_ms);
    return capture_ms;
  }

  /** @param {number} now_ms @returns {number} until the next may go; 0: now; Infinity: after the next answer */
  wait_ms(now_ms) {
    const [last] = [...this.#pictures.values()].slice(-1);
    if (!last) return 0;
    if (this.#pictures.size >= MOST || Number.isNaN(this.#answer_ms)) return Infinity;
    return Math.max(0, last.sent_ms + this.#answer_ms - LEAD_MS - now_ms);
  }

  /** The connection broke: nothing that was sent is answered any more. */
  clear() {
    this.#pictures.clear();
    this.#answer_ms = NaN;
  }
}
