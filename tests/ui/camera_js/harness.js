/** Just enough to run tests in a page: no framework to fetch, and a failure says what was expected. */

/** @type {[name: string, check: () => unknown][]} */
const tests = [];

/** @param {string} name @param {() => unknown} check may be asynchronous */
export function test(name, check) {
  tests.push([name, check]);
}

/** @param {unknown} actual @param {unknown} expected */
export function equal(actual, expected) {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (got !== wanted) throw new Error(`expected ${wanted}, got ${got}`);
}

/** @param {unknown} holds @param {string} what */
export function assert(holds, what) {
  if (!holds) throw new Error(what);
}

/** @param {number} actual @param {number} expected @param {number} [tolerance] */
export function near(actual, expected, tolerance = 1e-6) {
  assert(Math.abs(actual - expected) <= tolerance, `expected ${expected} within ${tolerance}, got ${actual}`);
}

/** @returns {Promise<{name: string, error: string | null}[]>} what became of the tests since the last call */
export async function run() {
  const results = [];
  for (const [name, check] of tests.splice(0)) {
    let error = null;
    try {
      await check();
    } catch (problem) {
      error = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    }
    results.push({ name, error });
  }
  return results;
}
