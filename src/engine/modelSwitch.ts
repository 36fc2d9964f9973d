/**
 * Puts one model in place of another. While the new one's files are read, the old one works on. Then everything that
 * runs on the device stops, because two models may not fit on it, and the new one is started; if it does not start, the
 * old one is started again.
 */
import type { EncoderModel } from "../encoder/model.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { failureOf } from "./failureOf.ts";
import type { LoadStage, ModelEvent, ModelSource } from "./protocol/models.ts";

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** `total` is undefined while it is not known. */
  readonly onProgress: (stage: LoadStage, done: number, total: number | undefined) => void;
}

/** What the switch asks of the session that it belongs to. */
export interface ModelSwitchParts {
  readonly emit: (event: ModelEvent) => void;
  /** Reads a model's files. Throws the signal's reason when aborted. */
  readonly read: (source: ModelSource, options: ReadOptions) => Promise<EncoderModel>;
  /** The host in use, or undefined if none could be started. */
  readonly host: () => Promise<EncoderHost | undefined>;
  /** A host for a model where there has been none. */
  readonly start: (model: EncoderModel) => Promise<EncoderHost>;
  /** Ends all work on the device; resolves when nothing of it is left there. Questions that come now wait for `next`. */
  readonly replaceHost: (next: Promise<EncoderHost>) => Promise<void>;
  /** Forgets what was computed with the old model. */
  readonly forget: () => void;
}

interface Load {
  readonly load: number;
  readonly controller: AbortController;
}

export class ModelSwitch {
  private readonly parts: ModelSwitchParts;
  private latest: Load | undefined;
  /** The loads so far, one after the other: two never touch the device at once. */
  private switching: Promise<unknown> = Promise.resolve();

  constructor(parts: ModelSwitchParts) {
    this.parts = parts;
  }

  /** Reads a model and puts it in place of the one in use; answers come as events. A newer load supersedes. */
  load(load: number, source: ModelSource): void {
    const { read, emit } = this.parts;
    this.begin(load, (signal) =>
      read(source, {
        signal,
        onProgress: (stage, done, total) => {
          if (!signal.aborted) emit({ kind: "model-progress", load, stage, done, total });
        },
      }),
    );
  }

  /** The same for a model that is in memory already. */
  show(load: number, model: EncoderModel): void {
    this.begin(load, () => Promise.resolve(model));
  }

  cancel(load: number): void {
    if (this.latest?.load === load) this.latest.controller.abort();
  }

  private begin(load: number, read: (signal: AbortSignal) => Promise<EncoderModel>): void {
    this.latest?.controller.abort();
    const controller = new AbortController();
    this.latest = { load, controller };
    const { signal } = controller;
    const started = { restarted: false };
    const work = async () => {
      const model = await read(signal);
      const before = this.switching;
      const done = before.then(() => this.replace(model, signal, started));
      this.switching = done.catch(() => undefined);
      await done;
    };
    work().then(
      () => this.parts.emit({ kind: "model-loaded", load }),
      (error: unknown) => {
        const { restarted } = started;
        if (signal.aborted) this.parts.emit({ kind: "model-cancelled", load, restarted });
        else this.parts.emit({ kind: "model-failed", load, failure: failureOf(error), restarted });
      },
    );
  }

  /** @throws what kept the model from starting, or the signal's reason; the old model then works again. */
  private async replace(model: EncoderModel, signal: AbortSignal, outcome: { restarted: boolean }): Promise<void> {
    const { host: current, start, replaceHost, forget } = this.parts;
    signal.throwIfAborted();
    const host = await current();
    if (host === undefined) {
      const first = start(model);
      await replaceHost(first);
      await first;
      return;
    }
    let proceed = (): void => undefined;
    const idle = new Promise<void>((resolve) => (proceed = resolve));
    const replaced = idle.then(() => host.replacedBy(model, signal));
    await replaceHost(replaced.catch(() => host));
    outcome.restarted = true;
    proceed();
    await replaced;
    forget();
  }
}
