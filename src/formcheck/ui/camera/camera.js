/**
 * The browser's side of the live coach.
 *
 * The browser owns the camera. It sends one small JPEG with its capture time over a WebSocket, gets one JSON
 * `Step` back, and draws it over its own sharp video. The next picture goes out only after the answer to the
 * last one: the newest wins, so latency cannot pile up. Pictures are sent as the camera sees them; only the
 * display is mirrored. Streamlit calls the default export at every rerun of the page: all that must survive a
 * rerun hangs on the parent element (see `mount`).
 *
 * Order of this file: words, icons, sound, camera, pictures, line, drawing, stage, coach, mount.
 *
 * @typedef {Record<string, string>} Sentences
 * @typedef {{voice: boolean, volume: number, large: boolean, tone: boolean, keep: boolean}} Settings
 * @typedef {{
 *   words: Sentences, lang: string, exercise: string, holds: boolean,
 *   pictures: {position: string, camera: string}, settings: Settings, path: string, token: string | null,
 * }} Data  what the page hands over; token is null until the visitor has pressed the button
 * @typedef {[number, number]} Point  share of the picture, 0..1, y down, not mirrored
 * @typedef {{
 *   name: string, value: number | null, low: number | null, high: number | null, unit: "deg" | "ratio",
 *   state: "inside" | "below" | "above" | "unseen", points: [Point, Point, Point] | null,
 *   band: [Point, Point] | null,
 * }} Judged
 * @typedef {{
 *   kind: "step", seq: number, t_s: number, server_ms: number, stage: string, paused_by: string | null,
 *   checks: {key: string, ok: boolean | null, fix: string | null}[], count: number, partial: number,
 *   target_reps: number | null, held_s: number, target_s: number | null, set: number, sets: number,
 *   side: "left" | "right" | "both" | null, left_s: number | null,
 *   breath: {phase: "in" | "out", share: number} | null, reason: string | null, judged: Judged | null,
 *   tilt: {deg: number | null, sd: number | null} | null, verdicts: Record<string, string>,
 *   cue: string | null, say: string | null, near: "left" | "right" | null,
 *   pose: [number, number, number][] | null,
 * }} Step
 */

// ------------------------------------------------------------------------------------------------- words

/** Turns keys into words; the page hands over all that may be needed, in one language. */
class Words {
  /** @param {Sentences} sentences @param {string} lang */
  constructor(sentences, lang) {
    this.sentences = sentences;
    this.lang = lang;
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [params] numbers are written as the language does
   */
  say(key, params = {}) {
    const sentence = this.sentences[key];
    if (sentence === undefined) return key;
    return sentence.replace(/\{(\w+)(?::[^}]*)?\}/g, (whole, name) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? value.toLocaleString(this.lang, { maximumFractionDigits: 1 }) : value;
    });
  }

  /** @param {string | null | undefined} key */
  has(key) {
    return Boolean(key) && key in this.sentences;
  }
}

// ------------------------------------------------------------------------------------------------- icons

/** Strokes on a 24 x 24 grid. They stand beside words and colours: no sign rests on colour alone. */
const ICONS = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  bad: "M12 4v10M12 18.5v.5",
  wait: "M6 12h.01M12 12h.01M18 12h.01",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
  skip: "M6 5l9 7-9 7zM18 5v14",
  stop: "M6 6h12v12H6z",
  sound: "M4 9.5v5h4l5 4v-13l-5 4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
  mute: "M4 9.5v5h4l5 4v-13l-5 4zM17 9.5l5 5M22 9.5l-5 5",
  gear: "M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  camera: "M4 7h11v10H4zM15 11l5-3v8l-5-3z",
  hidden: "M4 4l16 16M9.5 5.8A10 10 0 0 1 12 5.5c5 0 8.500 4 9.500 6.500a13 13 0 0 1-3 4M6 7.500A13 13 0 0 0 2.500 12c1 2.500 4.500 6.500 9.500 6.500a10 10 0 0 0 4-.8",
  speak: "M4 5h16v11H11l-4 4v-4H4z",
  turn: "M20 12a8 8 0 1 1-3-6.200M20 3v4.500h-4.500",
  link: "M9 15l6-6M10.500 6.500l2-2a4.200 4.200 0 0 1 6 6l-2 2M13.500 17.500l-2 2a4.200 4.200 0 0 1-6-6l2-2",
  record: "M12 8.500a3.500 3.500 0 1 0 .01 0z",
  close: "M6 6l12 12M18 6L6 18",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
};

/** @param {keyof typeof ICONS} name */
function icon(name) {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
}

// ------------------------------------------------------------------------------------------------- sound

/** Notes for what is heard where there is no voice, and for what is quicker than a word: [Hz, start s, length s]. */
const TUNES = {
  tick: [[880, 0, 0.09]],
  go: [[660, 0, 0.1], [990, 0.12, 0.22]],
  count: [[740, 0, 0.1]],
  cue: [[520, 0, 0.14], [520, 0.2, 0.14]],
  rest: [[660, 0, 0.16], [495, 0.18, 0.3]],
  done: [[523, 0, 0.16], [659, 0.16, 0.16], [784, 0.32, 0.4]],
  trouble: [[300, 0, 0.3]],
};
const TUNE_OF = { go: "go", resumed: "go", rest: "rest", switch: "rest", come_out: "rest", done: "done" };
const BREATH_HZ = { in: 262, out: 196 };
const BREATH_S = { in: 4, out: 6 };

/** Speaks, or plays tones where the browser has no voice for the language. */
class Sound {
  /** @param {Words} words @param {Settings} settings */
  constructor(words, settings) {
    this.words = words;
    this.muted = false;
    this.apply(settings);
    /** @type {AudioContext | null} */
    this.audio = null;
    this.spoken = []; // for tests and for the log of a set: what was said
  }

  /** @param {Settings} settings */
  apply(settings) {
    this.voice = settings.voice;
    this.volume = settings.volume;
    this.breathing = settings.tone;
  }

  /** Must be called from a click: browsers let a page sound only then. */
  unlock() {
    const Audio = window.AudioContext ?? window.webkitAudioContext;
    if (!this.audio && Audio) this.audio = new Audio();
    this.audio?.resume();
    window.speechSynthesis?.getVoices(); // some browsers load their voices at the first question
  }

  get audible() {
    return this.voice && !this.muted && this.volume > 0;
  }

  /** @returns {SpeechSynthesisVoice | undefined} */
  get speaker() {
    const voices = window.speechSynthesis?.getVoices() ?? [];
    const ours = voices.filter((each) => each.lang.toLowerCase().startsWith(this.words.lang));
    // A voice on this device: no word is sent to a server to be spoken.
    return ours.find((each) => each.localService);
  }

  /** @param {string} key @param {{urgent?: boolean}} [how] urgent: what is being said is cut off */
  say(key, { urgent = false } = {}) {
    this.utter(this.words.say(key), TUNE_OF[key.split(".").at(-1)] ?? "cue", urgent);
  }

  /** @param {number} number of a repetition, or of a countdown */
  count(number, tune = "count") {
    // A number that would come late helps nobody: it is left out while something is being said.
    if (window.speechSynthesis?.speaking && this.speaker) return;
    this.utter(String(number), tune, false);
  }

