/** A pool worker's entry: does one geometry job at a time. */
import { inThisThread, type GeometryJob, type GeometryResult } from "./geometryJob.ts";
import type { PoolEvent, PoolRequest } from "./geometryPool.ts";

let controller = new AbortController();

self.addEventListener("message", ({ data }: MessageEvent<PoolRequest>) => {
  switch (data.kind) {
    case "job":
      controller = new AbortController();
      void answer(data.job, controller.signal);
      return;
    case "stop":
      controller.abort();
      return;
  }
});

async function answer(job: GeometryJob, signal: AbortSignal): Promise<void> {
  const post = (event: PoolEvent, transfer: Transferable[] = []) => self.postMessage(event, { transfer });
  try {
    const result = await inThisThread.run(job, signal, (fraction) => post({ kind: "progress", fraction }));
    post({ kind: "done", result }, largeArraysOf(result));
  } catch (error) {
    if (signal.aborted) post({ kind: "stopped" });
    else
      post({
        kind: "failed",
        name: error instanceof Error ? error.name : "Error",
        message: error instanceof Error ? error.message : String(error),
      });
  }
}

/** The arrays that are worth handing over instead of copying. */
function largeArraysOf(result: GeometryResult<GeometryJob>): Transferable[] {
  if (!("profile" in result)) return [];
  const { moments, profile } = result;
  return [...(moments === undefined ? [] : [moments.scatter.buffer]), profile.components.coordinates.buffer];
}
