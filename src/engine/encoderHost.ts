/** Holds the model in host memory and its encoder on a device, and builds the encoder again when the device is lost. */
import { Encoder } from "../encoder/encoder.ts";
import { encodeBatches, type EncodedBatch, type EncodeOptions } from "../encoder/encodeTexts.ts";
import type { TokenizedTexts } from "../encoder/hiddenStates.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { startEncoder, stopEncoder, type StartedEncoder, type StartOptions } from "./backend.ts";
import { BackendError } from "./backendError.ts";

/** What is told each time that an encoder has been started. */
export type StartListener = (started: StartedEncoder) => void;

/** What work on the host's device has to know of it. */
export interface Device {
  /** Aborts, with a BackendError as reason, when the device fails. What was on it is gone then. */
  readonly failure: AbortSignal;
  /** False where nothing fails but the program: what the device holds is as safe as host memory. */
  readonly mayBeLost: boolean;
}

export class EncoderHost {
  readonly model: EncoderModel;
  private readonly options: StartOptions;
  private readonly onStarted: StartListener;
  /** Undefined while no encoder of this host is on a device. */
  private started: StartedEncoder | undefined;
  private starting: Promise<StartedEncoder> | undefined;
  private replaced = false;

  private constructor(model: EncoderModel, options: StartOptions, started: StartedEncoder, onStarted: StartListener) {
    this.model = model;
    this.options = options;
    this.started = started;
    this.onStarted = onStarted;
    onStarted(started);
  }

  /**
   * Starts the encoder. `onStarted` is called now, and again after each recovery, with what it runs on.
   * @throws BackendError `no-backend`; the signal's reason when aborted.
   */
  static async start(
    model: EncoderModel,
    options: StartOptions,
    onStarted: StartListener,
    signal?: AbortSignal,
  ): Promise<EncoderHost> {
    const started = await startEncoder(model, signal === undefined ? options : { ...options, signal });
    return new EncoderHost(model, options, started, onStarted);
  }

  /**
   * Puts another model in place of this one, on the same choice of backends, and returns its host; this one then encodes
   * no more. The old encoder leaves the device first, because two may not fit. If the new one can't be started, or
   * `signal` aborts, this host is started again before the reason is thrown.
   * No encoding may be under way.
   */
  async replacedBy(model: EncoderModel, signal: AbortSignal): Promise<EncoderHost> {
    this.dispose();
    try {
      const host = await EncoderHost.start(model, this.options, this.onStarted, signal);
      this.replaced = true;
      return host;
    } catch (error) {
      await this.running();
      throw error;
    }
  }

  /**
   * Hidden states, batch by batch, of this host's model or of another, which is put on the device for as long as it
   * takes. A device that fails is given up, the encoder is built again from the host's copies, and the sentences not yet
   * done follow; a second failure in the same call is thrown.
   * @throws the signal's reason when aborted; BackendError.
   */
  async *encode(
    tokens: TokenizedTexts,
    { model = this.model, ...options }: EncodeOptions & { readonly signal: AbortSignal; readonly model?: EncoderModel },
  ): AsyncGenerator<EncodedBatch, void, void> {
    const done = new Set<number>();
    let recovered = false;
    for (;;) {
      let started: StartedEncoder | undefined;
      let guest: Encoder | undefined;
      try {
        started = await this.running();
        const { backend } = started;
        backend.failure.throwIfAborted();
        const encoder = model === this.model ? started.encoder : (guest = new Encoder(model));
        const signal = AbortSignal.any([options.signal, backend.failure]);
        for await (const batch of encodeBatches(encoder, tokens, { ...options, signal })) {
          if (batch.sentences.every((sentence) => done.has(sentence))) continue;
          for (const sentence of batch.sentences) done.add(sentence);
          yield batch;
        }
        return;
      } catch (error) {
        options.signal.throwIfAborted();
        if (recovered || !(error instanceof BackendError)) throw error;
        recovered = true;
        guest?.dispose();
        guest = undefined;
        // Another text that was being encoded may have started it again already.
        if (this.started === started) this.dispose();
      } finally {
        guest?.dispose();
      }
    }
  }

  /** The device in use, for other work beside the encoder's; started again if there is none. @throws BackendError `no-backend`. */
  async device(): Promise<Device> {
    const { backend } = await this.running();
    return { failure: backend.failure, mayBeLost: backend.name === "webgpu" || backend.name === "webgl" };
  }

  /**
   * The device that takes the place of one that has failed. Of several that saw the same failure the first replaces it.
   * @throws BackendError `no-backend`.
   */
  async deviceAfter(failed: Device): Promise<Device> {
    if (this.started?.backend.failure === failed.failure) this.dispose();
    return this.device();
  }

  /** Takes the encoder off its device. */
  dispose(): void {
    if (this.started !== undefined) stopEncoder(this.started);
    this.started = undefined;
  }

  /** The encoder, started again if it is on no device. @throws BackendError `no-backend`. */
  private async running(): Promise<StartedEncoder> {
    if (this.replaced) throw new Error(`the model ${this.model.name} has been replaced by another`);
    if (this.started !== undefined) return this.started;
    this.starting ??= startEncoder(this.model, this.options).finally(() => (this.starting = undefined));
    const started = await this.starting;
    if (this.started !== started) {
      this.started = started;
      this.onStarted(started);
    }
    return started;
  }
}
