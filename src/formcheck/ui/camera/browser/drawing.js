/**
 * @import { Point, Step, Target } from "./types.js"
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 */
import { along, covering, encloses, wrapped } from "./geometry.js";

// Blue, yellow and orange stay apart for every kind of colour vision, and each has its own stroke as well.
export const COLOURS = { unseen: "#56b4e9", ok: "#56b4e9", warn: "#f0c83c", fault: "#f07828" };
const WHITE = "#ffffff";
const INK = "rgba(12, 18, 26, .72)";
const FAR = "#b0becc";
const GREY = "#c3cfdb";
const LEGS = { left: [23, 25, 27, 29, 31, 27], right: [24, 26, 28, 30, 32, 28] };
const TRUNK = [[11, 12, 24, 23, 11], [11, 13, 15], [12, 14, 16], [7, 11], [8, 12]];
const WORST = /** @type {const} */ (["fault", "warn", "ok", "unseen"]);
const CLEAR_STAGES = ["work", "setup", "countdown"];
const MARGIN_UNITS = 26;

/** @param {Step["verdicts"]} verdicts @returns {keyof typeof COLOURS} */
export function worst(verdicts) {
  const said = new Set(Object.values(verdicts));
  return WORST.find((each) => said.has(each)) ?? "unseen";
}

/**
 * Draws over the picture, only when a new step came: no loop of its own. The canvas is no larger than the body
 * needs: where no graphics processor helps, laying a clear canvas over a whole video costs as much as the video.
 */
