/**
 * The counted measure over time with its band, the pelvis where it was seen, and bars to jump to.
 *
 * @import { Course, Data, Jump, Now, Span, Stretch } from "./types.js"
 */
import { make, shape } from "./dom.js";
import { HEIGHT, WIDTH, height, packed, pathOf, place, seconds, ticks, timeAt, valueAt } from "./timeline.js";

const COUNTED = ["rep", "partial", "hold", "try", "pass"];
const STEP_S = 0.5;
const LEAP_S = 5;

export class Chart {
  /** @param {Data} data @param {Jump} jump @param {(t_s: number) => void} seek */
  constructor(data, jump, seek) {
    this.data = data;
    this.jump = jump;
    this.seek = seek;
    this.now_s = data.span.start_s;
    /** @type {HTMLElement[]} */
    this.cursors = [];
    this.slider = make("div", { class: "slider", role: "slider", tabindex: "0", "aria-label": data.words.slider ?? "" });
    this.element = make("div", { class: "chart" });
    this.draw();
  }

  draw() {
    const { data, element } = this;
    const counted = data.stretches.filter(({ kind }) => COUNTED.includes(kind));
    const marked = data.stretches.filter(({ kind }) => !COUNTED.includes(kind));
    element.append(make("h3", {}, data.words.course ?? ""), ...this.lanes(counted, "counted"), this.plot(data.course, "main"));
    if (data.tilt) element.append(this.plot(data.tilt, "tilt"));
    element.append(...this.lanes(marked, "marked"), this.axis(), this.legend());
    const { slider } = this;
    slider.setAttribute("aria-valuemin", data.span.start_s.toFixed(1));
    slider.setAttribute("aria-valuemax", data.span.end_s.toFixed(1));
    slider.addEventListener("keydown", (event) => this.key(event));
    this.show({ t_s: data.span.start_s, playing: false });
  }

  /** @param {Stretch[]} stretches @param {string} name @returns {HTMLElement[]} */
  lanes(stretches, name) {
    return packed(stretches).map((lane) => make("div", { class: `lane ${name}` }, ...lane.map((each) => this.bar(each))));
  }

  /** @param {Stretch} stretch */
  bar(stretch) {
    const said = `${stretch.label}, ${seconds(stretch.start_s, this.data.lang)}`;
    const drawn = make("button", { type: "button", class: `bar ${stretch.kind}`, title: said, "aria-label": said }, stretch.short);
    drawn.style.left = `${100 * place(stretch.start_s, this.data.span)}%`;
    drawn.style.width = `${100 * (place(stretch.end_s, this.data.span) - place(stretch.start_s, this.data.span))}%`;
    drawn.dataset.start_s = String(stretch.start_s);
    drawn.addEventListener("click", () => this.jump(stretch));
    return drawn;
  }

  /** @param {Course} course @param {string} name */
  plot(course, name) {
    const { span } = this.data;
    const drawn = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": course.title });
    for (const each of this.data.stretches) drawn.append(shaded(each, span));
    if (course.band) {
      const [low, high] = course.band.map((end) => height(end, course));
      drawn.append(shape("rect", { class: "band", x: "0", y: String(high), width: String(WIDTH), height: String((low ?? 0) - (high ?? 0)) }));
    }
    drawn.append(shape("path", { class: `line ${name}`, d: pathOf(course, span) }));
    const cursor = make("div", { class: "cursor" }, make("output", { class: "reading" }));
    this.cursors.push(cursor);
    const area = make("div", { class: "area" }, cursor);
    area.prepend(drawn);
    if (name === "main") area.append(this.slider);
    area.addEventListener("pointerdown", (event) => this.drag(event, area));
    const [low, high] = [course.low, course.high].map((end) => `${end.toFixed(0)}${course.unit}`);
    const ends = make("div", { class: "ends", "aria-hidden": "true" }, make("span", {}, high ?? ""), make("span", {}, low ?? ""));
    return make("figure", { class: `plot ${name}` }, make("figcaption", {}, course.title), area, ends);
  }

  axis() {
    const marks = ticks(this.data.span).map((t_s) => {
      const mark = make("span", {}, seconds(t_s, this.data.lang, 0));
      mark.style.left = `${100 * place(t_s, this.data.span)}%`;
      return mark;
    });
    return make("div", { class: "axis", "aria-hidden": "true" }, ...marks);
  }

  legend() {
    const { words, stretches, course } = this.data;
    const kinds = new Set(stretches.map(({ kind }) => kind));
    const entries = [["band", course.band ? course.band_label : ""]];
    for (const kind of /** @type {const} */ (["partial", "fault", "unjudged"])) entries.push([kind, kinds.has(kind) ? (words[`legend_${kind}`] ?? "") : ""]);
    const shown = entries.filter(([, text]) => text).map(([kind, text]) => make("li", {}, make("i", { class: kind ?? "" }), text ?? ""));
    return make("ul", { class: "legend" }, ...shown);
  }

  /** Where the pointer is, as long as it is down. @param {PointerEvent} event @param {HTMLElement} area */
  drag(event, area) {
    if (event.button !== 0) return;
    const at = (/** @type {PointerEvent} */ moved) => {
      const box = area.getBoundingClientRect();
      this.seek(timeAt((moved.clientX - box.left) / box.width, this.data.span));
    };
    at(event);
    const ended = new AbortController();
    area.setPointerCapture(event.pointerId);
    area.addEventListener("pointermove", at, { signal: ended.signal });
    for (const what of ["pointerup", "pointercancel"]) area.addEventListener(what, () => ended.abort(), { signal: ended.signal });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { start_s, end_s } = this.data.span;
    /** @type {Record<string, number>} */
    const to = { ArrowLeft: this.now_s - STEP_S, ArrowDown: this.now_s - STEP_S, ArrowRight: this.now_s + STEP_S, ArrowUp: this.now_s + STEP_S };
    Object.assign(to, { PageDown: this.now_s - LEAP_S, PageUp: this.now_s + LEAP_S, Home: start_s, End: end_s });
    const t_s = to[event.key];
    if (t_s === undefined) return;
    event.preventDefault();
    this.seek(Math.min(end_s, Math.max(start_s, t_s)));
  }

  /** @param {Now} now */
  show({ t_s }) {
    const { data, slider } = this;
    this.now_s = t_s;
    slider.setAttribute("aria-valuenow", t_s.toFixed(1));
    const courses = [data.course, data.tilt];
    const said = this.cursors.map((cursor, n) => {
      const course = courses[n];
      const value = course ? valueAt(course, t_s) : null;
      const text = course && value !== null ? `${value.toFixed(0)}${course.unit}` : "";
      cursor.style.left = `${100 * place(t_s, data.span)}%`;
      cursor.classList.toggle("right", place(t_s, data.span) > 0.8);
      if (cursor.firstElementChild) cursor.firstElementChild.textContent = text;
      return text;
    });
    slider.setAttribute("aria-valuetext", [seconds(t_s, data.lang), said[0]].filter(Boolean).join(", "));
  }
}

/** @param {Stretch} stretch @param {Span} span */
function shaded(stretch, span) {
  const x = place(stretch.start_s, span) * WIDTH;
  const width = place(stretch.end_s, span) * WIDTH - x;
  return shape("rect", { class: `shade ${stretch.kind}`, x: x.toFixed(1), y: "0", width: width.toFixed(1), height: String(HEIGHT) });
}
