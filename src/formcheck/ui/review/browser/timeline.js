/**
 * The pure part: media seconds to places on the chart, and back.
 *
 * @import { Course, Row, Span } from "./types.js"
 */

/** Steps of an axis of time, in seconds: the first that leaves no more than eight marks. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];
const MOST_TICKS = 8;
/** Of the drawing, in its own units: it is stretched to the size of the chart. */
export const WIDTH = 1000;
export const HEIGHT = 100;

/** @param {number} t_s @param {Span} span @returns {number} 0..1 of the width, also when it lies outside */
export function place(t_s, span) {
  const length_s = span.end_s - span.start_s;
  return length_s > 0 ? Math.min(1, Math.max(0, (t_s - span.start_s) / length_s)) : 0;
}

/** @param {number} share 0..1 of the width @param {Span} span @returns {number} */
export function timeAt(share, span) {
  return span.start_s + Math.min(1, Math.max(0, share)) * (span.end_s - span.start_s);
}

/** @param {number} value @param {Course} course @returns {number} y, 0 at the top */
export function height(value, { low, high }) {
  return high > low ? HEIGHT * (1 - (value - low) / (high - low)) : HEIGHT / 2;
}

/** Line of a course; it is broken where nothing was seen. @param {Course} course @param {Span} span @returns {string} */
export function pathOf(course, span) {
  let drawn = "";
  let open = false;
  for (const [t_s, value] of course.points) {
    if (value === null) {
      open = false;
      continue;
    }
    drawn += `${open ? "L" : "M"}${(place(t_s, span) * WIDTH).toFixed(1)} ${height(value, course).toFixed(1)}`;
    open = true;
  }
  return drawn;
}

/** Last value at or before a time; null where nothing was seen. @param {Course} course @param {number} t_s @returns {number | null} */
export function valueAt({ points }, t_s) {
  let [from, to] = [0, points.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((points[middle]?.[0] ?? Infinity) <= t_s) from = middle + 1;
    else to = middle;
  }
  return points[from - 1]?.[1] ?? null;
}

/** Rows under each other for what would overlap in one. @template {Span} T @param {T[]} stretches @returns {T[][]} */
export function packed(stretches) {
  /** @type {T[][]} */
  const lanes = [];
  for (const each of [...stretches].sort((a, b) => a.start_s - b.start_s)) {
    const lane = lanes.find((others) => (others.at(-1)?.end_s ?? -Infinity) <= each.start_s);
    if (lane) lane.push(each);
    else lanes.push([each]);
  }
  return lanes;
}

/** Row under way at a time; -1 between two. @param {Row[]} rows @param {number} t_s @returns {number} */
export function rowAt(rows, t_s) {
  return rows.findIndex(({ start_s, end_s }) => start_s !== null && end_s !== null && t_s >= start_s && t_s < end_s);
}

/** @param {Span} span @returns {number[]} round times inside it */
export function ticks({ start_s, end_s }) {
  const step_s = STEPS_S.find((each) => (end_s - start_s) / each <= MOST_TICKS) ?? 1200;
  const found = [];
  for (let t_s = Math.ceil(start_s / step_s) * step_s; t_s <= end_s; t_s += step_s) found.push(t_s);
  return found;
}

/** @param {number} t_s @param {string} lang @param {number} digits @returns {string} seconds as the language writes them */
export function seconds(t_s, lang, digits = 1) {
  return `${t_s.toLocaleString(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits })} s`;
}
