/** Holds the model in host memory and its encoder on a device, and builds the encoder again when the device is lost. */
import { encodeBatches, type EncodedBatch, type EncodeOptions } from "../encoder/encodeTexts.ts";
import type { TokenizedTexts } from "../encoder/hiddenStates.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { startEncoder, stopEncoder, type StartedEncoder, type StartOptions } from "./backend.ts";
import { BackendError } from "./backendError.ts";

export class EncoderHost {
  readonly model: EncoderModel;
  private readonly options: StartOptions;
  private readonly onStarted: (started: StartedEncoder) => void;
  private started: StartedEncoder;

  private constructor(model: EncoderModel, options: StartOptions, started: StartedEncoder, onStarted: (started: StartedEncoder) => void) {
    this.model = model;
    this.options = options;
    this.started = started;
    this.onStarted = onStarted;
    onStarted(started);
  }

  /**
   * Starts the encoder. `onStarted` is called now, and again after each recovery, with what it runs on.
   * @throws BackendError `no-backend`.
   */
  static async start(model: EncoderModel, options: StartOptions, onStarted: (started: StartedEncoder) => void): Promise<EncoderHost> {
    return new EncoderHost(model, options, await startEncoder(model, options), onStarted);
  }

  /**
   * Hidden states, batch by batch. A device that fails is given up, the encoder is built again from the host's copies,
   * and the sentences not yet done follow; a second failure in the same call is thrown.
   * @throws the signal's reason when aborted; BackendError.
   */
  async *encode(tokens: TokenizedTexts, options: EncodeOptions & { readonly signal: AbortSignal }): AsyncGenerator<EncodedBatch, void, void> {
    const done = new Set<number>();
    let recovered = false;
    for (;;) {
      try {
        const { encoder, backend } = this.started;
        backend.failure.throwIfAborted();
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
        stopEncoder(this.started);
        this.started = await startEncoder(this.model, this.options);
        this.onStarted(this.started);
      }
    }
  }

  dispose(): void {
    stopEncoder(this.started);
  }
}
