/** @import { Hello, StepSaid } from "../../../src/formcheck/ui/camera/browser/messages.js" */
import { Connection, RESTARTING, frameMessage, troubleAfter } from "../../../src/formcheck/ui/camera/browser/connection.js";
import { assert, equal, test } from "./harness.js";
import { step } from "./steps.js";

const JPEG = Uint8Array.of(255, 216, 7);

/** Stands in for the socket: keeps what was sent, and says what a test lets it say. */
class FakeSocket {
  static OPEN = 1;
  /** @type {FakeSocket[]} */
  static opened = [];

  /** @param {string} url */
  constructor(url) {
    this.url = url;
    this.readyState = 1;
    /** @type {(string | Uint8Array)[]} */
    this.sent = [];
    this.onmessage = (/** @type {{data: string}} */ _) => {};
    /** @type {((event: {code: number}) => void) | null} */
    this.onclose = () => {};
    FakeSocket.opened.push(this);
  }

  /** @param {string | Uint8Array} message */
  send(message) {
    this.sent.push(message);
  }

  close() {
    this.readyState = 3;
  }

  /** @param {Hello | StepSaid | {kind: "done", result: string}} message */
  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  /** @param {number} code */
  breaks(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

/** @type {Hello} */
const HELLO = { kind: "hello", exercise: "glute-bridge", lang: "en", stage: "setup", resumed: false };

/** @param {(connection: Connection, socket: FakeSocket, heard: string[]) => unknown} check */
async function connected(check) {
  const real = window.WebSocket;
  FakeSocket.opened = [];
  window.WebSocket = /** @type {any} */ (FakeSocket);
  /** @type {string[]} */
  const heard = [];
  const connection = new Connection("/live", "a token", {
    message: ({ kind }) => heard.push(kind),
    ready: () => heard.push("ready"),
    broken: (code) => heard.push(code === RESTARTING ? "restarting" : "broken"),
    resumed: () => heard.push("resumed"),
    ended: (trouble) => heard.push(`ended: ${trouble}`),
  });
  try {
    await check(connection, /** @type {FakeSocket} */ (FakeSocket.opened[0]), heard);
  } finally {
    connection.close();
    window.WebSocket = real;
  }
}

const until = (/** @type {() => boolean} */ met) =>
  new Promise((resolve) => {
    const look = () => (met() ? resolve(null) : setTimeout(look, 20));
    look();
  });

test("a frame is a header of sixteen bytes, little-endian, and the JPEG", () => {
  const message = frameMessage(1234.5, 7, JPEG);
  const view = new DataView(message.buffer);
  equal([view.getFloat64(0, true), view.getUint32(8, true), view.getUint32(12, true)], [1234.5, 7, 0]);
  equal([...message.slice(16)], [...JPEG]);
});

test("the token stays in the address as it is", () =>
  connected((_, socket) => {
    assert(socket.url.endsWith("/live?token=a%20token"), socket.url);
    assert(socket.url.startsWith("ws"), socket.url);
  }));

test("nothing is sent before the server has said hello", () =>
  connected((connection, socket) => {
    connection.send("start");
    equal([connection.ready, socket.sent], [false, []]);
    socket.say(HELLO);
    connection.send("start");
    equal([connection.ready, socket.sent], [true, ['{"do":"start"}']]);
  }));

test("the next frame goes out after the answer to the last one", () =>
  connected((connection, socket, heard) => {
    socket.say(HELLO);
    equal([connection.sendFrame(1, JPEG), connection.ready], [true, false]);
    socket.say(step({ seq: 1 }));
    equal([connection.ready, connection.seq, connection.answered_capture_ms], [true, 1, 1]);
    equal(heard, ["hello", "ready", "step", "ready"]);
  }));

test("where answers are quick, one more goes out before the last is answered, and no third", () =>
  connected((connection, socket, heard) => {
    socket.say(HELLO);
    connection.sendFrame(1, JPEG);
    socket.say(step({ seq: 1 }));
    connection.sendFrame(2, JPEG);
    equal([connection.ready, heard.slice(-1)], [true, ["ready"]]);
    connection.sendFrame(3, JPEG);
    equal([connection.ready, socket.sent.length], [false, 3]);
    socket.say(step({ seq: 2 }));
    equal([connection.ready, connection.answered_capture_ms], [true, 2]);
  }));

test("a frame is asked for when an answer is nearly due", () =>
  connected(async (connection, socket, heard) => {
    socket.say(HELLO);
    connection.sendFrame(1, JPEG);
    await new Promise((resolve) => setTimeout(resolve, 120));
    socket.say(step({ seq: 1 }));
    connection.sendFrame(2, JPEG);
    equal(connection.ready, false);
    const asked = heard.length;
    await until(() => heard.length > asked);
    equal([connection.ready, heard.at(-1)], [true, "ready"]);
  }));

test("a connection that breaks is opened again with the same workout, and frames go on", () =>
  connected(async (connection, socket, heard) => {
    socket.say(HELLO);
    socket.breaks(1006);
    equal([connection.ready, heard.at(-1)], [false, "broken"]);
    await until(() => FakeSocket.opened.length === 2);
    const second = /** @type {FakeSocket} */ (FakeSocket.opened[1]);
    assert(second.url.endsWith("&resume=1"), second.url);
    socket.say(step()); // an answer of the old socket that comes late
    equal(heard.at(-1), "broken");
    second.say({ ...HELLO, resumed: true });
    equal([connection.ready, connection.broken_ms, heard.slice(-3)], [true, 0, ["resumed", "hello", "ready"]]);
  }));

test("a pose model that has died is no end: it is said, and the workout is opened again", () =>
  connected(async (_, socket, heard) => {
    socket.say(HELLO);
    socket.breaks(RESTARTING);
    equal(heard.at(-1), "restarting");
    await until(() => FakeSocket.opened.length === 2);
    assert(FakeSocket.opened[1]?.url.endsWith("&resume=1") ?? false, "it resumes");
  }));

test("after the result nothing is tried again", () =>
  connected((connection, socket, heard) => {
    socket.say(HELLO);
    socket.say({ kind: "done", result: "abc" });
    socket.breaks(1000);
    equal([heard.at(-1), connection.ready, FakeSocket.opened.length], ["done", false, 1]);
  }));

test("codes that mean an end end it, in words of the visitor", () => {
  const ends = { 4401: "token", 4403: "server", 4408: "idle", 4409: "elsewhere", 4503: "busy", 1011: "server" };
  for (const [code, trouble] of Object.entries(ends)) equal(troubleAfter(Number(code), 0), trouble);
  return connected((_, socket, heard) => {
    socket.breaks(4503);
    equal(heard, ["ended: busy"]);
  });
});

test("any other code is tried again for ten seconds", () => {
  equal([troubleAfter(1006, 0), troubleAfter(1006, 9999), troubleAfter(1006, 10_001)], [null, null, "lost"]);
  equal([troubleAfter(4401, 500), troubleAfter(4401, 10_001)], [null, "lost"]);
});

test("a stop that is asked for while the line is broken is said as soon as it is back", () =>
  connected(async (connection, socket) => {
    socket.say(HELLO);
    socket.breaks(1006);
    connection.send("pause");
    connection.send("stop");
    await new Promise((resolve) => setTimeout(resolve, 700));
    const again = FakeSocket.opened.at(-1);
    equal([again === socket, again?.sent], [false, []]);
    again?.say({ ...HELLO, resumed: true });
    equal(again?.sent, [JSON.stringify({ do: "stop" })]);
  }));
