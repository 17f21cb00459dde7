/**
 * The browser's side of the live coach: what Streamlit imports from the component's folder.
 *
 * The browser owns the camera. It sends one small JPEG with its capture time over a WebSocket, gets one JSON
 * `Step` back, and draws it over its own sharp video. The next frame goes out only after the answer to the last
 * one: the newest wins, so latency cannot pile up. Frames are sent as the camera sees them; only the display is
 * mirrored. Streamlit calls the default export at every rerun of the page: all that must survive a rerun hangs
 * on the parent element.
 *
 * @import { Data, Parent, Trigger } from "./types.js"
 */
import { Controller } from "./controller.js";
import { icon } from "./icons.js";
import { Words } from "./words.js";

/** Streamlit calls a component's cleanup at some reruns, too, while its DOM stays: wait whether it comes back. */
const GRACE_MS = 1500;

/** The button, and the workout that it opens. */
class Launcher {
  /** @param {Parent} parent @param {Data} data @param {Trigger} trigger */
  constructor(parent, data, trigger) {
    this.parent = parent;
    this.data = data;
    this.trigger = trigger;
    this.words = new Words(data.words, data.lang);
    /** @type {Controller | null} */
    this.controller = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.leaving = undefined;
    /** @type {string | null} the exercise of a session that was opened without a click */
    this.opened = null;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "launch";
    this.button.addEventListener("click", () => this.launch());
    parent.append(this.button);
  }

  /** @param {Data} data @param {Trigger} trigger */
  update(data, trigger) {
    clearTimeout(this.leaving);
    this.data = data;
    this.trigger = trigger;
    this.words = new Words(data.words, data.lang);
    this.button.innerHTML = `${icon("camera")}<span></span>`;
    if (this.button.lastChild) this.button.lastChild.textContent = this.words.say("ui.live.start");
    if (this.controller?.removed) this.controller = null;
    this.controller?.update(this.words, data);
    if (data.auto && data.auto !== this.opened && !this.controller) {
      this.opened = data.auto;
      this.launch();
    }
  }

  launch() {
    if (this.controller && !this.controller.removed) return;
    const data = { ...this.data, token: null };
    this.controller = new Controller(this.parent, this.words, data, (what, value) => this.trigger(what, value));
    this.controller.begin();
  }

  leave() {
    this.leaving = setTimeout(() => {
      this.controller?.remove();
      this.button.remove();
      delete this.parent.formcheck;
    }, GRACE_MS);
  }
}

/**
 * @param {{data: Data, parentElement: Parent, setTriggerValue: Trigger}} component
 * @returns {() => void} cleanup
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const launcher = /** @type {Launcher} */ (parentElement.formcheck ??= new Launcher(parentElement, data, setTriggerValue));
  launcher.update(data, setTriggerValue);
  return () => launcher.leave();
}
