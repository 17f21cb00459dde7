/** @type {Record<string, string>} */
const KEYS = { " ": "space", n: "skip", s: "stop", h: "hurts", escape: "escape", m: "mute", f: "full" };

/** Tells which key of the workout was pressed while its dialog is open. */
export class Keyboard {
  /** @param {HTMLDialogElement} dialog @param {(what: string) => void} on */
  constructor(dialog, on) {
    this.dialog = dialog;
    this.on = on;
    this.pressed = (/** @type {KeyboardEvent} */ event) => this.key(event);
    // On the window: whoever pressed a button that has gone since has the focus nowhere.
    window.addEventListener("keydown", this.pressed, true);
    // A phone's gesture for "back" closes a dialog; here it is the same as the key.
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.on("escape");
    });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const typing = target.closest?.("input, select") && event.key !== "Escape";
    const pressing = target.closest?.("button") && event.key === " ";
    const what = KEYS[event.key.toLowerCase()];
    if (!what || typing || pressing) return;
    event.preventDefault();
    event.stopPropagation();
    this.on(what);
  }

  remove() {
    window.removeEventListener("keydown", this.pressed, true);
  }
}
