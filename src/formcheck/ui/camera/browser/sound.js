/**
 * @import { Breath, Settings } from "./types.js"
 * @import { Words } from "./words.js"
 * @typedef {[hz: number, start_s: number, length_s: number]} Note
 */

/** Notes for what is heard where there is no voice, and for what is quicker than a word. */
export const TUNES = {
  tick: /** @type {Note[]} */ ([[880, 0, 0.09]]),
  go: /** @type {Note[]} */ ([[660, 0, 0.1], [990, 0.12, 0.22]]),
  count: /** @type {Note[]} */ ([[740, 0, 0.1]]),
  cue: /** @type {Note[]} */ ([[520, 0, 0.14], [520, 0.2, 0.14]]),
  rest: /** @type {Note[]} */ ([[660, 0, 0.16], [495, 0.18, 0.3]]),
  done: /** @type {Note[]} */ ([[523, 0, 0.16], [659, 0.16, 0.16], [784, 0.32, 0.4]]),
  trouble: /** @type {Note[]} */ ([[300, 0, 0.3]]),
};
/** @typedef {keyof typeof TUNES} Tune */

/** The tune of a sentence, by the last part of its key; any other one is a cue. @type {Record<string, Tune>} */
const TUNE_OF = { go: "go", resumed: "go", rest: "rest", switch: "rest", come_out: "rest", done: "done" };
const BREATH_HZ = { in: 262, out: 196 };

/** Speaks, or plays tones where the browser has no voice for the language. */
export class Sound {
  /** @param {Words} words @param {Settings} settings as they are changed, too */
  constructor(words, settings) {
    this.words = words;
    this.settings = settings;
    this.muted = false;
    /** @type {AudioContext | null} */
    this.audio = null;
  }

  /** Must be called from a click: browsers let a page sound only then. */
  unlock() {
    const Audio = window.AudioContext ?? window.webkitAudioContext;
    if (!this.audio && Audio) this.audio = new Audio();
    this.audio?.resume();
    window.speechSynthesis?.getVoices(); // some browsers load their voices at the first question
  }

  /** Whether a word of ours is being said, or about to be. */
  get speaking() {
    return Boolean(window.speechSynthesis?.speaking || window.speechSynthesis?.pending);
  }

  get audible() {
    return this.settings.voice && !this.muted && this.settings.volume > 0;
  }

  /** @returns {SpeechSynthesisVoice | undefined} */
  get speaker() {
    const voices = window.speechSynthesis?.getVoices() ?? [];
    const ours = voices.filter((each) => each.lang.toLowerCase().startsWith(this.words.lang));
    // A voice on this device: no word is sent to a server to be spoken.
    return ours.find((each) => each.localService);
  }

  /** @param {string} key */
  say(key) {
    this.utter(this.words.say(key), TUNE_OF[key.split(".").at(-1) ?? ""] ?? "cue");
  }

  /** @param {number} number of a repetition, or of a countdown @param {Tune} [tune] */
  count(number, tune = "count") {
    // A number that would come late helps nobody: it is left out while something is being said.
    if (window.speechSynthesis?.speaking && this.speaker) return;
    this.utter(String(number), tune);
  }

  /** @param {string} text @param {Tune} tune */
  utter(text, tune) {
    if (!this.audible) return;
    const speaker = this.speaker;
    if (!speaker) {
      this.play(TUNES[tune]);
      return;
    }
    const utterance = new SpeechSynthesisUtterance(text);
    Object.assign(utterance, { voice: speaker, lang: speaker.lang, volume: this.settings.volume, rate: 1 });
    utterance.onerror = (event) => {
      if (!["interrupted", "canceled"].includes(event.error)) this.play(TUNES[tune]);
    };
    window.speechSynthesis.speak(utterance);
  }

  /** A soft tone that swells and fades with the breath. @param {Breath} breath */
  breathe({ phase, phase_s }) {
    if (!this.settings.tone || !this.audible) return;
    this.play([[BREATH_HZ[phase], 0, phase_s * 0.9]], 0.25, phase_s * 0.4);
  }

  /** @param {Note[]} notes @param {number} [level] @param {number} [attack_s] */
  play(notes, level = 0.5, attack_s = 0.015) {
    const audio = this.audio;
    if (!audio || this.muted) return;
    for (const [hz, start_s, length_s] of notes) {
      const from = audio.currentTime + start_s;
      const tone = new OscillatorNode(audio, { frequency: hz, type: "sine" });
      const gain = new GainNode(audio, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(level * this.settings.volume, from + attack_s);
      gain.gain.linearRampToValueAtTime(0, from + length_s);
      tone.connect(gain).connect(audio.destination);
      tone.start(from);
      tone.stop(from + length_s + 0.05);
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.muted = muted;
    if (muted) window.speechSynthesis?.cancel();
  }

  close() {
    window.speechSynthesis?.cancel();
    this.audio?.close();
    this.audio = null;
  }
}
