/**
 * Runs: a text or files of vectors, measured layer by layer, and what belongs to the run on screen. A run's clouds come
 * from a source (cloudSource.ts), whatever made them.
 */
import { unlessAborted } from "../../async/unlessAborted.ts";
import { waitFor } from "../../async/waitFor.ts";
import type { CloudSource } from "../cloudSource.ts";
import { encodeSelection, type EncodedSelection } from "../encodeSelection.ts";
import type { EncoderHost } from "../encoderHost.ts";
import type { GeometryRunner } from "../geometryJob.ts";
import { holdSource, type HeldRun } from "../heldRun.ts";
import type { Emit, LatestWins, Reply } from "../latestWins.ts";
import { intervalSettingsOf, referenceFailure, referenceOfRun, type MeasuredRun } from "../measuredRun.ts";
import { estimateAllIntervals, measureLayers } from "../measureSource.ts";
import { choosePooling } from "../pooling.ts";
import type { ExplorerRequest, ReferenceChoice } from "../protocol/explorer.ts";
import type { AskedRun } from "../questions/question.ts";
import { referenceOf, type Reference } from "../reference.ts";
import type { References } from "../references.ts";
import { shrunkScores } from "../shrunkScores.ts";
import { textSource } from "../textSource.ts";
import { VectorFilesReader } from "../vectorFilesReader.ts";
import { vectorSource } from "../vectorSource.ts";

/** How long ζ has to rest before its intervals are worth their time. */
const restMilliseconds = 600;

/** What the explorer needs from the session. */
export interface ExplorerParts {
  readonly emit: Emit;
  /** The encoder in use, as soon as it has started. */
  readonly host: () => Promise<EncoderHost>;
  readonly runner: GeometryRunner;
  readonly references: References;
  readonly work: LatestWins;
}

export class ExplorerHandler {
  private readonly parts: ExplorerParts;
  private encoded: EncodedSelection | undefined;
  private readonly vectors = new VectorFilesReader();
  private measured: MeasuredRun | undefined;
  private held: HeldRun | undefined;
  /** The ζ that was asked for last: of a run that is still being measured, it is answered with its first scores. */
  private moved: Extract<ExplorerRequest, { kind: "shrink" }> | undefined;

  constructor(parts: ExplorerParts) {
    this.parts = parts;
  }

  handle(request: ExplorerRequest): void {
    const { work, references, emit } = this.parts;
    switch (request.kind) {
      case "analyse":
        work.withdrawAll();
        work.begin("analyse", request.run, (reply) => this.analyseText(request, reply));
        return;
      case "analyse-vectors":
        work.withdrawAll();
        work.begin("analyse", request.run, (reply) => this.analyseVectors(request, reply));
        return;
      case "shrink":
        // The intervals of the old ζ, if they are still being made, are of no more use.
        this.moved = request;
        if (this.measured?.run !== request.run) return;
        work.withdraw("analyse");
        work.begin("shrink", request.run, (reply) => this.shrink(request.zeta, request.reference, reply));
        return;
      case "cancel":
        work.withdrawRun(request.run);
        void references.stop();
        emit({ kind: "cancelled", run: request.run });
        return;
      case "keep-reference":
        if (this.measured === undefined) return;
        // Covariances of so many dimensions that they were not kept are no reference that this device has room for.
        if (this.measured.layers.some(({ moments }) => moments === undefined)) {
          emit({ kind: "failed", run: this.measured.run, failure: { code: "out-of-memory" } });
          return;
        }
        references.kept = referenceOf(
          this.measured.layers.flatMap(({ moments }) => moments ?? []),
          this.measured.source.layerNumbers,
        );
        emit({ kind: "reference-kept", points: references.kept.points });
        return;
      case "hold":
        this.held = this.hold(request.run);
        return;
      case "release":
        this.held = undefined;
        return;
    }
  }

  /** The run on screen as questions see it; undefined if another one is on screen. */
  asked({ run, signal }: Pick<Reply, "run" | "signal">): AskedRun | undefined {
    const { measured } = this;
    if (measured?.run !== run) return undefined;
    return {
      source: measured.source,
      effectivePoints: (layer) => measured.layers[layer]!.effectivePoints,
      seed: measured.settings.seed,
      intervalSettings: async () => intervalSettingsOf(measured, await this.reference(measured, { run, signal })),
      heldRun: (number) => (this.held?.run === number ? this.held : undefined),
    };
  }

  /** What was computed with the model before says nothing about the one in use now. */
  forgetModel(): void {
    this.encoded = undefined;
    this.parts.references.kept = undefined;
    // Vectors that no model has made stay measured.
    if (this.measured?.source.builtInReference !== undefined) this.measured = undefined;
  }

