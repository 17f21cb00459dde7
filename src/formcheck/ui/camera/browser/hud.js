/**
 * @import { Data, Parent, Settings, Step } from "./types.js"
 * @import { StopWord } from "./stop_word.js"
 * @import { CheckRow, Notice, View } from "./view.js"
 * @import { Words } from "./words.js"
 */
import { Drawing } from "./drawing.js";
import { icon } from "./icons.js";
import { Keyboard } from "./keyboard.js";
import { BUTTONS_OF, controls, keyList, MARKUP, tools } from "./markup.js";
import { Pace } from "./pace.js";
import { isWaiting, viewOf } from "./view.js";

const CAMERA_TROUBLES = ["denied", "none", "in_use", "gone", "insecure", "unsupported"];

/** All that is seen. It gets steps and knows nothing of sockets; it tells `on` what was pressed. */
export class Hud {
  /** @param {Parent} parent @param {Words} words @param {(what: string, value?: any) => void} on */
  constructor(parent, words, on) {
    this.words = words;
    this.on = on;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "workout";
    this.dialog.tabIndex = -1;
    this.dialog.innerHTML = MARKUP;
    parent.append(this.dialog);
    this.video = /** @type {HTMLVideoElement} */ (this.find("video"));
    this.drawing = new Drawing(/** @type {HTMLCanvasElement} */ (/** @type {Element} */ (this.find("canvas"))));
    /** @type {Map<Element, string>} */
    this.shown = new Map();
    /** @type {Step | null} */
    this.step = null;
    this.longest_s = 0;
    this.pace = new Pace();
    this.dialog.addEventListener("click", (event) => {
      const pressed = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-do]"));
      if (pressed) this.on(pressed.dataset.do ?? "");
    });
    this.dialog.addEventListener("input", (event) => {
      const { name, type, checked, value } = /** @type {HTMLInputElement} */ (event.target);
      this.on("setting", { [name]: type === "checkbox" ? checked : type === "range" ? Number(value) : value });
    });
    this.keyboard = new Keyboard(this.dialog, (what) => this.on(what));
    this.watcher = new ResizeObserver(() => this.fit());
    this.watcher.observe(this.find(".video-area"));
    this.video.addEventListener("resize", () => this.fit());
  }

  /** @param {string} selector @returns {HTMLElement} which is there: the markup is our own */
  find(selector) {
    return /** @type {HTMLElement} */ (this.dialog.querySelector(selector));
  }

  /** @param {Words} words @param {Data} data */
  setWords(words, data) {
    this.words = words;
    // The buttons are made anew: the stage has to be entered again to offer the right ones.
    delete this.dialog.dataset.stage;
    this.dialog.lang = words.lang;
    this.text(".title b", words.say("live.exercise.name"));
    this.text(".guide h2", words.say("live.stage.setup"));
    this.text(".position-words", words.say("live.exercise.position"));
    this.dialog.setAttribute("aria-label", words.say("live.exercise.name"));
    this.text(".guide .hint", words.say("live.hint.setup"));
    this.text(".too-slow p", words.say("gate.low_frame_rate.fix_live"));
    this.text(".too-slow button", words.say("live.button.lighter"));
    this.find(".too-slow button").hidden = !data.lighter;
    this.text(".settings h2", words.say("live.button.settings"));
    this.text(".settings button", words.say("live.button.close"));
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (this.dialog.querySelectorAll("[data-word]"))) {
      each.textContent = words.say(each.dataset.word ?? "");
    }
    this.find(".position").innerHTML = data.pictures.position;
    this.find(".place").innerHTML = data.pictures.camera;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) for (const svg of this.dialog.querySelectorAll(".pictures svg")) /** @type {SVGSVGElement} */ (svg).pauseAnimations?.();
    this.find(".recording").innerHTML = `${icon("record")}<span>${words.say("live.record.on")}</span>`;
    this.find(".listening").innerHTML = `${icon("listen")}<span>${words.say("live.listen.on")}</span>`;
    this.find(".controls").innerHTML = controls(words);
    this.find(".tools").innerHTML = tools(words);
    this.find(".keys").innerHTML = keyList(words);
  }

  /** @param {Settings} settings @param {boolean} muted @param {boolean} voiced */
  adjust(settings, muted, voiced) {
    this.dialog.classList.toggle("large", settings.large);
    const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (this.find(`[name=${name}]`));
    for (const name of /** @type {const} */ (["voice", "tone", "large"])) input(name).checked = settings[name];
    input("volume").value = String(settings.volume);
    this.find(".no-voice").hidden = voiced;
    const mute = this.find("[data-do=mute]");
    mute.innerHTML = icon(muted ? "mute" : "sound");
    mute.setAttribute("aria-pressed", String(muted));
    mute.title = this.words.say(muted ? "live.button.unmute" : "live.button.mute");
    mute.setAttribute("aria-label", mute.title);
  }

  /** The word that stops: nothing of it where the browser cannot hear it on this device. @param {StopWord} word */
  listening({ lang, state }) {
    this.find(".stop-word").hidden = lang === null;
    this.find(".listening").hidden = state !== "on";
    /** @type {HTMLInputElement} */ (this.find("[name=listen]")).checked = state === "on";
    this.text(".stop-word p", this.words.say(state === "refused" ? "live.listen.refused" : "live.listen.how"));
  }

  /** @param {MediaDeviceInfo[]} cameras @param {string | undefined} current */
  cameras(cameras, current) {
    const select = /** @type {HTMLSelectElement} */ (this.find("[name=camera]"));
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

  /** Opens or closes the settings. */
  toggleSettings() {
    const sheet = this.find(".settings");
    sheet.hidden = !sheet.hidden;
    if (sheet.hidden) this.dialog.focus();
    else sheet.querySelector("input")?.focus();
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
    if (this.step) this.drawing.draw(this.step);
  }

  /** @param {boolean} mirrored */
  mirror(mirrored) {
    this.drawing.mirrored = mirrored;
    this.video.classList.toggle("mirrored", mirrored);
  }

  /** Write only what changed: no work for the browser, none for a screen reader. @param {string} selector @param {string} text */
  text(selector, text) {
    if (this.changed(selector, text)) this.find(selector).textContent = text;
  }

  /** @param {string} selector @param {string} markup */
  markup(selector, markup) {
    if (this.changed(selector, markup)) this.find(selector).innerHTML = markup;
  }

  /** @param {string} selector @param {string} content @returns {boolean} */
  changed(selector, content) {
    const element = this.find(selector);
    if (this.shown.get(element) === content) return false;
    this.shown.set(element, content);
    return true;
  }

  /** @param {string} selector @param {string} label */
  label(selector, label) {
    const element = this.find(selector);
    if (element.getAttribute("aria-label") !== label) element.setAttribute("aria-label", label);
  }

  /** @param {string} text read out by a screen reader, seen by nobody */
  announce(text) {
    this.text(".live-region", text);
  }

  /** @param {string} stage of the workout, or `camera` before it begins */
  enter(stage) {
    if (this.dialog.dataset.stage === stage) return;
    this.dialog.dataset.stage = stage;
    this.find(".guide").hidden = stage !== "setup";
    const offered = BUTTONS_OF[stage] ?? [];
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.dialog.querySelectorAll(".controls button"))) {
      button.hidden = !offered.includes(button.dataset.do ?? "");
    }
    this.announce(this.words.say(`live.stage.${stage}`));
    this.fit();
  }

  /** @param {Step} step */
  show(step) {
    this.step = step;
    this.longest_s = isWaiting(step) ? Math.max(this.longest_s, step.left_s ?? 0) : 0;
    this.pace.update(step);
    this.find(".too-slow").hidden = !this.pace.tooSlow;
    this.enter(step.stage);
    this.drawing.draw(step);
    this.apply(viewOf(step, this.words, this.longest_s));
    if (step.breath && this.breath !== step.breath.phase) this.on("breath", step.breath);
    this.breath = step.breath?.phase ?? this.breath;
  }

  /** @param {View} view */
  apply(view) {
    this.text("[data-of=set]", view.headline);
    if (view.checks) this.markup(".checks", view.checks.map(checkMarkup).join(""));
    this.meter(view.meter);
    this.gauges(view);
    this.notify(view.notice);
    this.text(".big", view.centre);
  }

  /** @param {View["meter"]} meter */
  meter({ share, number, caption, label, icon: sign, inside, resting, partial, passes }) {
    const { classList } = this.find(".meter");
    classList.toggle("inside", inside);
    classList.toggle("resting", resting);
    classList.toggle("empty", share <= 0);
    this.find(".meter .fill").style.strokeDasharray = `${100 * Math.min(1, Math.max(0, share))} 100`;
    this.text(".reading b", number);
    this.text(".of", caption);
    this.markup(".mark", sign ? icon(sign) : "");
    this.label(".meter", label);
    this.text(".partial", partial);
    this.find(".partial").classList.toggle("passes", passes);
  }

  /** @param {View} view */
  gauges({ breath, tilt }) {
    this.find(".breath").hidden = !breath;
    if (breath) {
      this.find(".breath-size").style.transform = `scale(${breath.scale.toFixed(3)})`;
      this.text(".breath span", breath.text);
      this.label(".breath", breath.label);
    }
    this.find(".tilt").hidden = !tilt;
    if (tilt) {
      this.find(".uncertainty").setAttribute("d", tilt.uncertainty);
      this.find(".ok-range").setAttribute("d", tilt.ok_range);
      this.find(".needle").style.transform = `rotate(${tilt.needle_deg.toFixed(1)}deg)`;
      this.text(".tilt span", tilt.text);
      this.label(".tilt", tilt.label);
    }
  }

  /** Write below the picture. @param {Notice} notice */
  notify({ kind, text, icon: sign }) {
    const cue = this.find(".cue");
    if (!this.changed(".cue", kind + text)) return;
    cue.dataset.kind = kind;
    cue.innerHTML = text && `${icon(sign)}<span></span>`;
    if (cue.lastChild) cue.lastChild.textContent = text;
  }

  /** @param {string | null} key under `live.trouble`, null when all is well again @param {string[]} [ways] out of it: retry, show, leave */
  trouble(key, ways = []) {
    const sheet = this.find(".trouble");
    const was_hidden = sheet.hidden;
    sheet.hidden = key === null;
    if (key === null) {
      if (!was_hidden) this.dialog.focus();
      return;
    }
    sheet.dataset.trouble = key;
    const { words } = this;
    const [what, fix] = [words.say(`live.trouble.${key}.what`), words.say(`live.trouble.${key}.fix`)];
    this.find(".trouble .sign").innerHTML = icon(CAMERA_TROUBLES.includes(key) ? "camera" : "link");
    this.text(".trouble h2", what);
    this.text(".trouble p", fix);
    this.find(".ways").innerHTML = ways
      .map((way, n) => `<button type="button" class="${n ? "" : "first"}" data-do="${way}">${words.say(`live.button.${way}`)}</button>`)
      .join("");
    this.announce(`${what}. ${fix}`);
    this.find(".ways button")?.focus();
  }

  remove() {
    this.keyboard.remove();
    this.watcher.disconnect();
    this.close();
    this.dialog.remove();
  }
}

/** @param {CheckRow} row @returns {string} */
function checkMarkup({ state, icon: sign, text, state_text, fix }) {
  const help = fix ? `<small>${fix}</small>` : "";
  return `<li class="${state}">${icon(sign)}<span>${text}<i class="only-read">: ${state_text}</i>${help}</span></li>`;
}
