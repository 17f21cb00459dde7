/** @import { Sentences } from "./types.js" */

/** Turns keys into words; the page hands over all that may be needed, in one language. */
export class Words {
  /** @param {Sentences} sentences @param {string} lang */
  constructor(sentences, lang) {
    this.sentences = sentences;
    this.lang = lang;
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number | null>} [params] numbers are written as the language does
   * @returns {string} the key itself where there is no such sentence
   */
  say(key, params = {}) {
    const sentence = this.sentences[key];
    if (sentence === undefined) return key;
    return sentence.replace(/\{(\w+)(?::[^}]*)?\}/g, (whole, name) => {
      const value = params[name];
      if (value === undefined || value === null) return whole;
      return typeof value === "number" ? value.toLocaleString(this.lang, { maximumFractionDigits: 1 }) : value;
    });
  }

  /** @param {string | null | undefined} key @returns {key is string} */
  has(key) {
    return Boolean(key) && /** @type {string} */ (key) in this.sentences;
  }
}
