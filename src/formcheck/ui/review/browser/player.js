/**
 * The video and its buttons: they stand beneath the picture, so that nothing covers it.
 *
 * Without a video (a live set, a recording) the same time runs on a clock of its own, so that cursor and rows
 * can be followed all the same.
 *
 * @import { Data, Now, Span } from "./types.js"
 */
import { icon, make } from "./dom.js";
import { seconds } from "./timeline.js";

const SPEEDS = [1, 0.5, 0.25];

export class Player {
  /** @param {Data} data @param {(now: Now) => void} show called whenever time or play has changed */
  constructor(data, show) {
    this.data = data;
    this.show = show;
    /** @type {number | null} */
    this.stop_s = null;
    this.asked = 0;
    this.video = data.video ? make("video", { playsinline: "", preload: "auto", src: data.video, tabindex: "-1" }) : null;
    this.play = make("button", { type: "button", class: "play" });
    this.time = make("output", { class: "time" });
    this.speed = make("button", { type: "button", class: "speed", title: data.words.speed ?? "" });
    this.full = make("button", { type: "button", class: "full", "aria-label": data.words.full ?? "" }, icon("full"));
    this.element = make("div", { class: "player" });
    this.rate = 1;
    this.draw();
  }

  draw() {
    const { video, element } = this;
    element.hidden = video === null;
    if (!video) return;
    video.muted = true;
    video.setAttribute("aria-label", this.data.words.video ?? "");
    element.append(make("div", { class: "screen" }, video), make("div", { class: "buttons" }, this.play, this.time, this.speed, this.full));
    this.play.addEventListener("click", () => this.toggle());
    video.addEventListener("click", () => this.toggle());
    this.speed.addEventListener("click", () => this.setRate(SPEEDS[(SPEEDS.indexOf(this.rate) + 1) % SPEEDS.length] ?? 1));
    this.full.addEventListener("click", () => void video.requestFullscreen?.().catch(() => {}));
    for (const what of ["play", "pause", "seeked", "loadedmetadata", "ended"]) video.addEventListener(what, () => this.tell());
    video.addEventListener("play", () => this.follow());
    this.setRate(1);
    this.tell();
  }

  /** @param {number} rate */
  setRate(rate) {
    this.rate = rate;
    if (this.video) this.video.playbackRate = rate;
    this.speed.textContent = `${rate.toLocaleString(this.data.lang)}\u00d7`;
    this.speed.setAttribute("aria-label", `${this.data.words.speed}: ${this.speed.textContent}`);
  }

  get now_s() {
    return this.video?.currentTime ?? this.data.span.start_s;
  }

  /** Go to a stretch and play it to its end. @param {Span} span */
  jump({ start_s, end_s }) {
    if (!this.video) {
      this.show({ t_s: start_s, playing: false });
      return;
    }
    this.seek(start_s);
    this.stop_s = end_s;
    void this.video.play().catch(() => {});
  }

  /** Go to a time; what plays goes on. @param {number} t_s */
  seek(t_s) {
    this.stop_s = null;
    if (this.video) this.video.currentTime = t_s;
    this.show({ t_s, playing: Boolean(this.video && !this.video.paused) });
  }

  toggle() {
    if (!this.video) return;
    this.stop_s = null;
    if (this.video.paused) void this.video.play().catch(() => {});
    else this.video.pause();
  }

  /** Once a picture of the screen while it plays; still, nothing runs. */
  follow() {
    cancelAnimationFrame(this.asked);
    const { video } = this;
    if (!video || video.paused || !video.isConnected) return;
    if (this.stop_s !== null && !video.seeking && video.currentTime >= this.stop_s) {
      this.stop_s = null;
      video.pause();
    }
    this.tell();
    this.asked = requestAnimationFrame(() => this.follow());
  }

  tell() {
    const { video, data } = this;
    if (!video) return;
    const playing = !video.paused && !video.ended;
    if (this.play.dataset.playing !== String(playing)) {
      this.play.dataset.playing = String(playing);
      this.play.replaceChildren(icon(playing ? "pause" : "play"));
      this.play.setAttribute("aria-label", data.words[playing ? "pause" : "play"] ?? "");
    }
    const whole = Number.isFinite(video.duration) ? ` / ${seconds(video.duration, data.lang, 0)}` : "";
    this.time.textContent = `${seconds(video.currentTime, data.lang)}${whole}`;
    this.show({ t_s: video.currentTime, playing });
  }

  remove() {
    cancelAnimationFrame(this.asked);
    this.video?.pause();
    this.video?.removeAttribute("src");
    this.video?.load();
  }
}
