const LONG_SIDE_PX = 640;
const JPEG_QUALITY = 0.8;

/** Says when the video shows a new frame, and turns the newest into a JPEG. */
export class FrameSource {
  /** @param {HTMLVideoElement} video @param {() => void} onFresh */
  constructor(video, onFresh) {
    this.video = video;
    this.onFresh = onFresh;
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    this.fresh = false;
    this.capture_ms = -1;
    this.last_ms = -1;
    this.running = true;
    this.next();
  }

  next() {
    if (!this.running) return;
    if ("requestVideoFrameCallback" in this.video) {
      this.video.requestVideoFrameCallback((now, meta) => {
        this.seen(meta.captureTime ?? meta.presentationTime ?? now);
      });
    } else {
      const { video } = /** @type {{video: HTMLVideoElement}} */ (this);
      requestAnimationFrame((now) => this.seen(video.readyState >= 2 ? now : -1));
    }
  }

  /** @param {number} capture_ms when the camera took it, on the clock of `performance.now()` */
  seen(capture_ms) {
    this.next();
    if (capture_ms < 0) return;
    this.capture_ms = capture_ms;
    this.fresh = true;
    this.onFresh();
  }

  /** @returns {{capture_ms: number, jpeg: Uint8Array} | null} the newest frame, not mirrored */
  take() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!this.fresh || !width) return null;
    this.fresh = false;
    // Time must rise, also where a browser rounds it or a new camera brings a clock of its own.
    this.last_ms = Math.max(this.capture_ms, this.last_ms + 1);
    const scale = Math.min(1, LONG_SIDE_PX / Math.max(width, height));
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== w || this.canvas.height !== h) Object.assign(this.canvas, { width: w, height: h });
    this.context?.drawImage(this.video, 0, 0, w, h);
    // Not `toBlob`: it waits for idle moments. Measured beside a busy page: 20-26 ms, and 6 ms like this.
    const url = this.canvas.toDataURL("image/jpeg", JPEG_QUALITY);
    return { capture_ms: this.last_ms, jpeg: bytesOf(url.slice(url.indexOf(",") + 1)) };
  }

  stop() {
    this.running = false;
  }
}

/** @param {string} base64 @returns {Uint8Array} */
export function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  return Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
}