  private async analyseText(
    { lines, areIndependent = false, settings }: Extract<ExplorerRequest, { kind: "analyse" }>,
    reply: Reply,
  ): Promise<void> {
    if (lines.length === 0) {
      reply.emit({ kind: "failed", run: reply.run, failure: { code: "no-text" } });
      return;
    }
    const host = await unlessAborted(this.parts.host(), reply.signal);
    if (this.encoded === undefined || !this.encoded.isOf(lines, settings)) {
      // The old states go first: two texts' worth of them may not fit.
      this.encoded = undefined;
      this.measured = undefined;
      this.vectors.forget();
      this.encoded = await encodeSelection(host, lines, settings, reply.signal, reply.progress);
    }
    const { pooling } = choosePooling(settings.pooling, host.model.sentences);
    const points = { ...settings, pooling };
    const source = textSource(this.encoded, points, host, this.parts.references, !areIndependent);
    await this.measure(source, settings, reply);
  }

  /** What was on screen answers questions until the file has been read; a file that can't be used leaves it there. */
  private async analyseVectors(
    { vectors, settings }: Extract<ExplorerRequest, { kind: "analyse-vectors" }>,
    reply: Reply,
  ): Promise<void> {
    const cloud = await this.vectors.read(vectors, reply, () => {
      this.measured = undefined;
    });
    this.encoded = undefined;
    await this.measure(vectorSource(cloud, settings.seed), settings, reply);
  }

  /** The whole of a run, once its clouds are there. */
  private async measure(source: CloudSource, settings: MeasuredRun["settings"], reply: Reply): Promise<void> {
    const { run, emit } = reply;
    emit(source.arrival(run));
    const layers = await measureLayers(source, settings.seed, this.parts.runner, reply);
    const { zeta, reference } = this.moved?.run === run ? this.moved : settings;
    this.measured = { run, settings: { ...settings, zeta, reference }, source, layers };
    if (!(await this.emitScores(this.measured, reply))) return;
    await this.estimateIntervals(this.measured, reply);
    emit({ kind: "finished", run });
  }

  /** A moved ζ: the scores at once, their intervals when it has come to rest. */
  private async shrink(zeta: number, reference: ReferenceChoice, reply: Reply): Promise<void> {
    const { run, signal, emit } = reply;
    if (this.measured?.run !== run) return;
    const measured = { ...this.measured, settings: { ...this.measured.settings, zeta, reference } };
    this.measured = measured;
    if (!(await this.emitScores(measured, reply))) return;
    await waitFor(restMilliseconds, signal);
    await this.estimateIntervals(measured, reply);
    emit({ kind: "finished", run });
  }

  /** False, and a failure, if the reference that was chosen does not exist or does not fit. */
  private async emitScores(measured: MeasuredRun, reply: Reply): Promise<boolean> {
    const { run, signal, emit } = reply;
    const reference = await this.reference(measured, reply);
    signal.throwIfAborted();
    const failure = referenceFailure(measured, reference, this.parts.references);
    if (failure !== undefined) {
      emit({ kind: "failed", run, failure });
      return false;
    }
    const { zeta, reference: choice } = measured.settings;
    const scores = shrunkScores(measured.layers, zeta, reference);
    const from = reference === undefined ? {} : { reference: choice };
    emit({ kind: "shrunk", run, zeta, ...from, referencePoints: reference?.points ?? 0, scores });
    return true;
  }

  private async estimateIntervals(measured: MeasuredRun, reply: Reply): Promise<void> {
    const settings = intervalSettingsOf(measured, await this.reference(measured, reply));
    await estimateAllIntervals(measured.source, measured.layers, settings, this.parts.runner, reply);
  }

  private reference(
    measured: MeasuredRun,
    { run, signal }: Pick<Reply, "run" | "signal">,
  ): Promise<Reference | undefined> {
    return referenceOfRun(measured, this.parts.references, signal, (done, total) => {
      // A request withdrawn meanwhile no longer listens, but the work for the next one goes on.
      if (!signal.aborted) this.parts.emit({ kind: "progress", run, stage: "reference", done, total });
    });
  }

  /** Nothing where the run is gone, or where there is no memory for its points: a comparison is then answered by why not. */
  private hold(run: number): HeldRun | undefined {
    if (this.measured?.run !== run) return undefined;
    try {
      return holdSource(run, this.measured.source, this.measured.settings.seed);
    } catch {
      return undefined;
    }
  }
}