  /** @param {string} text @param {keyof typeof TUNES} tune @param {boolean} urgent */
  utter(text, tune, urgent) {
    if (!this.audible) return;
    this.spoken.push(text);
    const speaker = this.speaker;
    if (!speaker) return this.play(TUNES[tune]);
    if (urgent) window.speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(text);
    Object.assign(utterance, { voice: speaker, lang: speaker.lang, volume: this.volume, rate: 1 });
    utterance.onerror = (event) => {
      if (!["interrupted", "canceled"].includes(event.error)) this.play(TUNES[tune]);
    };
    window.speechSynthesis.speak(utterance);
  }

  /** @param {"in" | "out"} phase A soft tone that swells and fades with the breath. */
  breathe(phase) {
    if (!this.breathing || !this.audible) return;
    this.play([[BREATH_HZ[phase], 0, BREATH_S[phase] * 0.9]], 0.25, BREATH_S[phase] * 0.4);
  }

  /** @param {number[][]} notes @param {number} [level] @param {number} [attack_s] */
  play(notes, level = 0.5, attack_s = 0.015) {
    const audio = this.audio;
    if (!audio || this.muted) return;
    for (const [hz, start_s, length_s] of notes) {
      const from = audio.currentTime + start_s;
      const tone = new OscillatorNode(audio, { frequency: hz, type: "sine" });
      const gain = new GainNode(audio, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(level * this.volume, from + attack_s);
      gain.gain.linearRampToValueAtTime(0, from + length_s);
      tone.connect(gain).connect(audio.destination);
      tone.start(from);
      tone.stop(from + length_s + 0.05);
    }
  }

  close() {
    window.speechSynthesis?.cancel();
    this.audio?.close();
    this.audio = null;
  }
}

// ------------------------------------------------------------------------------------------------- camera

const LONG_SIDE_PX = 640;

/** Names of DOM exceptions, as the trouble that the visitor has. */
const CAMERA_TROUBLE = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  DevicesNotFoundError: "none",
  NotReadableError: "in_use",
  AbortError: "in_use",
  TrackStartError: "in_use",
};

/** What keeps the visitor from going on; `key` is looked up under `live.trouble`. */
class Trouble extends Error {
  /** @param {string} key */
  constructor(key) {
    super(key);
    this.key = key;
  }
}

/** One camera: asked for, shown, watched. */
class Camera {
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
    if (!window.isSecureContext) throw new Trouble("insecure");
    if (!navigator.mediaDevices?.getUserMedia) throw new Trouble("unsupported");
    this.stop();
    const which = device ? { deviceId: { exact: device } } : { facingMode: "user" };
    const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...which, ...size }, audio: false });
    } catch (error) {
      throw new Trouble(CAMERA_TROUBLE[error.name] ?? "none");
    }
    this.stream = stream;
    this.track.addEventListener("ended", this.lost);
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

/** Records the camera in the browser, and saves the file on this device at the end. */
class Film {
  /** @param {string} name of the file, without ending */
  constructor(name) {
    this.name = name;
    /** @type {MediaRecorder[]} */
    this.recorders = [];
    /** @type {Promise<Blob>[]} */
    this.parts = [];
  }

  /** @param {MediaStream} stream A camera that came back makes a further file. */
  start(stream) {
    if (!window.MediaRecorder) return;
    const mimeType = ["video/mp4", "video/webm"].find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: 2_500_000 });
    /** @type {Blob[]} */
    const chunks = [];
    recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
    this.parts.push(
      new Promise((resolve) => {
        recorder.addEventListener("stop", () => resolve(new Blob(chunks, { type: mimeType })));
      }),
    );
    recorder.start(1000);
    this.recorders.push(recorder);
  }

  async save() {
    for (const recorder of this.recorders) if (recorder.state !== "inactive") recorder.stop();
    const films = (await Promise.all(this.parts)).filter((film) => film.size > 0);
    films.forEach((film, n) => {
      const ending = film.type.startsWith("video/mp4") ? "mp4" : "webm";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(film);
      link.download = `${this.name}${n ? `-${n + 1}` : ""}.${ending}`;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
    this.recorders = [];
    this.parts = [];
  }
}

// ------------------------------------------------------------------------------------------------- pictures

/** Says when the video shows a new picture, and turns the newest into a JPEG. */
class Pictures {
  /** @param {HTMLVideoElement} video @param {() => void} onFresh */
  constructor(video, onFresh) {
    this.video = video;
    this.onFresh = onFresh;
    this.canvas = document.createElement("canvas");
    this.pen = this.canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    this.fresh = false;
    this.capture_ms = -1;
    this.last_ms = -1;
    this.running = true;
    this.next();
  }

  next() {
    if (!this.running) return;
    if (this.video.requestVideoFrameCallback) {
      this.video.requestVideoFrameCallback((now, meta) => {
        this.seen(meta.captureTime ?? meta.presentationTime ?? now);
      });
    } else {
      requestAnimationFrame((now) => this.seen(this.video.readyState >= 2 ? now : -1));
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

  /** @returns {{capture_ms: number, jpeg: Uint8Array} | null} the newest picture, unmirrored */
  take() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!this.fresh || !width) return null;
    this.fresh = false;
    // Time must rise, also where a browser rounds it or a new camera brings a clock of its own.
    this.last_ms = Math.max(this.capture_ms, this.last_ms + 1);
    const scale = Math.min(1, LONG_SIDE_PX / Math.max(width, height));
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== w || this.canvas.height !== h) Object.assign(this.canvas, { width: w, height: h });
    this.pen.drawImage(this.video, 0, 0, w, h);
    // Not `toBlob`: it waits for idle moments. Measured beside a busy page: 20-26 ms, and 6 ms like this.
    const url = this.canvas.toDataURL("image/jpeg", 0.8);
    return { capture_ms: this.last_ms, jpeg: bytesOf(url.slice(url.indexOf(",") + 1)) };
  }

  stop() {
    this.running = false;
  }
}

/** @param {string} base64 */
function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  return Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
}

// ------------------------------------------------------------------------------------------------- line

const HEADER_BYTES = 16;
const RESUME_MS = 10_000;
const RETRY_MS = 500;
const PING_MS = 5_000;

/** Close codes after which trying again would not help, as the trouble that the visitor has. */
const CLOSED = {
  4400: "server",
  4401: "token",
  4403: "server",
  4408: "idle",
  4409: "elsewhere",
  4413: "server",
  4429: "server",
  4503: "busy",
  1011: "server",
};

/** The WebSocket: one picture at a time, and a line that broke is picked up again within ten seconds. */
class Line {
  /**
   * @param {string} path @param {string} token
   * @param {{message: (message: any) => void, free: () => void, broken: () => void, back: () => void,
   *   ended: (trouble: string) => void}} on
   */
  constructor(path, token, on) {
    this.on = on;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.url = `${scheme}://${location.host}${path}?token=${encodeURIComponent(token)}`;
    this.seq = 0;
    this.waiting = false;
    this.finished = false;
    this.broken_ms = 0;
    this.last_sent_ms = 0;
    this.greeted = false;
    this.open(false);
    // A paused or hidden page sends no pictures; without a word now and then it would be taken for gone.
    this.pinging = setInterval(() => {
      if (performance.now() - this.last_sent_ms > PING_MS) this.tell("ping");
    }, PING_MS);
  }

