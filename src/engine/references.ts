/** The references at hand: the built-in one for each way of making points, made once, and a run that was kept. */
import type { CreateArithmetic } from "../geometry/arithmetic/arithmetic.ts";
import { unlessAborted } from "../async/unlessAborted.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { builtInReference, type Reference } from "./reference.ts";
import type { PointSettings } from "./units.ts";

type ProgressListener = (done: number, total: number) => void;

/** A built-in reference, being made or made. */
interface ReferenceJob {
  readonly controller: AbortController;
  readonly result: Promise<Reference>;
  /** Hears of the job's progress: whoever asked last. */
  listener: ProgressListener;
}

export class References {
  /** The run that the person chose to keep. */
  kept: Reference | undefined;
  private readonly lines: () => Promise<readonly string[]>;
  private readonly createArithmetic: CreateArithmetic;
  /** By the encoder that makes them: a text encoded with an earlier model still finds its own. */
  private readonly jobs = new WeakMap<EncoderHost, Map<string, ReferenceJob>>();
  private readonly working = new Set<ReferenceJob>();

  /**
   * @param lines loads the built-in reference text.
   * @param createArithmetic does the inner loops.
   */
  constructor(lines: () => Promise<readonly string[]>, createArithmetic: CreateArithmetic) {
    this.lines = lines;
    this.createArithmetic = createArithmetic;
  }

  /**
   * The built-in reference for points made like this. The work is shared, and goes on when the question that started
   * it is replaced: the next position of the slider needs it too.
   * @throws the signal's reason if it aborts first.
   */
  builtIn(
    host: EncoderHost,
    settings: PointSettings,
    listener: ProgressListener,
    signal: AbortSignal,
  ): Promise<Reference> {
    // Tokens are not pooled: one reference serves both poolings.
    const points: PointSettings = settings.unit === "tokens" ? { ...settings, pooling: "mean" } : settings;
    const key = [points.unit, points.pooling, points.includeSpecialTokens].join();
    const jobs = this.jobs.get(host) ?? new Map<string, ReferenceJob>();
    this.jobs.set(host, jobs);
    let job = jobs.get(key);
    if (job === undefined) {
      job = this.start(host, points);
      jobs.set(key, job);
      job.result.catch(() => jobs.delete(key));
    }
    job.listener = listener;
    return unlessAborted(job.result, signal);
  }

  /** Stops what is being made; resolves when nothing of it goes on. */
  async stop(): Promise<void> {
    for (const { controller } of this.working) controller.abort();
    await Promise.allSettled([...this.working].map(({ result }) => result));
  }

  private start(host: EncoderHost, { unit, pooling, includeSpecialTokens }: PointSettings): ReferenceJob {
    const { createArithmetic } = this;
    const controller = new AbortController();
    const settings = { unit, pooling, includeSpecialTokens };
    const onProgress: ProgressListener = (done, total) => job.listener(done, total);
    const result = this.lines().then((lines) =>
      builtInReference(lines, { host, settings, createArithmetic, signal: controller.signal, onProgress }),
    );
    const job: ReferenceJob = { controller, result, listener: () => undefined };
    this.working.add(job);
    void result.catch(() => undefined).then(() => this.working.delete(job));
    return job;
  }
}
