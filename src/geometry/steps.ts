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

/** Runs a stepped computation as the part of a longer one that fills its progress from `start` to `end`. */
export function* portion<Result>(steps: Steps<Result>, start: number, end: number): Steps<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield start + (end - start) * step.value;
  }
}
