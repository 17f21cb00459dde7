/**
 * @import { Data, Parent, ServerMessage, Settings, Step, Trigger } from "./types.js"
 * @import { Words } from "./words.js"
 */
import { Camera, troubleOf } from "./camera.js";
import { Connection, RESTARTING } from "./connection.js";
import { FrameSource } from "./frames.js";
import { Hud } from "./hud.js";
import { icon } from "./icons.js";
import { Pace } from "./pace.js";
import { Recording } from "./recording.js";
import { Sound, TUNES } from "./sound.js";
import { Stats } from "./stats.js";
import { StopWord } from "./stop_word.js";
import { soundsOf } from "./view.js";
import { WakeLock } from "./wake_lock.js";

const SHOW_DONE_MS = 1200;
const LAST_WORD_MS = 4000;

/** One workout in the browser, from the button to the result: joins camera, connection, sound and hud. */
export class Controller {
  /** @param {Parent} parent @param {Words} words @param {Data} data @param {Trigger} trigger */
  constructor(parent, words, data, trigger) {
    this.data = data;
    this.words = words;
    this.trigger = trigger;
    this.settings = { ...data.settings };
    this.hud = new Hud(parent, words, (what, value) => this.pressed(what, value));
    this.sound = new Sound(words, this.settings);
    this.camera = new Camera(this.hud.video, () => this.cameraGone());
    this.wakeLock = new WakeLock();
    this.stats = new Stats();
    this.stopWord = new StopWord(words, {
      speaking: () => this.sound.speaking,
      heard: () => this.pressed("hurts"),
      changed: () => this.hud.listening(this.stopWord),
    });
    /** @type {Connection | null} */
    this.connection = null;
    /** @type {FrameSource | null} */
    this.frames = null;
    /** @type {Recording | null} */
    this.recording = null;
    this.worked = false; // whether there is anything to show
    this.ready = false; // whether the camera has started
    this.awaits_camera = false; // whether the set waits for a camera that went
    this.ended = false; // whether the connection has ended for good
    this.removed = false;
    this.hurts = false; // whether it was stopped because it hurts
    /** @type {string | null} token of a workout that was given up for one with a lighter model */
    this.spent = null;
    this.update(words, data);
    window.formcheckStats = this.stats;
    window.formcheckController = this; // for tests
    this.devicesChanged = () => this.listCameras();
    navigator.mediaDevices?.addEventListener?.("devicechange", this.devicesChanged);
  }

  /** A rerun of the page: new words, perhaps the token that was asked for. @param {Words} words @param {Data} data */
  update(words, data) {
    this.data = data;
    this.words = this.sound.words = this.stopWord.words = words;
    this.hud.setWords(words, data);
    this.hud.enter(this.hud.step?.stage ?? "camera");
    this.adjust();
    this.connect();
  }

  /** From the click on: sound is unlocked in it, the camera is asked for, and the page for a token. */
  begin() {
    this.sound.unlock();
    this.hud.open();
    this.hud.notify({ kind: "hint", text: this.words.say("live.stage.camera"), icon: "camera" });
    this.wakeLock.on();
    this.trigger("begin", { at_ms: Date.now() });
    return this.startCamera();
  }

  /** @param {string} [device] */
  async startCamera(device) {
    try {
      await this.camera.start(device);
    } catch (error) {
      this.hud.trouble(troubleOf(error), ["retry", "leave"]);
      this.sound.play(TUNES.trouble);
      return;
    }
    this.hud.trouble(null);
    this.hud.mirror(this.camera.mirrored);
    this.hud.fit();
    this.listCameras();
    this.frames ??= new FrameSource(this.hud.video, () => this.sendNewest());
    if (this.settings.keep && this.camera.stream) {
      this.recording ??= new Recording(this.words.say("live.record.name", { exercise: this.data.exercise }));
      this.recording.start(this.camera.stream);
      this.hud.find(".recording").hidden = false;
    }
    this.ready = true;
    this.connect();
    this.stopWord.open(this.settings.listen);
    if (this.awaits_camera) this.connection?.send("resume");
    this.awaits_camera = false;
  }

  connect() {
    if (!this.ready || !this.data.token || this.data.token === this.spent || this.connection) return;
    const link = (/** @type {"hint" | "reason"} */ kind, /** @type {string} */ key) =>
      this.hud.notify({ kind, text: this.words.say(key), icon: "link" });
    link("hint", "live.stage.connecting");
    this.connection = new Connection(this.data.path, this.data.token, {
      message: (message) => this.receive(message),
      ready: () => this.sendNewest(),
      broken: (code) => link("reason", code === RESTARTING ? "live.hint.restarting" : "live.hint.reconnecting"),
      resumed: () => link("hint", "live.hint.back"),
      ended: (trouble) => this.stop(trouble),
    });
  }

  /** A frame has come, or the server can take one: when both have happened, the newest frame goes out. */
  sendNewest() {
    if (!this.connection?.ready || !this.frames?.fresh) return;
    const began_ms = performance.now();
    const frame = this.frames.take();
    if (!frame) return;
    this.stats.encode_ms.push(performance.now() - began_ms);
    if (this.connection.sendFrame(frame.capture_ms, frame.jpeg)) this.stats.sent += 1;
  }

