/**
 * Hears the word that stops a set: "stop, it hurts", without a hand. Only a recogniser that works on this device is
 * used: what is heard is sent to nobody and kept nowhere. Where the browser has none, nothing asks for the microphone.
 *
 * @import { Recogniser, RecogniserClass, RecogniserEvent } from "./types.js"
 * @import { Words } from "./words.js"
 * @typedef {{speaking: () => boolean, heard: () => void, changed: () => void}} About  speaking: whether our own voice
 *   is to be heard. changed: another state is to be shown
 */

const LOOK_MS = 100;
/** Our own voice rings on in the room, and the recogniser is behind what it hears. */
const RINGS_MS = 400;
const AGAIN_MS = 300;
/** Errors after which trying again would not help. */
const FINAL = ["not-allowed", "service-not-allowed", "language-not-supported", "audio-capture"];
/** Recognisers that will do, the best first; "stop" is the same word in both languages. @type {Record<string, string[]>} */
const LANGUAGES = { en: ["en-US", "en-GB"], da: ["da-DK", "en-US", "en-GB"] };

/** @returns {RecogniserClass | undefined} the browser's, if it can be told to stay on this device */
function onDevice() {
  const found = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  return found?.available && "processLocally" in found.prototype ? found : undefined;
}

/** @param {string} lang of the page @returns {Promise<string | null>} what can be heard on this device now; nothing is fetched for it */
export async function languageHeard(lang) {
  for (const each of LANGUAGES[lang] ?? []) {
    const found = await onDevice()?.available?.({ langs: [each], processLocally: true }).catch(() => null);
    if (found === "available") return each;
  }
  return null;
}

/** Whether one of the phrases is among the words of a text. @param {string} text @param {string[]} phrases */
export function holds(text, phrases) {
  const plain = (/** @type {string} */ each) => ` ${each.toLowerCase().match(/[\p{L}']+/gu)?.join(" ") ?? ""} `;
  return phrases.some((each) => plain(each).trim() && plain(text).includes(plain(each)));
}

/** Listens for one of some phrases, except while we speak ourselves. */
export class StopWord {
  /** @param {Words} words @param {About} about */
  constructor(words, about) {
    this.words = words;
    this.about = about;
    /** @type {string | null} what it would listen in; null: the browser cannot, or was not asked yet */
    this.lang = null;
    /** @type {"off" | "on" | "refused"} */
    this.state = "off";
    /** @type {Recogniser | null} */
    this.recogniser = null;
    this.not_before_ms = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.looking = undefined;
    /** @type {boolean} whether the workout is over */
    this.closed = true;
  }

  /** The camera runs. @param {boolean} wanted */
  async open(wanted) {
    this.closed = false;
    this.lang ??= await languageHeard(this.words.lang);
    this.want(wanted);
  }

  /** @param {boolean} wanted whether to listen */
  want(wanted) {
    clearInterval(this.looking);
    this.drop();
    this.state = wanted && this.lang && !this.closed ? "on" : "off";
    if (this.state === "on") {
      this.looking = setInterval(() => this.look(), LOOK_MS);
      this.look();
    }
    this.about.changed();
  }

  /** What was heard while we spoke is thrown away: the recogniser begins anew after it. */
  look() {
    const now = performance.now();
    if (this.about.speaking()) {
      this.drop();
      this.not_before_ms = now + RINGS_MS;
    } else if (!this.recogniser && now >= this.not_before_ms) this.listen();
  }

  listen() {
    const Found = onDevice();
    if (!Found || !this.lang) return;
    const recogniser = new Found();
    Object.assign(recogniser, { lang: this.lang, processLocally: true, continuous: true, interimResults: true });
    recogniser.onresult = (event) => this.hear(event);
    recogniser.onerror = ({ error }) => FINAL.includes(error) && this.refuse();
    // It ends by itself now and then, when nothing was said.
    recogniser.onend = () => {
      this.recogniser = null;
      this.not_before_ms = performance.now() + AGAIN_MS;
    };
    this.recogniser = recogniser;
    try {
      recogniser.start();
    } catch {
      this.refuse();
    }
  }

  /** @param {RecogniserEvent} event */
  hear({ resultIndex, results }) {
    if (this.about.speaking() || this.state !== "on") return;
    const phrases = this.words.say("live.listen.words").split(",");
    const heard = [...results].slice(resultIndex).some((result) => holds(result[0]?.transcript ?? "", phrases));
    if (!heard) return;
    this.close();
    this.about.heard();
  }

  refuse() {
    this.want(false);
    this.state = "refused";
    this.about.changed();
  }

  drop() {
    const { recogniser } = this;
    this.recogniser = null;
    if (!recogniser) return;
    recogniser.onresult = recogniser.onerror = recogniser.onend = null;
    recogniser.abort();
  }

  close() {
    this.closed = true;
    if (this.state !== "off") this.want(false);
  }
}