  /** @param {boolean} resume */
  open(resume) {
    const socket = new WebSocket(resume ? `${this.url}&resume=1` : this.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onmessage = (event) => {
      if (socket === this.socket) this.hear(JSON.parse(event.data));
    };
    socket.onclose = (event) => {
      if (socket === this.socket && !this.finished) this.lost(event.code);
    };
  }

  /** @param {any} message */
  hear(message) {
    if (message.kind === "hello") {
      const again = this.broken_ms > 0;
      this.greeted = true;
      this.broken_ms = 0;
      this.waiting = false;
      if (again) this.on.back();
    }
    if (message.kind === "step") this.waiting = false;
    if (message.kind === "done") this.finished = true;
    this.on.message(message);
    if (!this.waiting && !this.finished) this.on.free();
  }

  /** @param {number} code */
  lost(code) {
    this.waiting = true;
    const trouble = CLOSED[code];
    if (trouble && !(trouble === "token" && this.broken_ms)) return this.end(trouble);
    const now = performance.now();
    if (!this.broken_ms) {
      this.broken_ms = now;
      this.on.broken();
    }
    if (now - this.broken_ms > RESUME_MS) return this.end("lost");
    setTimeout(() => !this.finished && this.open(this.greeted), RETRY_MS);
  }

  /** @param {string} trouble */
  end(trouble) {
    this.close();
    this.on.ended(trouble);
  }

  get free() {
    return this.greeted && !this.waiting && !this.finished && this.socket.readyState === WebSocket.OPEN;
  }

  /** @param {number} capture_ms @param {Uint8Array} jpeg @returns {number} its number, -1 when not sent */
  sendPicture(capture_ms, jpeg) {
    if (this.socket.readyState !== WebSocket.OPEN) return -1;
    const message = new Uint8Array(HEADER_BYTES + jpeg.byteLength);
    const header = new DataView(message.buffer);
    this.seq += 1;
    header.setFloat64(0, capture_ms, true);
    header.setUint32(8, this.seq, true);
    header.setUint32(12, 0, true);
    message.set(jpeg, HEADER_BYTES);
    this.socket.send(message);
    this.last_sent_ms = performance.now();
    return this.seq;
  }

  /** @param {"start" | "pause" | "resume" | "skip" | "stop" | "ping"} command */
  tell(command) {
    if (!this.greeted || this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ do: command }));
    this.last_sent_ms = performance.now();
  }

  close() {
    this.finished = true;
    clearInterval(this.pinging);
    this.socket.onclose = null;
    this.socket.close();
  }
}

/** How quick it is: read by tests, by the bench, and by whoever opens the browser's console. */
class Stats {
  constructor() {
    this.reset();
  }

  reset() {
    this.steps = 0;
    this.sent = 0;
    /** @type {number[]} */ this.latency_ms = [];
    /** @type {number[]} */ this.server_ms = [];
    /** @type {number[]} */ this.encode_ms = [];
    /** @type {number[]} */ this.shown_at_ms = [];
  }

  /** @param {number} capture_ms @param {number} server_ms */
  shown(capture_ms, server_ms) {
    const now = performance.now();
    this.steps += 1;
    this.latency_ms.push(now - capture_ms);
    this.server_ms.push(server_ms);
    this.shown_at_ms.push(now);
    for (const list of [this.latency_ms, this.server_ms, this.encode_ms, this.shown_at_ms]) {
      if (list.length > 4000) list.splice(0, 1000);
    }
  }

  /** Pictures answered and drawn in a second, over the last ten. */
  get fps() {
    const times = this.shown_at_ms.filter((each) => each > performance.now() - 10_000);
    return times.length > 1 ? (1000 * (times.length - 1)) / (times.at(-1) - times[0]) : 0;
  }

  summary() {
    const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
    const latency_ms = median(this.latency_ms);
    return {
      steps: this.steps,
      sent: this.sent,
      fps: this.fps,
      latency_ms,
      p95_ms: [...this.latency_ms].sort((a, b) => a - b)[Math.floor(this.latency_ms.length * 0.95)] ?? 0,
      server_ms: median(this.server_ms),
      encode_ms: median(this.encode_ms),
    };
  }
}

// ------------------------------------------------------------------------------------------------- drawing

// Blue, yellow and orange stay apart for every kind of colour vision, and each has its own stroke as well.
const TONE = { unseen: "#56b4e9", ok: "#56b4e9", warn: "#f0c83c", fault: "#f07828" };
const WHITE = "#ffffff";
const INK = "rgba(12, 18, 26, .72)";
const FAR = "#b0becc";
const GREY = "#c3cfdb";
const LEGS = { left: [23, 25, 27, 29, 31, 27], right: [24, 26, 28, 30, 32, 28] };
const TRUNK = [[11, 12, 24, 23, 11], [11, 13, 15], [12, 14, 16], [7, 11], [8, 12]];
const WORST = ["fault", "warn", "ok", "unseen"];

/** @param {Record<string, string>} verdicts @returns {keyof typeof TONE} */
function worst(verdicts) {
  const said = new Set(Object.values(verdicts ?? {}));
  return /** @type {keyof typeof TONE} */ (WORST.find((each) => said.has(each)) ?? "unseen");
}

const GRID_PX = 96;

/**
 * Draws over the picture, only when a new step came: no loop of its own. The canvas is no larger than the body
 * needs: where no graphics processor helps, laying a clear canvas over a whole video costs as much as the video.
 */
