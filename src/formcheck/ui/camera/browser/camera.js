/** Names of DOM exceptions, as the trouble that the visitor has. @type {Record<string, string>} */
const TROUBLES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  DevicesNotFoundError: "none",
  NotReadableError: "in_use",
  AbortError: "in_use",
  TrackStartError: "in_use",
};

/** The camera does not start; `key` is looked up under `live.trouble`. */
export class CameraError extends Error {
  /** @param {string} key */
  constructor(key) {
    super(key);
    this.key = key;
  }
}

/** @param {unknown} error @returns {string} the trouble that the visitor has */
export function troubleOf(error) {
  if (error instanceof CameraError) return error.key;
  return (error instanceof Error && TROUBLES[error.name]) || "none";
}

/** One camera: asked for, shown, watched. */
export class Camera {
  /** @param {HTMLVideoElement} video @param {() => void} onGone */
  constructor(video, onGone) {
    this.video = video;
    this.onGone = onGone;
    /** @type {MediaStream | null} */
    this.stream = null;
    this.lost = () => this.stream && this.onGone();
  }

  /** @param {string} [device] id of a camera; without it, the browser's choice */
  async start(device) {
    if (!window.isSecureContext) throw new CameraError("insecure");
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraError("unsupported");
    this.stop();
    const which = device ? { deviceId: { exact: device } } : { facingMode: "user" };
    const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...which, ...size }, audio: false });
    } catch (error) {
      throw new CameraError(troubleOf(error));
    }
    this.stream = stream;
    this.track?.addEventListener("ended", this.lost);
    this.video.srcObject = stream;
    await this.video.play().catch(() => {});
  }

  get track() {
    return this.stream?.getVideoTracks()[0] ?? null;
  }

  /** @returns {string | undefined} */
  get device() {
    return this.track?.getSettings().deviceId;
  }

  /** A camera that looks away from its screen shows others; that one is not mirrored. */
  get mirrored() {
    return this.track?.getSettings().facingMode !== "environment";
  }

  /** @returns {Promise<MediaDeviceInfo[]>} */
  async list() {
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    return all.filter((device) => device.kind === "videoinput");
  }

  stop() {
    const { stream } = this;
    this.stream = null;
    for (const track of stream?.getTracks() ?? []) {
      track.removeEventListener("ended", this.lost);
      track.stop();
    }
    this.video.srcObject = null;
  }
}
