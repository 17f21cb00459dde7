/**
 * @import { Command, ServerMessage } from "./types.js"
 * @typedef {{
 *   message: (message: ServerMessage) => void, ready: () => void, broken: (code: number) => void, resumed: () => void,
 *   ended: (trouble: string) => void,
 * }} Listeners  ready: the next frame may go out. broken: it tries again; with the close code. ended: for good, and
 *   the trouble that the visitor has
 */
import { InFlight } from "./in_flight.js";

const HEADER_BYTES = 16;
const RESUME_MS = 10_000;
const RETRY_MS = 500;
const PING_MS = 5_000;
/** Close code: the pose model has died, and is started again with the next connection. */
export const RESTARTING = 4510;

/** Close codes after which trying again would not help. @type {Record<number, string>} */
const TROUBLES = {
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

/**
 * What follows when a socket has closed. broken_ms: how long the connection has been broken before; 0: not yet.
 *
 * @param {number} code @param {number} broken_ms
 * @returns {string | null} trouble that ends it; null: try again
 */
export function troubleAfter(code, broken_ms) {
  const trouble = TROUBLES[code];
  // After a break a refused token is not the last word: the server may just be starting again.
  if (trouble && !(trouble === "token" && broken_ms > 0)) return trouble;
  return broken_ms > RESUME_MS ? "lost" : null;
}

/** @param {number} capture_ms @param {number} seq @param {Uint8Array} jpeg @returns {Uint8Array<ArrayBuffer>} */
export function frameMessage(capture_ms, seq, jpeg) {
  const message = new Uint8Array(HEADER_BYTES + jpeg.byteLength);
  const header = new DataView(message.buffer);
  header.setFloat64(0, capture_ms, true);
  header.setUint32(8, seq, true);
  header.setUint32(12, 0, true);
  message.set(jpeg, HEADER_BYTES);
  return message;
}

/** The WebSocket: frames as the server has time for them; when it breaks it is opened again within ten seconds. */
export class Connection {
  /** @param {string} path @param {string} token @param {Listeners} on */
  constructor(path, token, on) {
    this.on = on;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.url = `${scheme}://${location.host}${path}?token=${encodeURIComponent(token)}`;
    this.seq = 0;
    this.inFlight = new InFlight();
    this.answered_capture_ms = NaN; // of the frame that was answered last
    this.waking = 0;
    this.finished = false;
    this.broken_ms = 0;
    this.last_sent_ms = 0;
    this.greeted = false;
    this.stop_owed = false; // asked for while the line was broken: whoever it hurts does not ask twice
    this.socket = this.open(false);
    // A paused or hidden page sends no frames; without a message now and then it would be taken for gone.
    this.pinging = setInterval(() => {
      if (performance.now() - this.last_sent_ms > PING_MS) this.send("ping");
    }, PING_MS);
  }

  /** @param {boolean} resume @returns {WebSocket} */
  open(resume) {
    const socket = new WebSocket(resume ? `${this.url}&resume=1` : this.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onmessage = (event) => {
      if (socket === this.socket) this.receive(JSON.parse(event.data));
    };
    socket.onclose = (event) => {
      if (socket === this.socket && !this.finished) this.closed(event.code);
    };
    return socket;
  }

  /** @param {ServerMessage} message */
  receive(message) {
    if (message.kind === "hello") {
      const again = this.broken_ms > 0;
      this.greeted = true;
      this.broken_ms = 0;
      this.inFlight.clear();
      if (again) this.on.resumed();
      if (this.stop_owed) this.send("stop");
    }
    if (message.kind === "step") this.answered_capture_ms = this.inFlight.answered(message.seq, performance.now());
    if (message.kind === "done") this.finished = true;
    this.on.message(message);
    this.askForFrame();
  }

  /** Ask for the next frame as soon as one may go. */
  askForFrame() {
    clearTimeout(this.waking);
    const wait_ms = this.inFlight.wait_ms(performance.now());
    if (this.finished || wait_ms === Infinity) return;
    if (wait_ms > 0) this.waking = setTimeout(() => this.askForFrame(), wait_ms);
    else this.on.ready();
  }

  /** @param {number} code */
  closed(code) {
    clearTimeout(this.waking);
    const now = performance.now();
    const trouble = troubleAfter(code, this.broken_ms && now - this.broken_ms);
    if (trouble) {
      this.close();
      this.on.ended(trouble);
      return;
    }
    if (!this.broken_ms) {
      this.broken_ms = now;
      this.on.broken(code);
    }
    setTimeout(() => !this.finished && this.open(this.greeted), RETRY_MS);
  }

  /** Whether a frame may be sent. */
  get ready() {
    return this.isOpen && this.inFlight.wait_ms(performance.now()) === 0;
  }

  /** Whether the server listens. */
  get isOpen() {
    return this.greeted && !this.broken_ms && !this.finished && this.socket.readyState === WebSocket.OPEN;
  }

  /** @param {number} capture_ms @param {Uint8Array} jpeg @returns {boolean} whether it was sent */
  sendFrame(capture_ms, jpeg) {
    if (!this.isOpen) return false;
    this.seq += 1;
    this.socket.send(frameMessage(capture_ms, this.seq, jpeg));
    this.last_sent_ms = performance.now();
    this.inFlight.sent(this.seq, capture_ms, this.last_sent_ms);
    this.askForFrame();
    return true;
  }

  /** @param {Command | "ping"} command */
  send(command) {
    if (!this.greeted || this.socket.readyState !== WebSocket.OPEN) {
      this.stop_owed ||= command === "stop";
      return;
    }
    this.socket.send(JSON.stringify({ do: command }));
    this.last_sent_ms = performance.now();
  }

  close() {
    this.finished = true;
    clearInterval(this.pinging);
    clearTimeout(this.waking);
    this.socket.onclose = null;
    this.socket.close();
  }
}
