/**
 * Long computations are generators: they yield the fraction done, in [0, 1], every few milliseconds, and return the
 * result. So a worker can show progress and stop between two steps, and Node can run them straight through.
 */
export type Steps<Result> = Generator<number, Result, void>;

/** Runs a stepped computation to its end and returns its result. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
