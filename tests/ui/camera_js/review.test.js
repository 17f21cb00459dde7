import { Chart } from "../../../src/formcheck/ui/review/browser/chart.js";
import { Rows } from "../../../src/formcheck/ui/review/browser/rows.js";
import { packed, pathOf, place, rowAt, ticks, timeAt, valueAt } from "../../../src/formcheck/ui/review/browser/timeline.js";
import { Announcer } from "../../../src/formcheck/ui/document/browser/component.js";
import { assert, equal, near, test } from "./harness.js";

/** @typedef {import("../../../src/formcheck/ui/review/browser/types.js").Data} Data */

const SPAN = { start_s: 4, end_s: 24 };
/** @type {Data["course"]} */
const COURSE = {
  title: "Knee",
  unit: "°",
  points: [[4, 0], [6, 10], [8, null], [10, 20], [24, 0]],
  low: 0,
  high: 20,
  band: [10, 20],
  band_label: "target",
};

/** @returns {Data} */
const handed = () => ({
  lang: "da",
  video: null,
  span: SPAN,
  course: COURSE,
  tilt: null,
  stretches: [
    { kind: "rep", start_s: 5, end_s: 9, short: "1", label: "Gentagelse 1" },
    { kind: "rep", start_s: 10, end_s: 14, short: "2", label: "Gentagelse 2" },
    { kind: "fault", start_s: 6, end_s: 8, short: "!", label: "svaj" },
    { kind: "unjudged", start_s: 7, end_s: 9, short: "?", label: "Ikke bedømt" },
  ],
  faults: [{ text: "svaj i én af to", spans: [{ start_s: 6, end_s: 8 }] }],
  table: {
    title: "Gentagelser",
    columns: ["Nr.", "Bemærket"],
    names: ["number", "remarks"],
    rows: [
      { name: "Gentagelse 1", cells: ["1", "svaj"], start_s: 5, end_s: 9 },
      { name: "Gentagelse 2", cells: ["2", "–"], start_s: 10, end_s: 14 },
    ],
    none: "",
  },
  stills: [],
  words: { slider: "Sted", course: "Forløb" },
});

test("times and places are each other's inverse, and stay on the chart", () => {
  for (const share of [0, 0.25, 1]) near(place(timeAt(share, SPAN), SPAN), share);
  equal([place(0, SPAN), place(99, SPAN), timeAt(-1, SPAN), timeAt(2, SPAN)], [0, 1, 4, 24]);
  equal(place(5, { start_s: 5, end_s: 5 }), 0);
});

test("a line is broken where nothing was seen", () => {
  equal(pathOf(COURSE, SPAN), "M0.0 100.0L100.0 50.0M300.0 0.0L1000.0 100.0");
  equal([valueAt(COURSE, 3), valueAt(COURSE, 7), valueAt(COURSE, 9), valueAt(COURSE, 30)], [null, 10, null, 0]);
});

test("what overlaps lies in two lanes, what only touches in one", () => {
  const [a, b, c] = [{ start_s: 0, end_s: 2 }, { start_s: 1, end_s: 3 }, { start_s: 2, end_s: 4 }];
  equal(packed([c, b, a]), [[a, c], [b]]);
});

test("a row is under way from its start to before its end", () => {
  const { rows } = handed().table;
  equal([4.9, 5, 8.99, 9, 10, 14].map((t_s) => rowAt(rows, t_s)), [-1, 0, 0, -1, 1, -1]);
});

test("marks of time are round, inside, and few", () => {
  equal(ticks(SPAN), [5, 10, 15, 20]);
  assert(ticks({ start_s: 0, end_s: 1800 }).length <= 9, "half an hour has few");
});

