/**
 * The best and the weakest side by side, taken from the video by a second one that nobody sees.
 *
 * @import { Data, Jump, Still } from "./types.js"
 */
import { make } from "./dom.js";

const WIDEST_PX = 640;

export class Stills {
  /** @param {Data} data @param {Jump} jump */
  constructor(data, jump) {
    this.data = data;
    this.element = make("div", { class: "stills" });
    this.element.hidden = !data.video || !data.stills.length;
    /** @type {HTMLVideoElement | null} */
    this.source = null;
    if (this.element.hidden || !data.video) return;
    this.element.append(make("h3", {}, data.words.stills ?? ""));
    const canvases = data.stills.map((still) => this.still(still, jump));
    this.source = make("video", { muted: "", preload: "auto", src: data.video });
    void this.take(this.source, canvases);
  }

  /** @param {Still} still @param {Jump} jump */
  still(still, jump) {
    const canvas = make("canvas", { role: "img", "aria-label": `${still.title}: ${still.text}` });
    const button = make("button", { type: "button", class: "still" }, canvas, make("b", {}, still.title), make("span", {}, still.text));
    button.addEventListener("click", () => jump(still));
    this.element.append(button);
    return canvas;
  }

  /** @param {HTMLVideoElement} source @param {HTMLCanvasElement[]} canvases */
  async take(source, canvases) {
    for (const [n, canvas] of canvases.entries()) {
      const { t_s } = this.data.stills[n] ?? { t_s: 0 };
      if (!(await seeked(source, t_s))) return;
      const scale = Math.min(1, WIDEST_PX / source.videoWidth);
      canvas.width = Math.round(source.videoWidth * scale);
      canvas.height = Math.round(source.videoHeight * scale);
      canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
      canvas.dataset.t_s = source.currentTime.toFixed(2);
    }
    this.remove();
  }

  remove() {
    this.source?.removeAttribute("src");
    this.source?.load();
    this.source = null;
  }
}

/** @param {HTMLVideoElement} video @param {number} t_s @returns {Promise<boolean>} whether its picture is there */
function seeked(video, t_s) {
  return new Promise((resolve) => {
    video.addEventListener("seeked", () => resolve(video.videoWidth > 0), { once: true });
    video.addEventListener("error", () => resolve(false), { once: true });
    const go = () => (video.currentTime = t_s);
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) go();
    else video.addEventListener("loadeddata", go, { once: true });
  });
}
