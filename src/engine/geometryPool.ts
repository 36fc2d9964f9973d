/**
 * Does geometry jobs in workers beside the engine's, one job a worker, each worker started when it is first needed. What
 * comes of a job does not depend on where it is done. Where workers are not available, this thread does all jobs.
 */
import { inThisThread, type GeometryJob, type GeometryResult, type GeometryRunner } from "./geometryJob.ts";

/** To a worker: a job, or the request to stop the one that it is doing. */
export type PoolRequest = { readonly kind: "job"; readonly job: GeometryJob } | { readonly kind: "stop" };

/** From a worker, about the job that it is at. */
export type PoolEvent =
  | { readonly kind: "progress"; readonly fraction: number }
  | { readonly kind: "done"; readonly result: GeometryResult<GeometryJob> }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly name: string; readonly message: string };

/** More threads than this gain little: they share their memory's speed. */
const MOST_WORKERS = 4;
/** A smaller cloud is measured sooner than it is sent. */
const FEWEST_POINTS = 256;
/** A larger cloud is not copied: there may be no room for several. */
const MOST_BYTES = 2 ** 27;

/** A worker is gone, or never came. */
class WorkerLost extends Error {}

/** Workers for a machine with this many cores: one core is left to the page, and two are needed for a gain. */
export function poolSize(cores: number): number {
  return Math.min(MOST_WORKERS, cores - 1);
}

/**
 * A pool, or this thread alone where no more than one worker would be busy.
 *
 * @param size the most workers.
 * @param createWorker starts one that runs geometryWorker.ts.
 */
export function createGeometryPool(size: number, createWorker: () => Worker): GeometryRunner {
  if (size < 2 || typeof Worker === "undefined") return inThisThread;
  const idle: PoolWorker[] = [];
  const waiting: (() => void)[] = [];
  let started = 0;
  let broken = false;

  async function takeWorker(): Promise<PoolWorker> {
    while (idle.length === 0 && started === size) await new Promise<void>((resolve) => waiting.push(resolve));
    const free = idle.pop();
    if (free !== undefined) return free;
    started++;
    return new PoolWorker(createWorker);
  }

  function giveBack(worker: PoolWorker): void {
    if (worker.lost) started--;
    else idle.push(worker);
    waiting.shift()?.();
  }

  async function run<Job extends GeometryJob>(
    job: Job,
    signal: AbortSignal,
    onProgress?: (fraction: number) => void,
  ): Promise<GeometryResult<Job>> {
    signal.throwIfAborted();
    const { cloud } = job;
    if (broken || cloud.n < FEWEST_POINTS || cloud.values.byteLength > MOST_BYTES)
      return inThisThread.run(job, signal, onProgress);
    const worker = await takeWorker();
    try {
      signal.throwIfAborted();
      return await worker.run(job, signal, onProgress);
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error;
      broken = true;
      return await inThisThread.run(job, signal, onProgress);
    } finally {
      giveBack(worker);
    }
  }

  return { width: size, run };
}

class PoolWorker {
  lost = false;
  private worker: Worker | undefined;
  private readonly createWorker: () => Worker;

  constructor(createWorker: () => Worker) {
    this.createWorker = createWorker;
  }

  run<Job extends GeometryJob>(
    job: Job,
    signal: AbortSignal,
    onProgress?: (fraction: number) => void,
  ): Promise<GeometryResult<Job>> {
    return new Promise((resolve, reject) => {
      const worker = this.start();
      if (worker === undefined) return reject(new WorkerLost());
      const stop = () => this.post({ kind: "stop" });
      const settle = () => {
        signal.removeEventListener("abort", stop);
        worker.onmessage = worker.onerror = worker.onmessageerror = null;
      };
      worker.onmessage = ({ data }: MessageEvent<PoolEvent>) => {
        switch (data.kind) {
          case "progress":
            // A withdrawn job reports nothing more; its worker is free again once it has stopped.
            if (!signal.aborted) onProgress?.(data.fraction);
            return;
          case "done":
            settle();
            return resolve(data.result as GeometryResult<Job>);
          case "stopped":
            settle();
            return reject(signal.reason as Error);
          case "failed":
            settle();
            return reject(data.name === "RangeError" ? new RangeError(data.message) : new Error(data.message));
        }
      };
      worker.onerror = worker.onmessageerror = (event: Event) => {
        // Handled here: it is no fault of the engine that the page needs to report.
        event.preventDefault();
        settle();
        this.lost = true;
        worker.terminate();
        reject(new WorkerLost());
      };
      signal.addEventListener("abort", stop, { once: true });
      // A copy of these points alone: what is sent takes the whole buffer with it, and layers may share one.
      const values = job.cloud.values.slice();
      this.post({ kind: "job", job: { ...job, cloud: { ...job.cloud, values } } }, [values.buffer]);
    });
  }

  private start(): Worker | undefined {
    try {
      this.worker ??= this.createWorker();
    } catch {
      this.lost = true;
    }
    return this.worker;
  }

  private post(request: PoolRequest, transfer: Transferable[] = []): void {
    this.worker?.postMessage(request, transfer);
  }
}
