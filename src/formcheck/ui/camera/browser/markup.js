/**
 * @import { IconName } from "./icons.js"
 * @import { Words } from "./words.js"
 */
import { icon } from "./icons.js";

/** @type {[name: string, icon: IconName, key: string][]} */
const BUTTONS = [
  ["start", "play", "Space"],
  ["pause", "pause", "Space"],
  ["resume", "play", "Space"],
  ["skip", "skip", "N"],
  ["stop", "stop", "S"],
  ["hurts", "hand", "H"],
];
/** @type {[name: string, icon: IconName][]} */
const TOOLS = [["mute", "sound"], ["settings", "gear"], ["full", "full"]];

/** Which buttons make sense in which stage of the workout. @type {Record<string, string[]>} */
export const BUTTONS_OF = {
  camera: ["stop"],
  setup: ["start", "stop", "hurts"],
  countdown: ["pause", "stop", "hurts"],
  work: ["pause", "skip", "stop", "hurts"],
  rest: ["pause", "skip", "stop", "hurts"],
  switch: ["pause", "skip", "stop", "hurts"],
  paused: ["resume", "skip", "stop", "hurts"],
};

export const MARKUP = `
<div class="video-area">
  <video playsinline muted aria-hidden="true"></video>
  <canvas class="drawing"></canvas>
</div>
<div class="hud">
  <header class="bar">
    <div class="title"><b data-of="name"></b><span data-of="set"></span></div>
    <div class="recording" hidden></div>
    <div class="recording listening" hidden></div>
    <div class="tools"></div>
  </header>
  <div class="meters">
    <div class="meter" role="img">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="panel" cx="60" cy="60" r="59"/>
        <circle class="track" cx="60" cy="60" r="52"/>
        <circle class="fill" cx="60" cy="60" r="52" pathLength="100"/>
      </svg>
      <div class="reading"><span class="mark"></span><b></b><span class="of"></span></div>
    </div>
    <p class="partial" aria-hidden="true"></p>
  </div>
  <div class="gauges">
    <div class="breath" role="img" hidden>
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="breath-limit" cx="60" cy="60" r="56"/><circle class="breath-size" cx="60" cy="60" r="54"/>
      </svg>
      <span></span>
    </div>
    <div class="tilt" role="img" hidden>
      <svg viewBox="4 8 112 62" aria-hidden="true">
        <path class="scale" d="M12 64A48 48 0 0 1 108 64"/>
        <path class="ok-range"/><path class="uncertainty"/><path class="needle" d="M60 64V20"/>
        <circle class="pivot" cx="60" cy="64" r="5"/>
      </svg>
      <span></span>
    </div>
  </div>
  <div class="big" aria-hidden="true"></div>
  <p class="cue" role="status"></p>
  <footer class="controls"></footer>
</div>
<section class="sheet guide" tabindex="0" aria-labelledby="guide-what" hidden>
  <h2 id="guide-what"></h2>
  <p class="hint"></p>
  <div class="too-slow" hidden><p></p><button type="button" class="wide" data-do="lighter"></button></div>
  <div class="pictures"><div class="position"></div><div class="place"></div></div>
  <p class="position-words"></p>
  <ul class="checks"></ul>
</section>
<section class="sheet settings" hidden>
  <h2></h2>
  <label class="row"><span data-word="live.setting.voice"></span><input type="checkbox" name="voice" role="switch"></label>
  <label class="row"><span data-word="live.setting.volume"></span><input type="range" name="volume" min="0" max="1" step="0.05"></label>
  <label class="row"><span data-word="live.setting.tone"></span><input type="checkbox" name="tone" role="switch"></label>
  <label class="row"><span data-word="live.setting.large"></span><input type="checkbox" name="large" role="switch"></label>
  <label class="row"><span data-word="live.setting.camera"></span><select name="camera"></select></label>
  <p class="no-voice" data-word="live.setting.no_voice" hidden></p>
  <div class="stop-word" hidden>
    <label class="row"><span data-word="live.listen.setting"></span><input type="checkbox" name="listen" role="switch" aria-describedby="stop-word-how"></label>
    <p class="small" id="stop-word-how"></p>
  </div>
  <div class="key-help"><h3 data-word="live.key.title"></h3><dl class="keys"></dl></div>
  <button type="button" class="wide" data-do="settings"></button>
</section>
<section class="sheet trouble" role="alertdialog" aria-labelledby="trouble-what" aria-describedby="trouble-fix" hidden>
  <div class="sign"></div>
  <h2 id="trouble-what"></h2>
  <p id="trouble-fix"></p>
  <div class="ways"></div>
</section>
<p class="live-region" aria-live="assertive"></p>
`;

/** @param {Words} words @returns {string} markup of the buttons below the picture */
export function controls(words) {
  return BUTTONS.map(([name, sign, key]) => {
    const label = words.say(`live.button.${name}`);
    const shown = key === "Space" ? words.say("live.key.space") : key;
    return `<button type="button" data-do="${name}" aria-keyshortcuts="${key}">${icon(sign)}<span>${label}</span><kbd>${shown}</kbd></button>`;
  }).join("");
}

/** @param {Words} words @returns {string} markup of the round buttons above the picture */
export function tools(words) {
  return TOOLS.map(([name, sign]) => {
    const label = words.say(`live.button.${name}`);
    return `<button type="button" data-do="${name}" title="${label}" aria-label="${label}">${icon(sign)}</button>`;
  }).join("");
}

/** @param {Words} words @returns {string} markup of the list of keys */
export function keyList(words) {
  const keys = [[words.say("live.key.space"), "pause"], ["N", "skip"], ["S · Esc", "stop"], ["H", "hurts"], ["M", "mute"], ["F", "full"]];
  return keys.map(([key, what]) => `<dt><kbd>${key}</kbd></dt><dd>${words.say(`live.key.${what}`)}</dd>`).join("");
}
