/** Names of the browser side for what goes over the socket (`messages.d.ts`) and for what the page hands over. */
import type { BreathSaid, Done, Hello, StepSaid, TargetSaid, Tilt } from "./messages.js";
import type { Controller } from "./controller.js";
import type { Stats } from "./stats.js";

export type { Command, Point, Tilt } from "./messages.js";
export type Breath = BreathSaid;
export type Step = StepSaid;
export type Target = TargetSaid;
export type ServerMessage = Hello | Done | StepSaid;

export type Sentences = Record<string, string>;

/** keep: the camera is recorded in the browser. tone: breathing is to be heard. */
export interface Settings {
  voice: boolean;
  volume: number;
  large: boolean;
  tone: boolean;
  keep: boolean;
}

/** What the page hands over (`Handover` in component.py); token is null until the visitor has pressed the button. auto: opens without a click, once for each value. lighter: whether there is a lighter pose model than the one ordered. */
export interface Data {
  words: Sentences;
  lang: string;
  exercise: string;
  pictures: { position: string; camera: string };
  settings: Settings;
  path: string;
  token: string | null;
  auto: string | null;
  lighter: boolean;
}

/** Tells the page: `begin`, `lighter` or `ended`. */
export type Trigger = (what: string, value: unknown) => void;

export type Parent = (HTMLElement | ShadowRoot) & { formcheck?: unknown };

declare global {
  interface Window {
    formcheckStats: Stats;
    formcheckController: Controller;
    webkitAudioContext?: typeof AudioContext;
  }
  interface Uint8ArrayConstructor {
    /** Newer browsers have it. */
    fromBase64?(base64: string): Uint8Array<ArrayBuffer>;
  }
}
