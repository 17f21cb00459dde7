/** @import { Step } from "../../../src/formcheck/ui/camera/browser/types.js" */
import { Drawing, worst } from "../../../src/formcheck/ui/camera/browser/drawing.js";
import { along, covering, encloses, wrapped } from "../../../src/formcheck/ui/camera/browser/geometry.js";
import { assert, equal, near, test } from "./harness.js";
import { step, target } from "./steps.js";

const BOX = { x: 10, y: 0, width: 640, height: 480 };
const BLUE = [86, 180, 233];

/** @param {Step} shown @param {boolean} [mirrored] */
function drawn(shown, mirrored = false) {
  const drawing = new Drawing(document.createElement("canvas"));
  drawing.fit(BOX);
  drawing.mirrored = mirrored;
  drawing.draw(shown);
  const { x, y, width, height } = drawing.region;
  /** Colour at a share of the picture. @param {number} u @param {number} v */
  const at = (u, v) => [...drawing.context.getImageData(u * BOX.width * drawing.scale - x, v * BOX.height * drawing.scale - y, 1, 1).data];
  return { drawing, at, area: (width * height) / (BOX.width * BOX.height * drawing.scale ** 2) };
}

test("the worst verdict colours the leg", () => {
  equal(worst({ a: "ok", b: "fault", c: "warn" }), "fault");
  equal(worst({ a: "ok", b: "unseen" }), "ok");
  equal(worst({}), "unseen");
});

test("a height is a bar beside the limb, an angle is none", () => {
  /** @type {Pick<import("../../../src/formcheck/ui/camera/browser/types.js").Target, "points" | "band" | "state">} */
  const places = { points: [[0.6, 0.7], [0.6, 0.7], [0.6, 0.5]], band: [[0.6, 0.6], [0.6, 0.3]], state: "inside" };
  const bar = drawn(step({ target: target({ shape: "bar", ...places }) }));
  const middle = bar.at(0.6, 0.4);
  assert(BLUE.every((value, n) => Math.abs(value - (middle[n] ?? 0)) < 12), `${middle}`);
  const none = drawn(step({ target: target({ shape: "bar", ...places, points: null, band: null }) }));
  equal(none.at(0.6, 0.4)[3], 0);
});

test("the target is drawn only while something is judged", () => {
  const places = { shape: /** @type {const} */ ("bar"), state: /** @type {const} */ ("inside") };
  const shown = target({ ...places, points: [[0.6, 0.7], [0.6, 0.7], [0.6, 0.5]], band: [[0.6, 0.6], [0.6, 0.3]] });
  equal(drawn(step({ target: shown, reason: "no_person" })).at(0.6, 0.4)[3], 0);
  equal(drawn(step({ target: shown, stage: "rest" })).at(0.6, 0.4)[3], 0);
});

test("a mirrored picture has a mirrored drawing", () => {
  const shown = step({ target: target({ shape: "bar", state: "inside", points: [[0.6, 0.7], [0.6, 0.7], [0.6, 0.5]], band: [[0.6, 0.6], [0.6, 0.3]] }) });
  assert((drawn(shown, true).at(0.4, 0.4)[3] ?? 0) > 0, "nothing at the mirrored place");
});

test("the canvas is no larger than the body needs, and empty without one", () => {
  assert(drawn(step()).area < 0.7, "the canvas covers the whole picture");
  const { drawing } = drawn(step());
  drawing.draw(step({ pose: null }));
  const { width, height } = drawing.region;
  assert(drawing.context.getImageData(0, 0, width, height).data.every((each) => each === 0), "something is left");
});

test("angles turn the short way, and boxes change seldom", () => {
  near(wrapped(1.5 * Math.PI), -0.5 * Math.PI);
  const [x, y] = along([1, 2], Math.PI / 2, 3);
  near(x, 1);
  near(y, 5);
  const box = covering([[100, 100], [200, 300]], 10);
  equal(box, covering([[103, 104], [198, 301]], 10));
  equal([encloses(box, { ...box }), encloses(box, { ...box, x: box.x - 1 })], [true, false]);
});
