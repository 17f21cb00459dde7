/** @import { Data, Parent } from "../../../src/formcheck/ui/camera/browser/types.js" */
import mount from "../../../src/formcheck/ui/camera/browser/component.js";
import { equal, test } from "./harness.js";
import { handedOver } from "./steps.js";

/** Mounts the component with each of these values of `auto`, and tells how often it opened. @param {(string | null)[]} values */
function openings(values) {
  const parentElement = /** @type {Parent} */ (document.createElement("div"));
  document.body.append(/** @type {HTMLElement} */ (parentElement));
  /** @type {string[]} */
  const told = [];
  const opened = [];
  for (const auto of values) {
    /** @type {Data} */
    const data = { ...handedOver(), auto };
    mount({ data, parentElement, setTriggerValue: (what) => told.push(what) });
    opened.push(told.length);
    const launcher = /** @type {any} */ (parentElement.formcheck);
    launcher.controller?.remove();
    launcher.controller = null;
  }
  /** @type {HTMLElement} */ (parentElement).remove();
  return opened;
}

test("without a word it waits for the click", () => equal(openings([null, null]), [0, 0]));

test("the next exercise of a session opens by itself, once", () => equal(openings(["1", "1", "2"]), [1, 1, 2]));

test("words that come later open nothing", () => equal(openings(["1", null, "1"]), [1, 1, 1]));
