import { Words } from "../../../src/formcheck/ui/camera/browser/words.js";
import { equal, test } from "./harness.js";

const words = new Words({ "a.plain": "Hold it", "a.with": "{n} of {of:.1f} s, {n}" }, "da");

test("a sentence is found by its key, and a key that is not known is shown as it is", () => {
  equal(words.say("a.plain"), "Hold it");
  equal(words.say("a.missing"), "a.missing");
  equal([words.has("a.plain"), words.has("a.missing"), words.has(null), words.has("")], [true, false, false, false]);
});

test("numbers are written as the language does, every time they stand in the sentence", () => {
  equal(words.say("a.with", { n: 2.54, of: 30 }), "2,5 of 30 s, 2,5");
});

test("a place without a value stays, so that it is noticed", () => {
  equal(words.say("a.with", { of: null }), "{n} of {of:.1f} s, {n}");
});
