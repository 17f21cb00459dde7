/**
 * @import { Point } from "./types.js"
 * @import { Box } from "./drawing.js"
 */

const GRID_PX = 96;

/** @param {number} angle in radians @returns {number} the same, between -pi and pi */
export function wrapped(angle) {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

/** @param {Point} point @param {number} angle @param {number} length @returns {Point} `length` away from a point */
export function along([x, y], angle, length) {
  return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
}

/** Box on a coarse grid that holds all points, so that it seldom changes. @param {Point[]} points @param {number} margin @returns {Box} */
export function covering(points, margin) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const least = (/** @type {number[]} */ of) => Math.floor((Math.min(...of) - margin) / GRID_PX) * GRID_PX;
  const most = (/** @type {number[]} */ of) => Math.ceil((Math.max(...of) + margin) / GRID_PX) * GRID_PX;
  return { x: least(xs), y: least(ys), width: most(xs) - least(xs), height: most(ys) - least(ys) };
}

/** @param {Box} outer @param {Box} inner @returns {boolean} */
export function encloses(outer, inner) {
  return (
    inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
