/** Keeps the screen awake while an exercise runs. */
export class WakeLock {
  constructor() {
    this.wanted = false;
    /** @type {WakeLockSentinel | null | undefined} */
    this.lock = null;
    this.again = () => document.visibilityState === "visible" && this.wanted && this.on();
    document.addEventListener("visibilitychange", this.again);
  }

  async on() {
    this.wanted = true;
    this.lock = await navigator.wakeLock?.request("screen").catch(() => null);
  }

  off() {
    this.wanted = false;
    this.lock?.release();
    document.removeEventListener("visibilitychange", this.again);
  }
}