class Drawing {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.mirrored = true;
    this.fit({ x: 0, y: 0, width: 1, height: 1 });
  }

  /** @param {{x: number, y: number, width: number, height: number}} box of the picture on the stage, CSS pixels */
  fit(box) {
    this.box = box;
    this.scale = Math.min(2, window.devicePixelRatio || 1);
    this.unit = Math.max(2, (Math.min(box.width, box.height) * this.scale) / 150);
    this.region = { x: 0, y: 0, width: 0, height: 0 };
  }

  /** @param {number[]} point @returns {Point} in pixels of the whole picture */
  at(point) {
    const x = this.mirrored ? 1 - point[0] : point[0];
    return [x * this.box.width * this.scale, point[1] * this.box.height * this.scale];
  }

  /** Lay the canvas where these points are, and clear it. @param {Point[]} points */
  cover(points) {
    const margin = this.unit * 26;
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const least = (/** @type {number[]} */ of) => Math.floor((Math.min(...of) - margin) / GRID_PX) * GRID_PX;
    const most = (/** @type {number[]} */ of) => Math.ceil((Math.max(...of) + margin) / GRID_PX) * GRID_PX;
    const wanted = { x: least(xs), y: least(ys), width: most(xs) - least(xs), height: most(ys) - least(ys) };
    const now = this.region;
    const inside =
      wanted.x >= now.x && wanted.y >= now.y && wanted.x + wanted.width <= now.x + now.width &&
      wanted.y + wanted.height <= now.y + now.height;
    if (inside && now.width * now.height < 2 * wanted.width * wanted.height) return this.clear();
    this.region = wanted;
    const px = (/** @type {number} */ value) => `${value / this.scale}px`;
    Object.assign(this.canvas, { width: wanted.width, height: wanted.height });
    Object.assign(this.canvas.style, {
      left: px(wanted.x + this.box.x * this.scale),
      top: px(wanted.y + this.box.y * this.scale),
      width: px(wanted.width),
      height: px(wanted.height),
    });
    this.pen.setTransform(1, 0, 0, 1, -wanted.x, -wanted.y);
  }

  clear() {
    const { x, y, width, height } = this.region;
    this.pen.clearRect(x, y, width, height);
  }

  /** @param {Step} step */
  draw(step) {
    if (!step.pose) return this.clear();
    this.cover(step.pose.map((point) => this.at(point)));
    const judged = step.reason === null && step.stage === "work";
    const tone = judged ? TONE[worst(step.verdicts)] : GREY;
    this.pen.globalAlpha = step.stage === "work" || step.stage === "setup" || step.stage === "countdown" ? 1 : 0.45;
    this.skeleton(step.pose, step.near ?? "left", tone);
    if (judged && step.judged?.points) this.target(step.judged, tone);
    this.pen.globalAlpha = 1;
  }

  /** @param {[number, number, number][]} pose @param {"left" | "right"} near @param {string} tone */
  skeleton(pose, near, tone) {
    const chain = (/** @type {number[]} */ rows, /** @type {string} */ colour, /** @type {number} */ width) =>
      this.line(rows.map((row) => this.at(pose[row])), colour, width);
    chain(LEGS[near === "left" ? "right" : "left"], FAR, this.unit);
    for (const rows of TRUNK) chain(rows, WHITE, this.unit);
    const leg = LEGS[near];
    chain(leg, tone, this.unit * 1.1);
    chain(leg.slice(0, 3), tone, this.unit * 2.2);
    for (const row of leg.slice(0, 3)) this.dot(this.at(pose[row]), this.unit * 2.1);
  }

  /** The judged angle: where it should be as a band, where it is as a hand, like on a dial. @param {Judged} judged */
  target(judged, tone) {
    const [from, joint, end] = judged.points.map((point) => this.at(point));
    const band = judged.band?.map((point) => this.at(point));
    const straight = Math.hypot(from[0] - joint[0], from[1] - joint[1]) < this.unit;
    if (straight) return band && this.bar(band, end, judged.state);
    const { pen, unit } = this;
    const angle = (/** @type {number[]} */ p) => Math.atan2(p[1] - joint[1], p[0] - joint[0]);
    const radius = Math.hypot(end[0] - joint[0], end[1] - joint[1]) * 0.78;
    if (band) {
      const [low, high] = band.map(angle);
      const turn = wrapped(high - low);
      this.arc(joint, radius, low, low + turn, INK, unit * 10);
      this.arc(joint, radius, low, low + turn, judged.state === "inside" ? TONE.ok : WHITE, unit * 8, 0.85);
      this.ray(joint, radius + unit * 5, low, unit * 0.8);
    }
    this.line([joint, along(joint, angle(from), radius * 0.9)], WHITE, unit * 0.6, [unit * 2, unit * 2]);
    const hand = angle(end);
    this.line([joint, along(joint, hand, radius + unit * 6)], tone, unit * 1.6);
    pen.beginPath();
    pen.arc(...along(joint, hand, radius), unit * 2.6, 0, 2 * Math.PI);
    pen.fillStyle = tone;
    pen.fill();
    pen.lineWidth = unit;
    pen.strokeStyle = WHITE;
    pen.stroke();
  }

  /** A target height: a band beside the limb, the line to be reached, and a marker where it is now. */
  bar(band, now, state) {
    const { pen, unit } = this;
    const [low, high] = band;
    const half = unit * 3.5;
    const before = pen.globalAlpha;
    pen.globalAlpha = before * 0.8;
    pen.fillStyle = state === "inside" ? TONE.ok : WHITE;
    pen.fillRect(now[0] - half, Math.min(low[1], high[1]), half * 2, Math.abs(high[1] - low[1]));
    pen.globalAlpha = before;
    this.line([[now[0] - half * 3.5, low[1]], [now[0] + half * 3.5, low[1]]], WHITE, unit * 1.2);
    this.dot(now, unit * 3.2);
  }

  line(points, colour, width, dash = []) {
    const { pen } = this;
    const path = () => {
      pen.beginPath();
      points.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    };
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.setLineDash(dash);
    if (!dash.length) {
      path();
      pen.strokeStyle = INK;
      pen.lineWidth = width + this.unit;
      pen.stroke();
    }
    path();
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
    pen.setLineDash([]);
  }

  arc(centre, radius, from, to, colour, width, alpha = 1) {
    const { pen } = this;
    const before = pen.globalAlpha;
    pen.globalAlpha = before * alpha;
    pen.beginPath();
    pen.arc(centre[0], centre[1], radius, from, to, to < from);
    pen.lineCap = "butt";
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
    pen.globalAlpha = before;
  }

  ray(centre, radius, angle, width) {
    this.line([along(centre, angle, radius * 0.78), along(centre, angle, radius)], WHITE, width);
  }

  dot([x, y], radius) {
    const { pen } = this;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = WHITE;
    pen.fill();
    pen.lineWidth = this.unit * 0.8;
    pen.strokeStyle = INK;
    pen.stroke();
  }
}

