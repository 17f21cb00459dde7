/** @import { Recogniser, RecogniserClass } from "../../../src/formcheck/ui/camera/browser/types.js" */
import { Controller } from "../../../src/formcheck/ui/camera/browser/controller.js";
import { holds, languageHeard, StopWord } from "../../../src/formcheck/ui/camera/browser/stop_word.js";
import { equal, test } from "./harness.js";
import { handedOver, step, words } from "./steps.js";

const NONE = { speaking: () => false, heard() {}, changed() {} };
const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A browser whose recogniser knows these languages on this device; those that listen now, and what was asked for.
 *
 * @param {string[]} known @param {{local?: boolean, state?: string}} [how]
 */
function browser(known, { local = true, state = "available" } = {}) {
  /** @type {(Recogniser & {say: (text: string, before?: string[]) => void})[]} */
  const listening = [];
  /** @type {unknown[]} */
  const asked = [];
  class Doubled {
    /** @type {any} */ onresult = null;
    /** @type {any} */ onerror = null;
    /** @type {any} */ onend = null;
    start() {
      listening.push(/** @type {any} */ (this));
    }
    abort() {
      listening.splice(listening.indexOf(/** @type {any} */ (this)), 1);
    }
    /** What is recognised, behind what was before. @param {string} text @param {string[]} [before] */
    say(text, before = []) {
      this.onresult?.({ resultIndex: before.length, results: [...before, text].map((transcript) => [{ transcript }]) });
    }
    /** @param {{langs: string[], processLocally: boolean}} what */
    static async available(what) {
      asked.push(what);
      return what.langs.every((each) => known.includes(each)) ? state : "unavailable";
    }
  }
  if (local) Object.assign(Doubled.prototype, { processLocally: false });
  window.SpeechRecognition = /** @type {any} */ (Doubled);
  return { listening, asked };
}

/** A controller whose camera runs, so to speak; what it told the page. @param {boolean} listen @param {(controller: Controller, reported: any[]) => unknown} check */
async function controlled(listen, check) {
  /** @type {any[]} */
  const reported = [];
  const data = { ...handedOver(), settings: { ...handedOver().settings, listen } };
  const controller = new Controller(document.body, words(), data, (what, value) => reported.push([what, value]));
  controller.camera.start = async () => {};
  await controller.startCamera();
  await wait(0);
  try {
    await check(controller, reported);
  } finally {
    controller.remove();
  }
}

test("it is heard as words of its own, in small letters or large", () => {
  const phrases = words().say("live.listen.words").split(",");
  const heard = ["Stop", "please STOP!", "no, it hurts", "ouch."].map((text) => holds(text, phrases));
  const not = ["stopping", "go on", "it hurt", "non-stopped", ""].map((text) => holds(text, phrases));
  equal([heard, not], [[true, true, true, true], [false, false, false, false, false]]);
  equal([holds("Av!", ["det gør ondt", " av"]), holds("det GØR ondt nu", ["det gør ondt"]), holds("avis", ["av"])], [true, true, false]);
});

test("only a recogniser that has the language on this device will do", async () => {
  const { asked } = browser(["en-US"]);
  equal([await languageHeard("en"), await languageHeard("da"), await languageHeard("fr")], ["en-US", "en-US", null]);
  equal(asked.every((/** @type {any} */ each) => each.processLocally === true), true);
  browser(["da-DK", "en-US"]);
  equal(await languageHeard("da"), "da-DK");
  for (const how of [{ local: false }, { state: "downloadable" }, { state: "downloading" }]) {
    browser(["en-US", "da-DK"], how);
    equal(await languageHeard("en"), null);
  }
  window.SpeechRecognition = window.webkitSpeechRecognition = undefined;
  equal(await languageHeard("en"), null);
  window.webkitSpeechRecognition = /** @type {any} */ (class {}); // one that asks a server
  equal(await languageHeard("en"), null);
});

test("a browser that refuses to answer has none", async () => {
  browser(["en-US"]);
  /** @type {RecogniserClass} */ (window.SpeechRecognition).available = () => Promise.reject(new Error("not allowed here"));
  equal(await languageHeard("en"), null);
});

test("it listens on this device, for interim words, and for nothing when it is off", async () => {
  const { listening } = browser(["en-US"]);
  const word = new StopWord(words(), NONE);
  await word.open(false);
  equal([listening.length, word.state], [0, "off"]);
  word.want(true);
  const [found] = listening;
  equal([found?.lang, found?.processLocally, found?.continuous, found?.interimResults], ["en-US", true, true, true]);
  word.close();
  equal([listening.length, word.state], [0, "off"]);
  word.want(true);
  equal(listening.length, 0);
});

test("what is heard while we speak, or just after, is thrown away", async () => {
  const { listening } = browser(["en-US"]);
  let [speaking, heard] = [false, 0];
  const word = new StopWord(words(), { ...NONE, speaking: () => speaking, heard: () => (heard += 1) });
  await word.open(true);
  const first = listening[0];
  speaking = true;
  first?.say("stop if it hurts more");
  await wait(150);
  equal([heard, listening.length], [0, 0]);
  speaking = false;
  await wait(200);
  equal(listening.length, 0); // the room still rings with it
  await wait(400);
  first?.say("stop");
  equal([heard, listening.length], [0, 1]);
  listening[0]?.say("stop");
  listening[0]?.say("stop");
  equal(heard, 1);
});

test("only what is new is looked at, and a recogniser that ends is followed by another", async () => {
  const { listening } = browser(["en-US"]);
  let heard = 0;
  const word = new StopWord(words(), { ...NONE, heard: () => (heard += 1) });
  await word.open(true);
  listening[0]?.say("go on", ["stop"]);
  equal(heard, 0);
  listening.pop()?.onend?.();
  await wait(500);
  equal(listening.length, 1);
  word.close();
});

test("a microphone that is refused is asked for once", async () => {
  const { listening } = browser(["en-US"]);
  const word = new StopWord(words(), NONE);
  await word.open(true);
  listening[0]?.onerror?.({ error: "no-speech" });
  equal(word.state, "on");
  listening[0]?.onerror?.({ error: "not-allowed" });
  await wait(250);
  equal([word.state, listening.length], ["refused", 0]);
});

test("the word does what the button does", async () => {
  const { listening } = browser(["en-US"]);
  await controlled(true, (controller, reported) => {
    controller.step(step({ stage: "setup" }));
    equal(controller.hud.find(".listening").hidden, false);
    listening[0]?.say("ouch stop");
    equal([controller.hurts, listening.length, controller.hud.find(".listening").hidden], [true, 0, true]);
    controller.finish("done", "a result");
    equal(reported.at(-1), ["ended", { why: "hurts", result: "a result" }]);
  });
});

test("the setting is there where the browser can, the page remembers it, and the end of the set ends it", async () => {
  const { listening } = browser(["en-US"]);
  await controlled(false, (controller, reported) => {
    equal([controller.hud.find(".stop-word").hidden, listening.length], [false, 0]);
    controller.pressed("setting", { listen: true });
    equal([listening.length, reported.at(-1)[0], reported.at(-1)[1].on], [1, "listen", true]);
    controller.stopAll();
    equal(listening.length, 0);
  });
});

test("where the browser cannot, nothing of it is shown and no microphone is asked for", async () => {
  window.SpeechRecognition = undefined;
  await controlled(true, (controller) => {
    equal([controller.hud.find(".stop-word").hidden, controller.hud.find(".listening").hidden], [true, true]);
  });
});