export class Drawing {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.mirrored = true;
    this.box = { x: 0, y: 0, width: 1, height: 1 };
    this.scale = 1; // of the canvas: device pixels in a CSS pixel
    this.unit = 2; // what strokes are measured in
    this.region = { x: 0, y: 0, width: 0, height: 0 };
  }

  /** @param {Box} box of the picture on the screen, CSS pixels */
  fit(box) {
    this.box = box;
    this.scale = Math.min(2, window.devicePixelRatio || 1);
    this.unit = Math.max(2, (Math.min(box.width, box.height) * this.scale) / 150);
    this.region = { x: 0, y: 0, width: 0, height: 0 };
  }

  /** @param {readonly number[]} point @returns {Point} in pixels of the whole picture */
  at([x = 0, y = 0]) {
    const seen = this.mirrored ? 1 - x : x;
    return [seen * this.box.width * this.scale, y * this.box.height * this.scale];
  }

  /** Lay the canvas where these points are, and clear it. @param {Point[]} points */
  cover(points) {
    const wanted = covering(points, this.unit * MARGIN_UNITS);
    const now = this.region;
    if (encloses(now, wanted) && now.width * now.height < 2 * wanted.width * wanted.height) {
      this.clear();
      return;
    }
    this.region = wanted;
    const px = (/** @type {number} */ value) => `${value / this.scale}px`;
    Object.assign(this.canvas, { width: wanted.width, height: wanted.height });
    Object.assign(this.canvas.style, {
      left: px(wanted.x + this.box.x * this.scale),
      top: px(wanted.y + this.box.y * this.scale),
      width: px(wanted.width),
      height: px(wanted.height),
    });
    this.context.setTransform(1, 0, 0, 1, -wanted.x, -wanted.y);
  }

  clear() {
    const { x, y, width, height } = this.region;
    this.context.clearRect(x, y, width, height);
  }

  /** @param {Step} step */
  draw(step) {
    if (!step.pose) {
      this.clear();
      return;
    }
    this.cover(step.pose.map((point) => this.at(point)));
    const judged = step.reason === null && step.stage === "work";
    const colour = judged ? COLOURS[worst(step.verdicts)] : GREY;
    this.context.globalAlpha = CLEAR_STAGES.includes(step.stage) ? 1 : 0.45;
    this.skeleton(step.pose, step.near === "right" ? "right" : "left", colour);
    if (judged) this.target(step.target, colour);
    this.context.globalAlpha = 1;
  }

  /** @param {NonNullable<Step["pose"]>} pose @param {"left" | "right"} near @param {string} colour */
  skeleton(pose, near, colour) {
    const place = (/** @type {number} */ row) => this.at(pose[row] ?? []);
    const chain = (/** @type {number[]} */ rows, /** @type {string} */ ofColour, /** @type {number} */ width) =>
      this.line(rows.map(place), ofColour, width);
    chain(LEGS[near === "left" ? "right" : "left"], FAR, this.unit);
    for (const rows of TRUNK) chain(rows, WHITE, this.unit);
    const leg = LEGS[near];
    chain(leg, colour, this.unit * 1.1);
    chain(leg.slice(0, 3), colour, this.unit * 2.2);
    for (const row of leg.slice(0, 3)) this.dot(place(row), this.unit * 2.1);
  }

  /** The counted measure where it is, and its target. @param {Target} target @param {string} colour */
  target({ shape, points, band, state }, colour) {
    if (!points || !band) return;
    const [zero, joint, now] = points;
    const ends = /** @type {[Point, Point]} */ (band.map((point) => this.at(point)));
    if (shape === "bar") this.bar(ends, this.at(now), state);
    else this.angle(this.at(zero), this.at(joint), this.at(now), ends, state, colour);
  }

  /**
   * A target angle: where it should be as a band, where it is as a needle, like on a dial.
   * @param {Point} zero @param {Point} joint @param {Point} now @param {[Point, Point]} band
   * @param {Target["state"]} state @param {string} colour
   */
  angle(zero, joint, now, band, state, colour) {
    const { context, unit } = this;
    const angle = (/** @type {Point} */ p) => Math.atan2(p[1] - joint[1], p[0] - joint[0]);
    const radius = Math.hypot(now[0] - joint[0], now[1] - joint[1]) * 0.78;
    const [low, high] = [angle(band[0]), angle(band[1])];
    const turn = wrapped(high - low);
    this.arc(joint, radius, low, low + turn, INK, unit * 10);
    this.arc(joint, radius, low, low + turn, state === "inside" ? COLOURS.ok : WHITE, unit * 8, 0.85);
    this.ray(joint, radius + unit * 5, low, unit * 0.8);
    this.line([joint, along(joint, angle(zero), radius * 0.9)], WHITE, unit * 0.6, [unit * 2, unit * 2]);
    const needle = angle(now);
    this.line([joint, along(joint, needle, radius + unit * 6)], colour, unit * 1.6);
    context.beginPath();
    context.arc(...along(joint, needle, radius), unit * 2.6, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = unit;
    context.strokeStyle = WHITE;
    context.stroke();
  }

  /**
   * A target height: a band beside the limb, the line to be reached, and a marker where it is now.
   * @param {[Point, Point]} band @param {Point} now @param {Target["state"]} state
   */
  bar([low, high], now, state) {
    const { context, unit } = this;
    const half = unit * 3.5;
    const before = context.globalAlpha;
    context.globalAlpha = before * 0.8;
    context.fillStyle = state === "inside" ? COLOURS.ok : WHITE;
    context.fillRect(now[0] - half, Math.min(low[1], high[1]), half * 2, Math.abs(high[1] - low[1]));
    context.globalAlpha = before;
    this.line([[now[0] - half * 3.5, low[1]], [now[0] + half * 3.5, low[1]]], WHITE, unit * 1.2);
    this.dot(now, unit * 3.2);
  }

  /** @param {Point[]} points @param {string} colour @param {number} width @param {number[]} [dash] */
  line(points, colour, width, dash = []) {
    const { context } = this;
    const path = () => {
      context.beginPath();
      points.forEach(([x, y], n) => (n ? context.lineTo(x, y) : context.moveTo(x, y)));
    };
    context.lineCap = "round";
    context.lineJoin = "round";
    context.setLineDash(dash);
    if (!dash.length) {
      path();
      context.strokeStyle = INK;
      context.lineWidth = width + this.unit;
      context.stroke();
    }
    path();
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
    context.setLineDash([]);
  }

  /**
   * @param {Point} centre @param {number} radius @param {number} from @param {number} to angles in radians
   * @param {string} colour @param {number} width @param {number} [alpha]
   */
  arc(centre, radius, from, to, colour, width, alpha = 1) {
    const { context } = this;
    const before = context.globalAlpha;
    context.globalAlpha = before * alpha;
    context.beginPath();
    context.arc(centre[0], centre[1], radius, from, to, to < from);
    context.lineCap = "butt";
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
    context.globalAlpha = before;
  }

  /** @param {Point} centre @param {number} radius @param {number} angle @param {number} width */
  ray(centre, radius, angle, width) {
    this.line([along(centre, angle, radius * 0.78), along(centre, angle, radius)], WHITE, width);
  }

  /** @param {Point} centre @param {number} radius */
  dot([x, y], radius) {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = WHITE;
    context.fill();
    context.lineWidth = this.unit * 0.8;
    context.strokeStyle = INK;
    context.stroke();
  }
}
