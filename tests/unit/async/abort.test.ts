import { expect, test, vi } from "vitest";
import { runSteps } from "../../../src/async/runSteps.ts";
import { unlessAborted } from "../../../src/async/unlessAborted.ts";
import { waitFor } from "../../../src/async/waitFor.ts";
import type { Steps } from "../../../src/geometry/steps.ts";

test("waiting ends with its time, or with the reason of the signal, and leaves no timer behind", async () => {
  vi.useFakeTimers();
  const { signal } = new AbortController();
  const waited = waitFor(50, signal);
  await vi.advanceTimersByTimeAsync(50);
  await expect(waited).resolves.toBeUndefined();
  const controller = new AbortController();
  const stopped = waitFor(50, controller.signal);
  controller.abort(new Error("stopped"));
  await expect(stopped).rejects.toThrow("stopped");
  expect(vi.getTimerCount()).toBe(0);
  await expect(waitFor(50, controller.signal)).rejects.toThrow("stopped");
  vi.useRealTimers();
});

test("a promise is no longer waited for once the signal has aborted", async () => {
  const controller = new AbortController();
  await expect(unlessAborted(Promise.resolve(7), controller.signal)).resolves.toBe(7);
  const never = unlessAborted(new Promise(() => undefined), controller.signal);
  controller.abort(new Error("stopped"));
  await expect(never).rejects.toThrow("stopped");
  await expect(unlessAborted(Promise.resolve(7), controller.signal)).rejects.toThrow("stopped");
});

test("steps are stopped between slices, and say before how far they are", async () => {
  function* busy(): Steps<number> {
    for (let part = 0; part < 100; part++) {
      const end = performance.now() + 5;
      while (performance.now() < end);
      yield part / 100;
    }
    return 100;
  }
  const controller = new AbortController();
  const fractions: number[] = [];
  const running = runSteps(busy(), controller.signal, (fraction) => {
    fractions.push(fraction);
    if (fractions.length === 3) controller.abort(new Error("stopped"));
  });
  await expect(running).rejects.toThrow("stopped");
  expect(fractions).toHaveLength(3);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});