  /** @param {ServerMessage} message */
  receive(message) {
    if (message.kind === "step") this.step(message);
    if (message.kind === "done") this.done(message.result);
  }

  /** @param {Step} step */
  step(step) {
    const before = this.hud.step;
    this.hud.show(step);
    this.stats.shown(this.connection?.answered_capture_ms ?? NaN, step.server_ms);
    if (step.stage === "work") this.worked = true;
    const { say, countdown, count } = soundsOf(step, before, this.words);
    if (say && !this.hurts) {
      this.sound.say(say);
      this.hud.announce(this.words.say(say));
    }
    if (countdown !== null) this.sound.count(countdown, "tick");
    if (count !== null) this.sound.count(count);
  }

  /** @param {string} what @param {any} [value] a button, a key, a setting, or the next breath @returns {unknown} */
  pressed(what, value) {
    const stage = this.hud.step?.stage;
    switch (what) {
      case "space":
        return this.connection?.send(stage === "setup" ? "start" : stage === "paused" ? "resume" : "pause");
      case "start":
      case "pause":
      case "resume":
      case "skip":
        return this.connection?.send(what);
      case "escape":
        return this.hud.find(".settings").hidden ? this.pressed("stop") : this.pressed("settings");
      case "stop":
        return this.connection?.greeted ? this.connection.send("stop") : this.leave("left");
      case "hurts":
        this.hurts = true;
        return this.pressed("stop");
      case "mute":
        this.sound.mute(!this.sound.muted);
        return this.adjust();
      case "full":
        return this.hud.full();
      case "settings":
        return this.hud.toggleSettings();
      case "setting":
        return this.set(value);
      case "breath":
        return this.sound.breathe(value);
      case "retry":
      case "lighter":
        return this[what]();
      case "show":
        return this.leave("stopped");
      case "leave":
        return this.leave("left");
      default:
        return undefined;
    }
  }

  /** @param {Partial<Settings> & {camera?: string}} change */
  set({ camera, ...change }) {
    Object.assign(this.settings, change);
    this.adjust();
    if (change.listen !== undefined) {
      this.stopWord.want(change.listen);
      this.trigger("listen", { on: change.listen, at_ms: Date.now() });
    }
    if (camera) this.startCamera(camera);
  }

  /** Shows the settings that hold. */
  adjust() {
    this.hud.adjust(this.settings, this.sound.muted, Boolean(this.sound.speaker));
  }

  async listCameras() {
    this.hud.cameras(await this.camera.list(), this.camera.device);
  }

  /** The camera was unplugged: nothing is judged, and the set waits. */
  cameraGone() {
    this.awaits_camera = true;
    this.connection?.send("pause");
    this.camera.stop();
    this.hud.drawing.clear();
    this.hud.trouble("gone", this.worked ? ["retry", "show"] : ["retry", "leave"]);
    this.sound.play(TUNES.trouble);
    this.listCameras();
  }

  retry() {
    if (!this.ended) return this.startCamera();
    this.ended = false;
    this.wakeLock = new WakeLock();
    this.wakeLock.on();
    this.connection = this.frames = null;
    return this.startCamera();
  }

  /** The same once more from its beginning, which it has not passed, with the lighter pose model. */
  lighter() {
    this.spent = this.data.token;
    this.connection?.send("stop");
    this.connection?.close();
    this.connection = null;
    this.hud.step = null;
    this.hud.pace = new Pace();
    this.hud.enter("camera");
    this.hud.notify({ kind: "hint", text: this.words.say("live.stage.connecting"), icon: "link" });
    this.trigger("lighter", { at_ms: Date.now() });
  }

  /** @param {string} result id of it */
  async done(result) {
    this.hud.step = null;
    this.hud.enter("done");
    this.hud.notify({ kind: "", text: "", icon: "check" });
    this.hud.markup(".big", `${icon("check")}${this.words.say("live.stage.done")}`);
    this.stopAll();
    await this.recording?.save();
    await new Promise((resolve) => setTimeout(resolve, SHOW_DONE_MS));
    this.finish("done", result);
  }

  /** The connection has ended for good. @param {string} trouble */
  stop(trouble) {
    this.ended = true;
    this.stopAll();
    const spent = trouble === "token" || trouble === "elsewhere";
    this.hud.trouble(trouble, this.worked ? ["show"] : spent ? ["leave"] : ["retry", "leave"]);
    this.sound.play(TUNES.trouble);
  }

  /** @param {"left" | "stopped"} why */
  async leave(why) {
    if (why === "stopped") this.connection?.send("stop");
    this.stopAll();
    await this.recording?.save();
    this.finish(why, null);
  }

  /** @param {string} why @param {string | null} result */
  finish(why, result) {
    this.hud.close();
    // The review begins where the page begins, not where the button was.
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    this.trigger("ended", { why: this.hurts ? "hurts" : why, result });
    this.remove();
  }

  stopAll() {
    this.frames?.stop();
    this.connection?.close();
    this.camera.stop();
    this.stopWord.close();
    this.wakeLock.off();
  }

  remove() {
    this.removed = true;
    this.stopAll();
    navigator.mediaDevices?.removeEventListener?.("devicechange", this.devicesChanged);
    this.hud.remove();
    setTimeout(() => this.sound.close(), LAST_WORD_MS);
  }
}
