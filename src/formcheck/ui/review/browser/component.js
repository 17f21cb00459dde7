/**
 * The review of a set: video, chart and table as one. Whatever is touched, the video jumps there; while it
 * plays, the cursor runs and the row lights up. Streamlit calls the default export at every rerun of the page:
 * the review stays as it is until something else is handed over.
 *
 * @import { Data, Parent, Span } from "./types.js"
 */
import { Chart } from "./chart.js";
import { make } from "./dom.js";
import { Player } from "./player.js";
import { Rows } from "./rows.js";
import { Stills } from "./stills.js";

/** Streamlit calls a component's cleanup at some reruns, too, while its DOM stays. */
const GRACE_MS = 1500;

export class Review {
  /** @param {Parent} parent */
  constructor(parent) {
    this.element = make("section", { class: "review" });
    parent.append(this.element);
    this.handed = "";
    /** @type {Player | null} */
    this.player = null;
    /** @type {Stills | null} */
    this.stills = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.leaving = undefined;
  }

  /** @param {Data} data */
  update(data) {
    clearTimeout(this.leaving);
    const handed = JSON.stringify(data);
    if (handed === this.handed) return;
    this.handed = handed;
    this.clear();
    const jump = (/** @type {Span} */ span) => this.player?.jump(span);
    const chart = new Chart(data, jump, (t_s) => this.player?.seek(t_s));
    const rows = new Rows(data, jump);
    this.stills = new Stills(data, jump);
    this.player = new Player(data, (now) => {
      chart.show(now);
      rows.show(now);
    });
    this.element.setAttribute("aria-label", data.words.review ?? "");
    this.element.append(this.player.element, chart.element, rows.element, this.stills.element);
  }

  clear() {
    this.player?.remove();
    this.stills?.remove();
    this.element.replaceChildren();
  }

  /** @param {() => void} gone */
  leave(gone) {
    this.leaving = setTimeout(() => {
      this.clear();
      this.element.remove();
      gone();
    }, GRACE_MS);
  }
}

/**
 * @param {{data: Data, parentElement: Parent}} component
 * @returns {() => void} cleanup
 */
export default function mount({ data, parentElement }) {
  const review = /** @type {Review} */ (parentElement.formcheckReview ??= new Review(parentElement));
  review.update(data);
  return () => review.leave(() => delete parentElement.formcheckReview);
}
