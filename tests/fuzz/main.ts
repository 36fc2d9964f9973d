/** `npm run fuzz -- --count 100000 --seed 1`: more changed files than the tests read. */
import { parseArgs } from "node:util";
import { failureText, fuzz } from "./fuzz.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    first: { type: "string", default: "0" },
  },
});
const [seed, first, count] = [values.seed, values.first, values.count].map(Number) as [number, number, number];
const started = performance.now();
const failures = await fuzz({ seed, first, count });
for (const failure of failures) console.log(failureText(seed, failure));
console.log(`${count} files in ${Math.round((performance.now() - started) / 1000)} s, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
