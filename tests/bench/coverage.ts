/** How often intervals cover, on more clouds than the tests have time for. */
import { coverageOf, coveredIds, type DrawnCloud } from "../unit/geometry/coverage.ts";
import { drivenPassage, independentClouds, realPassage, studentCloud } from "../unit/geometry/coveredClouds.ts";

const clouds: Readonly<Record<string, (seed: number) => DrawnCloud>> = {
  ...independentClouds,
  "200 points of Student's t3 in 20 dimensions": studentCloud,
  "a passage of 200 sentences, blocks left out": (seed) => drivenPassage(seed, true),
  "the same, random groups left out": (seed) => drivenPassage(seed, false),
  "30 sentences of a real layer one after another, blocks left out": (seed) => realPassage(seed, true),
  "the same 30 sentences, random groups left out": (seed) => realPassage(seed, false),
};

/** Prints of each kind of cloud how many of 100 intervals cover, and their width by that of ideal ones. */
export function printCoverage(runs = 400): void {
  for (const [name, draw] of Object.entries(clouds)) {
    const { of } = coverageOf(draw, runs);
    console.log(`  ${name}`);
    for (const id of coveredIds) {
      const { share, width } = of[id];
      console.log(`    ${id.padEnd(20)}${(100 * share).toFixed(1).padStart(6)} % ${width.toFixed(2).padStart(6)}`);
    }
  }
}
