import { Sound } from "../../../src/formcheck/ui/camera/browser/sound.js";
import { equal, near, test } from "./harness.js";
import { words } from "./steps.js";

const SETTINGS = { voice: true, volume: 0.8, large: false, tone: true, keep: false, listen: false };

/** Speech of a browser that has these voices; the texts that were spoken. @param {{lang: string, localService: boolean}[]} voices */
function speech(voices) {
  /** @type {string[]} */
  const spoken = [];
  Object.defineProperty(window, "speechSynthesis", {
    configurable: true,
    value: { speaking: false, getVoices: () => voices, cancel() {}, speak: (/** @type {{text: string}} */ said) => spoken.push(said.text) },
  });
  return spoken;
}

window.SpeechSynthesisUtterance = /** @type {any} */ (
  class {
    /** @param {string} text */
    constructor(text) {
      this.text = text;
    }
  }
);

/** Lengths of the tones that were started, in seconds. @param {(sound: Sound) => void} act @param {Partial<typeof SETTINGS>} [change] */
function tones(act, change = {}) {
  const { start, stop } = OscillatorNode.prototype;
  /** @type {number[]} */
  const lengths = [];
  let from = 0;
  OscillatorNode.prototype.start = (at = 0) => {
    from = at;
  };
  OscillatorNode.prototype.stop = (at = 0) => {
    lengths.push(at - from);
  };
  const sound = new Sound(words(), { ...SETTINGS, ...change });
  sound.audio = new AudioContext();
  try {
    act(sound);
  } finally {
    Object.assign(OscillatorNode.prototype, { start, stop });
    sound.close();
  }
  return lengths;
}

test("a voice on this device speaks; one that asks a server does not", () => {
  const spoken = speech([{ lang: "en-GB", localService: true }]);
  const sound = new Sound(words(), SETTINGS);
  sound.say("live.say.come_out");
  sound.count(3);
  equal(spoken, [words().say("live.say.come_out"), "3"]);
  for (const voice of [{ lang: "en-GB", localService: false }, { lang: "da-DK", localService: true }]) {
    const silent = speech([voice]);
    new Sound(words(), SETTINGS).count(3);
    equal(silent, []);
  }
});

test("without a voice a tone stands in, and none when muted, silent or switched off", () => {
  speech([]);
  equal(tones((sound) => sound.count(3)).length, 1);
  equal(tones((sound) => sound.count(3), { voice: false }), []);
  equal(tones((sound) => sound.count(3), { volume: 0 }), []);
  equal(tones((sound) => { sound.mute(true); sound.count(3); }), []);
});

test("a breath's tone is as long as the server's message says", () => {
  for (const phase_s of [4, 6, 7.5]) {
    const [length_s = NaN] = tones((sound) => sound.breathe({ phase: "in", share: 0, phase_s }));
    near(length_s, 0.9 * phase_s + 0.05, 1e-4);
  }
  equal(tones((sound) => sound.breathe({ phase: "in", share: 0, phase_s: 4 }), { tone: false }), []);
});
