import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EngineEvent } from "../../../src/engine/protocol/protocol.ts";
import { gatherCurves } from "../../../src/store/effects/gatherCurves.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const steps = (run: number): EngineEvent => ({ kind: "lab-steps", run, steps: [] });
const saved: EngineEvent = { kind: "lab-saved", run: 9, bytes: new Uint8Array() };

test("what comes in a burst is taken in together, in its order, and nothing else waits", () => {
  const taken: EngineEvent[] = [];
  const receive = gatherCurves((event) => taken.push(event));
  receive(steps(1));
  expect(taken).toHaveLength(1);
  receive(steps(2));
  receive(steps(3));
  expect(taken).toHaveLength(1);
  vi.advanceTimersByTime(45);
  expect(taken).toEqual([1, 2, 3].map(steps));
  receive(steps(4));
  receive(saved);
  expect(taken).toEqual([...[1, 2, 3, 4].map(steps), saved]);
  vi.advanceTimersByTime(1000);
  receive(steps(5));
  expect(taken).toHaveLength(6);
});
