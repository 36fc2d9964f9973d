/** Runs a stepped computation without holding up the worker: messages are heard, and a stop is obeyed, between slices. */
import type { AsyncSteps } from "../lab/asyncSteps.ts";
import type { Steps } from "../geometry/steps.ts";

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

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => {
  const resume = waiting.shift();
  if (waiting.length === 0) keepAlive(false);
  resume?.();
};
keepAlive(false);

/** In Node an open port keeps the process alive: it must while somebody waits, and must not afterwards. */
function keepAlive(needed: boolean): void {
  if (!("unref" in channel.port1)) return;
  const port = channel.port1 as unknown as { ref: () => void; unref: () => void };
  if (needed) port.ref();
  else port.unref();
}

/** Lets other tasks run. A message is not slowed down to 4 ms as nested timeouts are. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    keepAlive(true);
    channel.port2.postMessage(undefined);
  });
}
