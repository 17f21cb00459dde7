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

/** keep: the camera is recorded in the browser. tone: breathing is to be heard. listen: for the word that stops. */
export interface Settings {
  voice: boolean;
  volume: number;
  large: boolean;
  tone: boolean;
  keep: boolean;
  listen: boolean;
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

/** Tells the page: `begin`, `lighter`, `listen` or `ended`. */
export type Trigger = (what: string, value: unknown) => void;

export type Parent = (HTMLElement | ShadowRoot) & { formcheck?: unknown };

/** Speech recognition as far as it is used here; the checker does not know it yet. */
export interface RecogniserEvent {
  resultIndex: number;
  results: ArrayLike<ArrayLike<{ transcript: string }>> & Iterable<ArrayLike<{ transcript: string }>>;
}
export interface Recogniser {
  lang: string;
  processLocally: boolean;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: RecogniserEvent) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
}
export interface RecogniserClass {
  new (): Recogniser;
  readonly prototype: Recogniser;
  available?(asked: { langs: string[]; processLocally: boolean }): Promise<string>;
}

declare global {
  interface Window {
    SpeechRecognition?: RecogniserClass;
    webkitSpeechRecognition?: RecogniserClass;
    formcheckStats: Stats;
    formcheckController: Controller;
    webkitAudioContext?: typeof AudioContext;
  }
  interface Uint8ArrayConstructor {
    /** Newer browsers have it. */
    fromBase64?(base64: string): Uint8Array<ArrayBuffer>;
  }
}
