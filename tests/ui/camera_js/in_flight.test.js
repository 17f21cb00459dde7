import { InFlight } from "../../../src/formcheck/ui/camera/browser/in_flight.js";
import { equal, test } from "./harness.js";

/** @param {number} answer_ms @returns {InFlight} that has seen one answer, at the time 0 */
function after(answer_ms) {
  const inFlight = new InFlight();
  inFlight.sent(1, -answer_ms, -answer_ms);
  inFlight.answered(1, 0);
  return inFlight;
}

test("the first picture goes at once, the second when the first is answered", () => {
  const inFlight = new InFlight();
  equal(inFlight.wait_ms(0), 0);
  inFlight.sent(1, 0, 0);
  equal(String(inFlight.wait_ms(5000)), "Infinity");
  equal([inFlight.answered(1, 90), inFlight.wait_ms(90)], [0, 0]);
});

test("later ones go shortly before the answer is due, and never three", () => {
  const inFlight = after(90);
  inFlight.sent(2, 0, 0);
  equal([inFlight.wait_ms(0), inFlight.wait_ms(60), inFlight.wait_ms(70)], [65, 5, 0]);
  inFlight.sent(3, 70, 70);
  equal([70, 5000].map((now_ms) => String(inFlight.wait_ms(now_ms))), ["Infinity", "Infinity"]);
  equal([inFlight.answered(2, 90), inFlight.wait_ms(90)], [0, 45]);
});

test("a server that becomes slower is sent to more slowly", () => {
  const inFlight = after(50);
  let now_ms = 0;
  for (const seq of [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]) {
    inFlight.sent(seq, now_ms, now_ms);
    inFlight.answered(seq, (now_ms += 200));
  }
  inFlight.sent(17, now_ms, now_ms);
  equal([inFlight.wait_ms(now_ms) > 165, inFlight.wait_ms(now_ms) < 175], [true, true]);
});

test("an answer settles what was sent before it", () => {
  const inFlight = after(30);
  inFlight.sent(2, 10, 10);
  inFlight.sent(3, 20, 20);
  equal([inFlight.answered(3, 60), inFlight.wait_ms(60)], [20, 0]);
  equal(String(inFlight.answered(2, 70)), "NaN");
});

test("after a break nothing is on its way", () => {
  const inFlight = after(30);
  inFlight.sent(2, 0, 0);
  inFlight.clear();
  equal(inFlight.wait_ms(0), 0);
});
