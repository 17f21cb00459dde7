/** The dial of the pelvic tilt: 20 degrees each way; forward is drawn to the right. */
const RANGE_DEG = 20;
const DRAWN_RANGE_DEG = 22; // a band that leaves the dial is cut off a little beyond its end
const TURN = 4; // degrees on the dial for a degree of tilt
const CENTRE = { x: 60, y: 64 };

/** @param {number} tilt_deg @returns {number} turn of the needle from upright, + clockwise */
export function needleDeg(tilt_deg) {
  return TURN * clamped(tilt_deg, RANGE_DEG);
}

/**
 * @param {number | null} low_deg @param {number | null} high_deg null: to the end of the dial
 * @param {number} radius @returns {string} path of an arc
 */
export function dialArc(low_deg, high_deg, radius) {
  return `M${at(low_deg ?? -RANGE_DEG, radius)}A${radius} ${radius} 0 0 1 ${at(high_deg ?? RANGE_DEG, radius)}`;
}

/** @param {number} tilt_deg @param {number} sd_deg @param {number} radius @returns {string} path of an arc, two SD each way */
export function uncertaintyArc(tilt_deg, sd_deg, radius) {
  const middle_deg = clamped(tilt_deg, RANGE_DEG);
  return dialArc(middle_deg - 2 * sd_deg, middle_deg + 2 * sd_deg, radius);
}

/** @param {number} tilt_deg @param {number} radius @returns {string} a point of the dial */
function at(tilt_deg, radius) {
  const angle = ((clamped(tilt_deg, DRAWN_RANGE_DEG) * TURN - 90) * Math.PI) / 180;
  return `${(CENTRE.x + radius * Math.cos(angle)).toFixed(1)} ${(CENTRE.y + radius * Math.sin(angle)).toFixed(1)}`;
}

/** @param {number} value @param {number} most @returns {number} */
function clamped(value, most) {
  return Math.max(-most, Math.min(most, value));
}
