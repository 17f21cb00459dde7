const KEPT = 4000;
const DROPPED = 1000;
const FPS_SPAN_MS = 10_000;

/** @param {number[]} list @param {number} share 0..1 @returns {number} 0 of an empty list */
function quantile(list, share) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

/** How quick it is: read by tests, by the benchmark, and by whoever opens the browser's console. */
export class Stats {
  steps = 0;
  sent = 0;
  /** @type {number[]} */ latency_ms = [];
  /** @type {number[]} */ server_ms = [];
  /** @type {number[]} */ encode_ms = [];
  /** @type {number[]} */ shown_at_ms = [];

  reset() {
    Object.assign(this, new Stats());
  }

  /** @param {number} capture_ms NaN: not known @param {number} server_ms */
  shown(capture_ms, server_ms) {
    const now = performance.now();
    this.steps += 1;
    if (!Number.isNaN(capture_ms)) this.latency_ms.push(now - capture_ms);
    this.server_ms.push(server_ms);
    this.shown_at_ms.push(now);
    for (const list of [this.latency_ms, this.server_ms, this.encode_ms, this.shown_at_ms]) {
      if (list.length > KEPT) list.splice(0, DROPPED);
    }
  }

  /** Frames answered and drawn in a second, over the last ten. */
  get fps() {
    const times = this.shown_at_ms.filter((each) => each > performance.now() - FPS_SPAN_MS);
    const [first, last] = [times[0], times.at(-1)];
    return first !== undefined && last !== undefined && last > first ? (1000 * (times.length - 1)) / (last - first) : 0;
  }

  summary() {
    return {
      steps: this.steps,
      sent: this.sent,
      fps: this.fps,
      latency_ms: quantile(this.latency_ms, 0.5),
      p95_ms: quantile(this.latency_ms, 0.95),
      server_ms: quantile(this.server_ms, 0.5),
      encode_ms: quantile(this.encode_ms, 0.5),
    };
  }
}
