/** Strokes on a 24 x 24 grid. They stand beside words and colours: nothing is said by colour alone. */
const PATHS = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  bad: "M12 4v10M12 18.5v.5",
  wait: "M6 12h.01M12 12h.01M18 12h.01",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
  skip: "M6 5l9 7-9 7zM18 5v14",
  stop: "M6 6h12v12H6z",
  sound: "M4 9.5v5h4l5 4v-13l-5 4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
  mute: "M4 9.5v5h4l5 4v-13l-5 4zM17 9.5l5 5M22 9.5l-5 5",
  gear: "M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  camera: "M4 7h11v10H4zM15 11l5-3v8l-5-3z",
  hidden:
    "M4 4l16 16M9.5 5.8A10 10 0 0 1 12 5.5c5 0 8.500 4 9.500 6.500a13 13 0 0 1-3 4M6 7.500A13 13 0 0 0 2.500 12c1 2.500 4.500 6.500 9.500 6.500a10 10 0 0 0 4-.8",
  speak: "M4 5h16v11H11l-4 4v-4H4z",
  hand: "M7 12V6.5a1.500 1.500 0 0 1 3 0V11M10 10.500v-6a1.500 1.500 0 0 1 3 0v6M13 10.500V6a1.500 1.500 0 0 1 3 0v7M16 12.500v-3a1.500 1.500 0 0 1 3 0V15a6 6 0 0 1-6 6c-3 0-4.500-1.500-6-4l-2.300-4a1.400 1.400 0 0 1 2.300-1.500L8 13.500",
  turn: "M20 12a8 8 0 1 1-3-6.200M20 3v4.500h-4.500",
  link: "M9 15l6-6M10.500 6.500l2-2a4.200 4.200 0 0 1 6 6l-2 2M13.500 17.500l-2 2a4.200 4.200 0 0 1-6-6l2-2",
  listen: "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.500V21",
  record: "M12 8.500a3.500 3.500 0 1 0 .01 0z",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name @returns {string} markup */
export function icon(name) {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`;
}