test("bars and chips jump to their stretch, in the words of the language", () => {
  /** @type {number[]} */
  const jumps = [];
  const chart = new Chart(handed(), ({ start_s }) => jumps.push(start_s), () => {});
  const bars = [...chart.element.querySelectorAll("button")];
  equal(bars.map((bar) => bar.getAttribute("aria-label")), ["Gentagelse 1, 5,0 s", "Gentagelse 2, 10,0 s", "svaj, 6,0 s", "Ikke bedømt, 7,0 s"]);
  const rows = new Rows(handed(), ({ start_s }) => jumps.push(start_s));
  for (const button of [...bars, ...rows.element.querySelectorAll("button")]) button.click();
  equal(jumps, [5, 10, 6, 7, 6, 5, 10]);
});

test("the cursor is where the time is, and says the value", () => {
  const chart = new Chart(handed(), () => {}, () => {});
  chart.show({ t_s: 14, playing: true });
  const cursor = /** @type {HTMLElement} */ (chart.element.querySelector(".cursor"));
  equal([cursor.style.left, cursor.textContent], ["50%", "20°"]);
  equal(chart.slider.getAttribute("aria-valuetext"), "14,0 s, 20°");
});

test("the keyboard moves the cursor, and not beyond the ends", () => {
  /** @type {number[]} */
  const sought = [];
  const chart = new Chart(handed(), () => {}, (t_s) => sought.push(t_s));
  for (const key of ["ArrowRight", "PageDown", "End", "x"]) chart.slider.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
  equal(sought, [4.5, 4, 24]);
});

test("the row under way is lit, and only that", () => {
  const rows = new Rows(handed(), () => {});
  const lit = () => rows.rows.map((row) => row.getAttribute("aria-current"));
  rows.show({ t_s: 6, playing: true });
  equal(lit(), ["true", null]);
  rows.show({ t_s: 12, playing: true });
  equal(lit(), [null, "true"]);
  rows.show({ t_s: 20, playing: false });
  equal(lit(), [null, null]);
});

test("words are words: nothing is read as markup", () => {
  const data = handed();
  data.table.rows[0] = { name: "<b>", cells: ["<img src=x>", "<i>"], start_s: null, end_s: null };
  equal(new Rows(data, () => {}).element.querySelectorAll("img, i, b").length, 0);
});

test("the page says its language, and which card is chosen, again and again", async () => {
  const root = document.createElement("div");
  root.innerHTML = "<div class='st-key-card_a'><button></button></div><div class='st-key-card_b'><button></button></div>";
  document.body.append(root);
  const announcer = new Announcer(root);
  announcer.update({ lang: "da", chosen: "st-key-card_b", pages: "Sider", choose_file: "Vælg" });
  const pressed = () => [...root.querySelectorAll("button")].map((button) => button.getAttribute("aria-pressed"));
  equal([document.documentElement.lang, ...pressed()], ["da", "false", "true"]);
  root.children[1]?.replaceChildren(document.createElement("button"));
  await new Promise((done) => setTimeout(done, 100));
  equal(pressed(), ["false", "true"]);
  announcer.observer.disconnect();
  root.remove();
});

test("one link leads to where one is, also beside one without a path", () => {
  const root = document.createElement("div");
  root.innerHTML = `<div class='st-key-pages'><a href="?lang=da"></a><a href="${location.href}"></a><a href="learn"></a></div>`;
  document.body.append(root);
  const announcer = new Announcer(root);
  history.replaceState(null, "", "/here");
  announcer.update({ lang: "da", chosen: "", pages: "Sider", choose_file: "Vælg" });
  const links = [...root.querySelectorAll("a")];
  equal(links.map((link) => link.getAttribute("aria-current")), [null, null, null]);
  history.replaceState(null, "", "/learn?lang=da");
  announcer.say();
  equal(links.map((link) => link.getAttribute("aria-current")), [null, null, "page"]);
  history.replaceState(null, "", "/");
  announcer.say();
  equal(links.map((link) => link.getAttribute("aria-current")), ["page", "page", null]);
  announcer.observer.disconnect();
  root.remove();
});