/** @param {number} angle in radians @returns {number} the same, between -pi and pi */
function wrapped(angle) {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

/** @returns {Point} `length` away from a point, in the direction of an angle */
function along([x, y], angle, length) {
  return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
}

// ------------------------------------------------------------------------------------------------- stage

const BUTTONS = [
  ["start", "play", "Space"],
  ["pause", "pause", "Space"],
  ["resume", "play", "Space"],
  ["skip", "skip", "N"],
  ["stop", "stop", "S"],
];
const TOOLS = [["mute", "sound"], ["settings", "gear"], ["full", "full"]];
/** Which buttons make sense in which stage. */
const OFFERED = {
  camera: ["stop"],
  setup: ["start", "stop"],
  countdown: ["pause", "stop"],
  work: ["pause", "skip", "stop"],
  rest: ["pause", "skip", "stop"],
  switch: ["pause", "skip", "stop"],
  paused: ["resume", "skip", "stop"],
};

const MARKUP = `
<div class="scene">
  <video playsinline muted></video>
  <canvas class="drawing"></canvas>
  </div>
<div class="hud">
  <header class="bar">
    <div class="title"><b data-of="name"></b><span data-of="set"></span></div>
    <div class="film" hidden></div>
    <div class="tools"></div>
  </header>
  <div class="meters">
    <section class="meter" role="img">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="plate" cx="60" cy="60" r="59"/>
        <circle class="track" cx="60" cy="60" r="52"/>
        <circle class="fill" cx="60" cy="60" r="52" pathLength="100"/>
      </svg>
      <div class="reading"><span class="mark"></span><b></b><span class="of"></span></div>
    </section>
    <p class="partial" aria-hidden="true"></p>
  </div>
  <div class="gauges">
    <section class="breath" role="img" hidden>
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="limit" cx="60" cy="60" r="56"/><circle class="lung" cx="60" cy="60" r="54"/>
      </svg>
      <span></span>
    </section>
    <section class="tilt" role="img" hidden>
      <svg viewBox="4 8 112 62" aria-hidden="true">
        <path class="scale" d="M12 64A48 48 0 0 1 108 64"/>
        <path class="good"/><path class="doubt"/><path class="hand" d="M60 64V20"/>
        <circle class="hub" cx="60" cy="64" r="5"/>
      </svg>
      <span></span>
    </section>
  </div>
  <div class="big" aria-hidden="true"></div>
  <p class="cue" role="status"></p>
  <footer class="controls"></footer>
</div>
<section class="sheet guide" hidden>
  <h2></h2>
  <p class="hint"></p>
  <div class="pictures"><div class="position"></div><div class="place"></div></div>
  <p class="position-words"></p>
  <ul class="checks"></ul>
</section>
<section class="sheet settings" hidden>
  <h2></h2>
  <label class="row"><span data-word="live.setting.voice"></span><input type="checkbox" name="voice" role="switch"></label>
  <label class="row"><span data-word="live.setting.volume"></span><input type="range" name="volume" min="0" max="1" step="0.05"></label>
  <label class="row"><span data-word="live.setting.tone"></span><input type="checkbox" name="tone" role="switch"></label>
  <label class="row"><span data-word="live.setting.large"></span><input type="checkbox" name="large" role="switch"></label>
  <label class="row"><span data-word="live.setting.camera"></span><select name="camera"></select></label>
  <p class="no-voice" data-word="live.setting.no_voice" hidden></p>
  <h3 data-word="live.key.title"></h3>
  <dl class="keys"></dl>
  <button type="button" class="wide" data-do="settings"></button>
</section>
<section class="sheet trouble" role="alertdialog" hidden>
  <div class="sign"></div>
  <h2></h2>
  <p></p>
  <div class="ways"></div>
</section>
<p class="aloud" aria-live="assertive"></p>
`;

/** All that is seen. It gets steps and knows nothing of sockets; it tells `on` what was pressed. */
class Stage {
  /** @param {HTMLElement | ShadowRoot} parent @param {(what: string, value?: any) => void} on */
  constructor(parent, on) {
    this.on = on;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "stage";
    this.dialog.tabIndex = -1;
    this.dialog.innerHTML = MARKUP;
    parent.append(this.dialog);
    this.find = (/** @type {string} */ selector) => this.dialog.querySelector(selector);
    this.video = /** @type {HTMLVideoElement} */ (this.find("video"));
    this.drawing = new Drawing(/** @type {HTMLCanvasElement} */ (this.find("canvas")));
    /** @type {Map<Element, string>} */
    this.shown = new Map();
    this.bottom = "";
    this.dialog.addEventListener("click", (event) => {
      const pressed = /** @type {HTMLElement} */ (event.target).closest("[data-do]");
      if (pressed) this.on(pressed.dataset.do);
    });
    this.dialog.addEventListener("input", (event) => {
      const { name, type, checked, value } = /** @type {HTMLInputElement} */ (event.target);
      this.on("setting", { [name]: type === "checkbox" ? checked : type === "range" ? Number(value) : value });
    });
    // On the window: whoever pressed a button that has gone since has the focus nowhere.
    this.keys = (/** @type {KeyboardEvent} */ event) => this.key(event);
    window.addEventListener("keydown", this.keys, true);
    // A phone's gesture for "back" closes a dialog; here it is the same as the key.
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.on("escape");
    });
    this.watcher = new ResizeObserver(() => this.fit());
    this.watcher.observe(this.find(".scene"));
    this.video.addEventListener("resize", () => this.fit());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const typing = target.closest?.("input, select") && event.key !== "Escape";
    const pressing = target.closest?.("button") && event.key === " ";
    const what = { " ": "space", n: "skip", s: "stop", escape: "escape", m: "mute", f: "full" }[event.key.toLowerCase()];
    if (!what || typing || pressing) return;
    event.preventDefault();
    event.stopPropagation();
    this.on(what);
  }

  /** @param {Words} words @param {Data} data */
  dress(words, data) {
    this.words = words;
    this.data = data;
    // All is written anew: nothing that was written before may be taken for current.
    this.shown.clear();
    this.bottom = this.label = "";
    delete this.dialog.dataset.stage;
    this.dialog.lang = words.lang;
    this.text(".title b", words.say("live.exercise.name"));
    this.text(".guide h2", words.say("live.stage.setup"));
    this.text(".position-words", words.say("live.exercise.position"));
    this.text(".guide .hint", words.say("live.hint.setup"));
    this.text(".settings h2", words.say("live.button.settings"));
    this.text(".settings button", words.say("live.button.close"));
    for (const each of this.dialog.querySelectorAll("[data-word]")) each.textContent = words.say(each.dataset.word);
    this.find(".position").innerHTML = data.pictures.position;
    this.find(".place").innerHTML = data.pictures.camera;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) this.dialog.querySelectorAll(".pictures svg").forEach((svg) => svg.pauseAnimations?.());
    this.find(".film").innerHTML = `${icon("record")}<span>${words.say("live.record.on")}</span>`;
    this.find(".controls").innerHTML = BUTTONS.map(([name, sign, key]) => {
      const label = words.say(`live.button.${name}`);
      const shown = key === "Space" ? words.say("live.key.space") : key;
      return `<button type="button" data-do="${name}" aria-keyshortcuts="${key}">${icon(sign)}<span>${label}</span><kbd>${shown}</kbd></button>`;
    }).join("");
    this.find(".tools").innerHTML = TOOLS.map(
      ([name, sign]) =>
        `<button type="button" data-do="${name}" title="${words.say(`live.button.${name}`)}" aria-label="${words.say(`live.button.${name}`)}">${icon(sign)}</button>`,
    ).join("");
    const keys = [[words.say("live.key.space"), "pause"], ["N", "skip"], ["S · Esc", "stop"], ["M", "mute"], ["F", "full"]];
    this.find(".keys").innerHTML = keys
      .map(([key, what]) => `<dt><kbd>${key}</kbd></dt><dd>${words.say(`live.key.${what}`)}</dd>`)
      .join("");
  }

  /** @param {Settings} settings @param {boolean} muted @param {boolean} voiced */
  adjust(settings, muted, voiced) {
    this.dialog.classList.toggle("large", settings.large);
    for (const name of ["voice", "tone", "large"]) this.find(`[name=${name}]`).checked = settings[name];
    this.find("[name=volume]").value = String(settings.volume);
    this.find(".no-voice").hidden = voiced;
    const mute = this.find("[data-do=mute]");
    mute.innerHTML = icon(muted ? "mute" : "sound");
    mute.setAttribute("aria-pressed", String(muted));
    mute.title = this.words.say(muted ? "live.button.unmute" : "live.button.mute");
    mute.setAttribute("aria-label", mute.title);
  }

  /** @param {MediaDeviceInfo[]} cameras @param {string | undefined} current */
  cameras(cameras, current) {
    const select = this.find("[name=camera]");
    select.replaceChildren(
      ...cameras.map((each, n) => new Option(each.label || this.words.say("live.setting.camera_n", { n: n + 1 }), each.deviceId)),
    );
    if (current) select.value = current;
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.focus();
    this.fit();
  }

  close() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    if (this.dialog.open) this.dialog.close();
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  /** Lay the drawing exactly over the picture, which is shown whole. */
  fit() {
    const { videoWidth, videoHeight } = this.video;
    const { clientWidth, clientHeight } = this.video;
    if (!videoWidth || !clientWidth) return;
    this.dialog.style.setProperty("--picture", String(videoWidth / videoHeight));
    const scale = Math.min(clientWidth / videoWidth, clientHeight / videoHeight);
    const [width, height] = [videoWidth * scale, videoHeight * scale];
    this.drawing.fit({ x: (clientWidth - width) / 2, y: (clientHeight - height) / 2, width, height });
    if (this.last) this.drawing.draw(this.last);
  }

  /** @param {boolean} mirrored */
  mirror(mirrored) {
    this.drawing.mirrored = mirrored;
    this.video.classList.toggle("mirrored", mirrored);
  }

  /** @param {string} selector @param {string} text Written only when it changed: no work for the browser, none for a reader. */
  text(selector, text) {
    const element = this.find(selector);
    if (this.shown.get(element) === text) return;
    this.shown.set(element, text);
    element.textContent = text;
  }

  /** @param {string} selector @param {string} markup */
  markup(selector, markup) {
    const element = this.find(selector);
    if (this.shown.get(element) === markup) return;
    this.shown.set(element, markup);
    element.innerHTML = markup;
  }

  /** @param {string} text read out by a screen reader, seen by nobody */
  announce(text) {
    this.text(".aloud", text);
  }

  /** @param {string} name of a stage @param {string} [why] of a pause */
  enter(name, why = "") {
    if (this.dialog.dataset.stage === name) return;
    this.dialog.dataset.stage = name;
    this.find(".guide").hidden = name !== "setup";
    const offered = OFFERED[name] ?? [];
    for (const button of this.dialog.querySelectorAll(".controls button")) {
      button.hidden = !offered.includes(button.dataset.do);
    }
    this.announce([this.words.say(`live.stage.${name}`), why].filter(Boolean).join(". "));
    this.fit();
  }

  /** @param {Step} step */
  show(step) {
    this.last = step;
    this.enter(step.stage);
    this.drawing.draw(step);
    this.headline(step);
    if (step.stage === "setup") this.checklist(step.checks);
    this.meter(step);
    this.breathing(step.breath);
    this.tilt(step.tilt);
    this.say(...this.line(step));
    this.centre(step);
  }

  /** @param {Step} step */
  headline(step) {
    const parts = step.sets > 1 ? [this.words.say("live.meter.set", { n: step.set, of: step.sets })] : [];
    if (step.side) parts.push(this.words.say(`side.${step.side}`));
    this.text("[data-of=set]", parts.join(" · "));
  }

  /** @param {Step["checks"]} checks */
  checklist(checks) {
    const rows = checks.map(({ key, ok, fix }) => {
      const state = ok === null ? "wait" : ok ? "ok" : "bad";
      const sign = { wait: "wait", ok: "check", bad: "bad" }[state];
      const help = state === "bad" && this.words.has(fix) ? `<small>${this.words.say(fix)}</small>` : "";
      return `<li class="${state}">${icon(sign)}<span>${this.words.say(`live.check.${key}`)}<i class="only-read">: ${this.words.say(`live.check_state.${state}`)}</i>${help}</span></li>`;
    });
    this.markup(".checks", rows.join(""));
  }

  /** The one big thing: repetitions, seconds held, or what is left of a rest. @param {Step} step */
  meter(step) {
    const { words } = this;
    const waiting = step.stage === "rest" || step.stage === "switch";
    const hold = step.target_s !== null;
    let [share, big, of, label] = [0, "", "", ""];
    if (waiting) {
      const left = Math.max(0, Math.ceil(step.left_s ?? 0));
      this.longest = Math.max(this.longest ?? 0, step.left_s ?? 0);
      [share, big, of] = [(step.left_s ?? 0) / (this.longest || 1), String(left), words.say(`live.stage.${step.stage}`)];
      label = words.say("live.meter.left", { n: left });
    } else if (hold) {
      const held = Math.floor(step.held_s);
      [share, big] = [step.held_s / step.target_s, String(held)];
      of = words.say("live.meter.of_seconds", { n: step.target_s });
      label = words.say("live.meter.seconds", { n: held, of: step.target_s });
    } else {
      [share, big] = [step.count / (step.target_reps || 1), String(step.count)];
      of = words.say("live.meter.of_reps", { n: step.target_reps });
      label = words.say("live.meter.reps", { n: step.count, of: step.target_reps });
    }
    if (!waiting) this.longest = 0;
    const meter = this.find(".meter");
    meter.classList.toggle("inside", step.stage === "work" && step.judged?.state === "inside");
    meter.classList.toggle("resting", waiting);
    meter.classList.toggle("empty", share <= 0);
    this.find(".meter .fill").style.strokeDasharray = `${100 * Math.min(1, Math.max(0, share))} 100`;
    this.text(".reading b", big);
    this.text(".of", of);
    this.markup(".mark", waiting ? icon(step.stage === "switch" ? "turn" : "pause") : this.mark(step, hold));
    if (this.label !== label) meter.setAttribute("aria-label", (this.label = label));
    this.text(".partial", step.partial ? words.say("live.meter.partial", { n: step.partial }) : "");
  }

  /** Of a hold: whether the clock runs, as a sign. @param {Step} step @param {boolean} hold */
  mark(step, hold) {
    if (!hold || step.stage !== "work" || !step.judged) return "";
    return { inside: icon("check"), below: icon("up"), above: icon("down"), unseen: icon("hidden") }[step.judged.state] ?? "";
  }

  /** @param {Step["breath"]} breath */
  breathing(breath) {
    const box = this.find(".breath");
    if (box.hidden !== !breath) box.hidden = !breath;
    if (!breath) return;
    const full = breath.phase === "in" ? breath.share : 1 - breath.share;
    const eased = 0.5 - 0.5 * Math.cos(Math.PI * full);
    this.find(".lung").style.transform = `scale(${(0.38 + 0.62 * eased).toFixed(3)})`;
    this.text(".breath span", this.words.say(`live.hint.breath_${breath.phase}`));
    if (box.dataset.phase !== breath.phase) {
      box.dataset.phase = breath.phase;
      box.setAttribute("aria-label", this.words.say("live.meter.breath"));
      this.on("breath", breath.phase);
    }
  }

  /** The pelvis: a hand on a dial of 20 degrees each way, and its uncertainty as a wide band. @param {Step["tilt"]} tilt */
  tilt(tilt) {
    const box = this.find(".tilt");
    const seen = tilt?.deg !== null && tilt?.deg !== undefined;
    if (box.hidden === seen) box.hidden = !seen;
    if (!seen) return;
    // Forward is drawn to the right of the dial: turn = degrees on the dial for a degree of tilt.
    const turn = 4;
    const [deg, sd] = [Math.max(-20, Math.min(20, tilt.deg)), tilt.sd ?? 0];
    const slice = (/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ radius) => {
      const at = (/** @type {number} */ d) => {
        const angle = ((Math.max(-22, Math.min(22, d)) * turn - 90) * Math.PI) / 180;
        return `${(60 + radius * Math.cos(angle)).toFixed(1)} ${(64 + radius * Math.sin(angle)).toFixed(1)}`;
      };
      return `M${at(low)}A${radius} ${radius} 0 0 1 ${at(high)}`;
    };
    this.find(".doubt").setAttribute("d", slice(deg - 2 * sd, deg + 2 * sd, 36));
    this.find(".good").setAttribute("d", slice(-12, 3, 48));
    this.find(".hand").style.transform = `rotate(${(deg * turn).toFixed(1)}deg)`;
    const whole = Math.round(tilt.deg);
    this.text(".tilt span", `${this.words.say("live.meter.tilt")} ${signed(whole)}°`);
    const way = this.words.say(`live.meter.${whole < 0 ? "back" : "forward"}`);
    box.setAttribute("aria-label", this.words.say("live.meter.tilt_label", { deg: Math.abs(whole), way, sd: Math.ceil(2 * sd) }));
  }

  /** What is written below the picture, the most urgent thing first. @param {Step} step @returns {[string, string, keyof typeof ICONS]} */
  line(step) {
    const { words } = this;
    switch (step.stage) {
      case "setup": {
        const first = step.checks.find((check) => check.ok === false && words.has(check.fix));
        return first ? ["fix", words.say(first.fix), "bad"] : ["", "", "check"];
      }
      case "countdown":
        return ["hint", words.say("live.hint.countdown"), "check"];
      case "paused":
        return ["hint", words.say(`live.hint.paused_${step.paused_by === "position" ? "position" : "command"}`), "pause"];
      case "rest":
        return ["hint", words.say("live.hint.rest", { n: step.set, of: step.sets }), "pause"];
      case "switch":
        return ["hint", words.say("live.hint.switch", { side: words.say(`side.${step.side ?? "both"}`) }), "turn"];
      case "work":
        if (step.reason) return ["reason", `${words.say("overlay.cannot_judge")}: ${words.say(`gate.${step.reason}.what`)}`, "hidden"];
        if (words.has(step.cue)) return ["cue", words.say(step.cue), "speak"];
        if (step.target_s && step.held_s >= step.target_s) return ["cue", words.say("live.say.come_out"), "check"];
        return ["", "", "check"];
      default:
        return ["", "", "check"];
    }
  }

  /** @param {string} kind @param {string} text @param {keyof typeof ICONS} sign */
  say(kind, text, sign) {
    const cue = this.find(".cue");
    if (this.bottom === kind + text) return;
    this.bottom = kind + text;
    cue.dataset.kind = kind;
    cue.innerHTML = text && `${icon(sign)}<span></span>`;
    if (text) cue.lastChild.textContent = text;
  }

  /** A number or a word so big that it is read from anywhere. @param {Step} step */
  centre(step) {
    let text = "";
    if (step.stage === "countdown" && step.left_s !== null) text = String(Math.max(1, Math.ceil(step.left_s)));
    if (step.stage === "paused") text = this.words.say("live.stage.paused");
    this.text(".big", text);
  }

  /**
   * @param {string | null} key under `live.trouble`, null when all is well again
   * @param {string[]} ways out of it: retry, show, leave
   */
  trouble(key, ways = []) {
    const sheet = this.find(".trouble");
    const was = sheet.hidden;
    sheet.hidden = key === null;
    if (key === null) return was || this.dialog.focus();
    sheet.dataset.trouble = key;
    const { words } = this;
    const [what, fix] = [words.say(`live.trouble.${key}.what`), words.say(`live.trouble.${key}.fix`)];
    const sign = ["denied", "none", "in_use", "gone", "insecure", "unsupported"].includes(key) ? "camera" : "link";
    this.find(".trouble .sign").innerHTML = icon(sign);
    this.text(".trouble h2", what);
    this.text(".trouble p", fix);
    this.find(".ways").innerHTML = ways
      .map((way, n) => `<button type="button" class="${n ? "" : "first"}" data-do="${way}">${words.say(`live.button.${way}`)}</button>`)
      .join("");
    this.announce(`${what}. ${fix}`);
    this.find(".ways button")?.focus();
  }

  remove() {
    window.removeEventListener("keydown", this.keys, true);
    this.watcher.disconnect();
    this.close();
    this.dialog.remove();
  }
}

