/** Runs a stepped computation without holding up its thread: messages are received, and a stop is obeyed, between slices. */
import type { Steps } from "../geometry/steps.ts";
import type { AsyncSteps } from "./asyncSteps.ts";
import { nextTask } from "./nextTask.ts";

/** Long enough for the cost of a pause not to matter, short enough for a stop to feel immediate. */
const sliceMilliseconds = 20;

/**
 * The result of a computation run in slices.
 * @param onProgress called after each slice with the fraction done, in [0, 1].
 * @throws the signal's reason when aborted; whatever the computation throws.
 */
export async function runSteps<Result>(
  steps: Steps<Result>,
  signal: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<Result> {
  signal.throwIfAborted();
  let sliceEnd = performance.now() + sliceMilliseconds;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < sliceEnd) continue;
    onProgress?.(step.value);
    await nextTask();
    signal.throwIfAborted();
    sliceEnd = performance.now() + sliceMilliseconds;
  }
}

/** runSteps of a computation that waits for a device in between. */
export async function runAsyncSteps<Result>(
  steps: AsyncSteps<Result>,
  signal: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<Result> {
  for (;;) {
    signal.throwIfAborted();
    const step = await steps.next();
    if (step.done === true) return step.value;
    onProgress?.(step.value);
    await nextTask();
  }
}
