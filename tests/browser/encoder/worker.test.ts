/** Every backend in a module worker, where the page runs it. */
import { expect, test } from "vitest";
import { backendOrder, type BackendName } from "../../../src/engine/backendName.ts";
import type { WorkerAnswer } from "./encoderWorker.ts";

function ask(backend: BackendName | undefined, model = "tiny-gelu"): Promise<WorkerAnswer> {
  const worker = new Worker(new URL("./encoderWorker.ts", import.meta.url), { type: "module" });
  return new Promise<WorkerAnswer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage({ backend, model });
  }).finally(() => {
    worker.terminate();
  });
}

test.each(backendOrder)("%s computes what PyTorch computes", async (backend) => {
  const answer = await ask(backend);
  expect(answer).toMatchObject({ backend, skipped: 0 });
  expect((answer as { deviation: number }).deviation).toBeLessThan(3e-6);
});

test("webgl, which has no kernel of ours, adds a bias for distance as PyTorch does", async () => {
  const answer = await ask("webgl", "family-mpnet");
  expect(answer).toMatchObject({ backend: "webgl", skipped: 0 });
  expect((answer as { deviation: number }).deviation).toBeLessThan(3e-6);
});

test("a software adapter is skipped for wasm unless it is asked for", async () => {
  expect(await ask(undefined)).toMatchObject({ backend: "wasm", skipped: 1 });
});