/** @param {number} whole @returns {string} with its sign, as it is printed */
function signed(whole) {
  return whole > 0 ? `+${whole}` : String(whole).replace("-", "\u2212");
}

// ------------------------------------------------------------------------------------------------- coach

/** Keeps the screen awake while an exercise runs. */
class Awake {
  constructor() {
    this.wanted = false;
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

const SHOW_DONE_MS = 1200;

/** One visit to the stage, from the button to the result: joins camera, line, sound and stage. */
class Coach {
  /**
   * @param {HTMLElement | ShadowRoot} parent @param {Words} words @param {Data} data
   * @param {(what: string, value: any) => void} tell the page
   */
  constructor(parent, words, data, tell) {
    this.tell = tell;
    this.settings = { ...data.settings };
    this.stage = new Stage(parent, (what, value) => this.pressed(what, value));
    this.sound = new Sound(words, this.settings);
    this.camera = new Camera(this.stage.video, () => this.gone());
    this.awake = new Awake();
    this.stats = new Stats();
    this.worked = false;
    this.ready = false;
    this.update(words, data);
    window.formcheckStats = this.stats;
    window.formcheckCoach = this; // for tests
    navigator.mediaDevices?.addEventListener?.("devicechange", (this.changed = () => this.listCameras()));
  }

  /** @param {Words} words @param {Data} data A rerun of the page: new words, perhaps the token that was asked for. */
  update(words, data) {
    this.data = data;
    this.words = this.sound.words = words;
    this.stage.dress(words, data);
    this.stage.enter(this.stage.last?.stage ?? "camera");
    this.stage.adjust(this.settings, this.sound.muted, Boolean(this.sound.speaker));
    this.connect();
  }

  /** From the click on: sound is unlocked in it, the camera is asked for, and the page for a token. */
  begin() {
    this.sound.unlock();
    this.stage.open();
    this.stage.say("hint", this.words.say("live.stage.camera"), "camera");
    this.awake.on();
    this.tell("begin", { at_ms: Date.now() });
    return this.startCamera();
  }

  /** @param {string} [device] */
  async startCamera(device) {
    try {
      await this.camera.start(device);
    } catch (error) {
      this.stage.trouble(error.key ?? "none", ["retry", "leave"]);
      this.sound.play(TUNES.trouble);
      return;
    }
    this.stage.trouble(null);
    this.stage.mirror(this.camera.mirrored);
    this.stage.fit();
    this.listCameras();
    this.pictures ??= new Pictures(this.stage.video, () => this.offer());
    if (this.settings.keep) {
      this.film ??= new Film(this.words.say("live.record.name", { exercise: this.data.exercise }));
      this.film.start(this.camera.stream);
      this.stage.find(".film").hidden = false;
    }
    this.ready = true;
    this.connect();
    if (this.held) this.line?.tell("resume");
    this.held = false;
  }

  connect() {
    if (!this.ready || !this.data.token || this.line) return;
    this.stage.say("hint", this.words.say("live.stage.connecting"), "link");
    this.line = new Line(this.data.path, this.data.token, {
      message: (message) => this.hear(message),
      free: () => this.offer(),
      broken: () => this.stage.say("reason", this.words.say("live.hint.reconnecting"), "link"),
      back: () => this.stage.say("hint", this.words.say("live.hint.back"), "link"),
      ended: (trouble) => this.stop(trouble),
    });
  }

  /** A picture or the line has become free: when both are, the newest picture goes out. */
  offer() {
    if (!this.line?.free || !this.pictures?.fresh) return;
    const began = performance.now();
    const picture = this.pictures.take();
    if (!picture) return;
    this.stats.encode_ms.push(performance.now() - began);
    this.line.waiting = true;
    this.sent_ms = picture.capture_ms;
    if (this.line.sendPicture(picture.capture_ms, picture.jpeg) > 0) this.stats.sent += 1;
  }

  /** @param {any} message */
  hear(message) {
    if (message.kind === "step") this.step(message);
    if (message.kind === "done") this.done(message.result);
  }

  /** @param {Step} step */
  step(step) {
    const before = this.stage.last;
    this.stage.show(step);
    this.stats.shown(this.sent_ms, step.server_ms);
    if (step.stage === "work") this.worked = true;
    if (this.words.has(step.say)) {
      this.sound.say(step.say);
      this.stage.announce(this.words.say(step.say));
    }
    if (step.stage === "countdown" && step.left_s !== null) {
      const now = Math.ceil(step.left_s);
      const was = before?.stage === "countdown" && before.left_s !== null ? Math.ceil(before.left_s) : 99;
      if (now < was && now >= 1 && now <= 3) this.sound.count(now, "tick");
    }
    if (step.stage === "work" && step.count > (before?.count ?? 0) && !step.say) this.sound.count(step.count);
  }

  /** @param {string} what @param {any} [value] a button, a key, a setting, or the next breath */
  pressed(what, value) {
    const stage = this.stage.last?.stage;
    switch (what) {
      case "space":
        return this.line?.tell(stage === "setup" ? "start" : stage === "paused" ? "resume" : "pause");
      case "escape":
        return this.stage.find(".settings").hidden ? this.pressed("stop") : this.pressed("settings");
      case "stop":
        return this.line?.free || this.line?.waiting ? this.line.tell("stop") : this.leave("left");
      case "mute":
        this.sound.muted = !this.sound.muted;
        if (this.sound.muted) window.speechSynthesis?.cancel();
        return this.stage.adjust(this.settings, this.sound.muted, Boolean(this.sound.speaker));
      case "full":
        return this.stage.full();
      case "settings": {
        const sheet = this.stage.find(".settings");
        sheet.hidden = !sheet.hidden;
        return sheet.hidden ? this.stage.dialog.focus() : sheet.querySelector("input").focus();
      }
      case "setting":
        return this.set(value);
      case "breath":
        return this.sound.breathe(value);
      case "retry":
        return this.retry();
      case "show":
        return this.leave("stopped");
      case "leave":
        return this.leave("left");
      default:
        return this.line?.tell(what);
    }
  }

  /** @param {Partial<Settings> & {camera?: string}} change */
  set({ camera, ...change }) {
    Object.assign(this.settings, change);
    this.sound.apply(this.settings);
    this.stage.adjust(this.settings, this.sound.muted, Boolean(this.sound.speaker));
    if (camera) this.startCamera(camera);
  }

  async listCameras() {
    this.stage.cameras(await this.camera.list(), this.camera.device);
  }

  /** The camera was unplugged: nothing is judged, and the set waits. */
  gone() {
    this.held = true;
    this.line?.tell("pause");
    this.camera.stop();
    this.stage.drawing.clear();
    this.stage.trouble("gone", this.worked ? ["retry", "show"] : ["retry", "leave"]);
    this.sound.play(TUNES.trouble);
    this.listCameras();
  }

  retry() {
    if (!this.over) return this.startCamera();
    this.over = false;
    this.awake = new Awake();
    this.awake.on();
    this.line = null;
    this.pictures = null;
    return this.startCamera();
  }

  /** @param {string} result id of it */
  async done(result) {
    this.stage.last = null;
    this.stage.enter("done");
    this.stage.say("", "", "check");
    this.stage.markup(".big", `${icon("check")}${this.words.say("live.stage.done")}`);
    this.shut();
    await this.film?.save();
    await new Promise((resolve) => setTimeout(resolve, SHOW_DONE_MS));
    this.finish("done", result);
  }

  /** The line has ended for good. @param {string} trouble */
  stop(trouble) {
    this.over = true;
    this.shut();
    const again = trouble === "token" || trouble === "elsewhere" ? [] : ["retry"];
    this.stage.trouble(trouble, this.worked ? ["show"] : [...again, "leave"]);
    this.sound.play(TUNES.trouble);
  }

  /** @param {string} why left or stopped */
  async leave(why) {
    if (why === "stopped") this.line?.tell("stop");
    this.shut();
    await this.film?.save();
    this.finish(why, null);
  }

  /** @param {string} why @param {string | null} result */
  finish(why, result) {
    this.stage.close();
    // The review begins where the page begins, not where the button was.
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    this.tell("ended", { why, result });
    this.remove();
  }

  shut() {
    this.pictures?.stop();
    this.line?.close();
    this.camera.stop();
    this.awake.off();
  }

  remove() {
    this.removed = true;
    this.shut();
    navigator.mediaDevices?.removeEventListener?.("devicechange", this.changed);
    this.stage.remove();
    setTimeout(() => this.sound.close(), 4000);
  }
}

// ------------------------------------------------------------------------------------------------- mount

/** Streamlit calls a component's cleanup at some reruns, too, while its DOM stays: wait whether it comes back. */
const GRACE_MS = 1500;

/** What hangs on the parent element: it outlives reruns. */
class Mount {
  /** @param {HTMLElement | ShadowRoot} parent */
  constructor(parent) {
    this.parent = parent;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "launch";
    this.button.addEventListener("click", () => this.launch());
    parent.append(this.button);
  }

  /** @param {Data} data @param {(what: string, value: any) => void} tell */
  update(data, tell) {
    clearTimeout(this.leaving);
    this.data = data;
    this.tell = tell;
    this.words = new Words(data.words, data.lang);
    this.button.innerHTML = `${icon("camera")}<span></span>`;
    this.button.lastChild.textContent = this.words.say("ui.live.start");
    if (this.coach?.removed) this.coach = null;
    this.coach?.update(this.words, data);
  }

  launch() {
    if (this.coach && !this.coach.removed) return;
    this.coach = new Coach(this.parent, this.words, { ...this.data, token: null }, (what, value) => this.tell(what, value));
    this.coach.begin();
  }

  leave() {
    this.leaving = setTimeout(() => {
      this.coach?.remove();
      this.button.remove();
      delete this.parent.formcheck;
    }, GRACE_MS);
  }
}

/**
 * @param {{data: Data, parentElement: HTMLElement | ShadowRoot, setTriggerValue: (name: string, value: any) => void}} component
 * @returns {() => void} cleanup
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const mounted = (parentElement.formcheck ??= new Mount(parentElement));
  mounted.update(data, setTriggerValue);
  return () => mounted.leave();
}
