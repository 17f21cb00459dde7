/** What the page hands over (`handover.py`). Times are media seconds; words are in the visitor's language. */

export interface Span {
  start_s: number;
  end_s: number;
}

/** A stretch of time that can be jumped to. short: what stands on its bar; label: what it is, in full. */
export interface Stretch extends Span {
  kind: "rep" | "partial" | "hold" | "try" | "unjudged" | "fault";
  short: string;
  label: string;
}

/** A measure over time. null: not judged, or not seen. band: where it should be, cut to low and high. */
export interface Course {
  title: string;
  unit: string;
  points: [t_s: number, value: number | null][];
  low: number;
  high: number;
  band: [low: number, high: number] | null;
  band_label: string;
}

/** A row of the table. start_s, end_s: null where it lies nowhere in time. */
export interface Row {
  name: string;
  cells: string[];
  start_s: number | null;
  end_s: number | null;
}

export interface Table {
  title: string;
  columns: string[];
  names: string[];
  rows: Row[];
  none: string;
}

export interface FaultLine {
  text: string;
  spans: Span[];
}

export interface Still {
  title: string;
  text: string;
  t_s: number;
  start_s: number;
  end_s: number;
}

export interface Data {
  lang: string;
  video: string | null;
  span: Span;
  course: Course;
  tilt: Course | null;
  stretches: Stretch[];
  faults: FaultLine[];
  table: Table;
  stills: Still[];
  words: Record<string, string>;
}

/** Where the review is: at which time, and whether it plays. */
export interface Now {
  t_s: number;
  playing: boolean;
}

export type Jump = (span: Span) => void;

export type Parent = (HTMLElement | ShadowRoot) & { formcheckReview?: unknown };
