/**
 * The worker's side of the protocol: turns requests into events. Latest wins: a new analysis stops everything that
 * belongs to the one before, and of each smaller question only the last one asked is answered.
 */
import type { EncoderModel } from "../encoder/model.ts";
import { momentsInSteps, type Moments } from "../geometry/covariance.ts";
import { ckaMatrixInSteps } from "../geometry/cka.ts";
import { estimateIntervals } from "../geometry/intervals.ts";
import { alignSigns } from "../geometry/pca.ts";
import { measureLayer } from "../geometry/profile.ts";
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import { rowsOf } from "../geometry/rows.ts";
import { sampleSizeCurve } from "../geometry/sampleSize.ts";
import { encodeSelection, type EncodedSelection } from "./encodeSelection.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { failureOf } from "./failureOf.ts";
import { layerResult, transferables } from "./layerResult.ts";
import { pointTable } from "./pointTable.ts";
import type { AnalysisSettings, EngineEvent, EngineRequest, ReferenceChoice, Stage } from "./protocol.ts";
import { builtInReference, referenceOf, type Reference } from "./reference.ts";
import { pause, runSteps } from "./runSteps.ts";
import { shrunkScores } from "./shrunkScores.ts";
import { pointsOfUnit } from "./units.ts";

/** What the session needs from where it runs. */
export interface SessionEnvironment {
  readonly emit: (event: EngineEvent, transfer?: Transferable[]) => void;
  /** Downloads the model and starts an encoder, reporting progress. */
  readonly start: (request: Extract<EngineRequest, { kind: "start" }>) => Promise<EncoderHost>;
  readonly referenceLines: () => Promise<readonly string[]>;
}

/** What later questions about the run on screen are answered from. */
interface MeasuredRun {
  readonly run: number;
  readonly settings: AnalysisSettings;
  readonly encoded: EncodedSelection;
  readonly moments: readonly Moments[];
}

/** Points on which layers are compared with each other; all pairs of layers times this many points. */
const similarityPoints = 1000;

/** How long ζ has to rest before its intervals are worth their time. */
const restMilliseconds = 600;

type Question = "analyse" | "shrink" | "sample-size" | "similarity";

export class EngineSession {
  private readonly environment: SessionEnvironment;
  private host: Promise<EncoderHost> | undefined;
  private encoded: EncodedSelection | undefined;
  private measured: MeasuredRun | undefined;
  private kept: Reference | undefined;
  private readonly builtIn = new Map<string, Promise<Reference>>();
  private readonly asked = new Map<Question, { readonly run: number; readonly controller: AbortController }>();

  constructor(environment: SessionEnvironment) {
    this.environment = environment;
  }

  /** Takes a request; answers come as events. Never throws. */
  handle(request: EngineRequest): void {
    switch (request.kind) {
      case "start":
        this.host = this.environment.start(request);
        this.host.catch((error: unknown) => this.emit({ kind: "failed", failure: failureOf(error) }));
        return;
      case "analyse":
        for (const { controller } of this.asked.values()) controller.abort();
        this.ask("analyse", request.run, (signal) => this.analyse(request, signal));
        return;
      case "shrink":
        // The intervals of the old ζ, if they are still being made, are of no more use.
        if (this.measured?.run === request.run) this.asked.get("analyse")?.controller.abort();
        this.ask("shrink", request.run, (signal) => this.shrink(request.run, request.zeta, request.reference, signal));
        return;
      case "sample-size":
        this.ask("sample-size", request.run, (signal) => this.sampleSize(request.run, request.layer, signal));
        return;
      case "similarity":
        this.ask("similarity", request.run, (signal) => this.similarity(request.run, signal));
        return;
      case "cancel":
        for (const { run, controller } of this.asked.values()) if (run === request.run) controller.abort();
        this.emit({ kind: "cancelled", run: request.run });
        return;
      case "keep-reference":
        if (this.measured === undefined) return;
        this.kept = referenceOf(this.measured.moments);
        this.emit({ kind: "reference-kept", points: this.kept.points });
        return;
    }
  }

  private emit(event: EngineEvent, transfer?: Transferable[]): void {
    this.environment.emit(event, transfer);
  }

  /** Runs the answer to a question; an earlier one of its kind is stopped, and what is stopped says nothing. */
  private ask(question: Question, run: number, answer: (signal: AbortSignal) => Promise<void>): void {
    this.asked.get(question)?.controller.abort();
    const controller = new AbortController();
    this.asked.set(question, { run, controller });
    answer(controller.signal).catch((error: unknown) => {
      if (!controller.signal.aborted) this.emit({ kind: "failed", run, failure: failureOf(error) });
    });
  }

  private progress(run: number, stage: Stage): (done: number, total: number) => void {
    return (done, total) => this.emit({ kind: "progress", run, stage, done, total });
  }

  private async analyse({ run, lines, settings }: Extract<EngineRequest, { kind: "analyse" }>, signal: AbortSignal): Promise<void> {
    if (lines.length === 0) return this.emit({ kind: "failed", run, failure: { code: "no-text" } });
    const host = await this.hostOrAbort(signal);
    if (this.encoded === undefined || !this.encoded.isOf(lines, settings.seed)) {
      // The old states go first: two texts' worth of them may not fit.
      this.encoded = undefined;
      this.measured = undefined;
      this.encoded = await encodeSelection(host, lines, settings.seed, signal, (stage, done, total) => this.progress(run, stage)(done, total));
    }
    const { encoded } = this;
    this.emitText(run, encoded, settings, host.model);
    const moments = await this.measureLayers(run, encoded, settings, signal);
    this.measured = { run, settings, encoded, moments };
    if (!(await this.emitShrunk(this.measured, signal))) return;
    await this.estimateIntervals(this.measured, signal);
    this.emit({ kind: "finished", run });
  }

  /** The host, or the signal's reason if it aborts while the model is still on its way. */
  private async hostOrAbort(signal: AbortSignal): Promise<EncoderHost> {
    if (this.host === undefined) throw new Error("analysis was asked for before the engine was started");
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
    return Promise.race([this.host, aborted]);
  }

  private emitText(run: number, encoded: EncodedSelection, settings: AnalysisSettings, model: EncoderModel): void {
    const points = pointTable(pointsOfUnit(encoded.states, 0, settings), encoded.states, encoded.lineOfSentence, model.tokenizer);
    this.emit({
      kind: "encoded",
      run,
      text: {
        sentences: encoded.lineOfSentence.length,
        tokens: encoded.states.tokens.ids.length,
        truncated: encoded.states.tokens.truncated.map((sentence) => encoded.lineOfSentence[sentence]),
        ...(encoded.sampledFrom !== undefined && { sampledFrom: encoded.sampledFrom }),
        points,
      },
    });
  }

  private async measureLayers(run: number, { states }: EncodedSelection, settings: AnalysisSettings, signal: AbortSignal): Promise<Moments[]> {
    const layers = states.layers.length;
    const gathered: Moments[] = [];
    let previous: Float32Array | undefined;
    const progress = this.progress(run, "measure");
    for (let layer = 0; layer < layers; layer++) {
      const { cloud } = pointsOfUnit(states, layer, settings);
      const moments = await runSteps(momentsInSteps(cloud), signal);
      gathered.push(moments);
      const profile = await runSteps(measureLayer(cloud, { moments }), signal, (part) => progress(layer + part, layers));
      const { coordinates, count } = profile.components;
      const signs = previous?.length === coordinates.length ? alignSigns(previous, coordinates, count) : new Int8Array(count).fill(1);
      const result = layerResult(cloud, profile, signs);
      previous = result.profile.components.coordinates.slice();
      this.emit({ kind: "layer", run, layer, result }, transferables(result));
      progress(layer + 1, layers);
    }
    return gathered;
  }

  /** Intervals of all layers, at the run's ζ. Sentences are left out whole: tokens of one are not independent. */
  private async estimateIntervals({ run, settings, encoded, moments }: MeasuredRun, signal: AbortSignal): Promise<void> {
    const { seed, zeta } = settings;
    const reference = await this.reference(run, settings, signal);
    const progress = this.progress(run, "intervals");
    for (let layer = 0; layer < moments.length; layer++) {
      const { cloud, sentence } = pointsOfUnit(encoded.states, layer, settings);
      const shrinkage = reference === undefined ? {} : { zeta, referenceCovariance: reference.covariances[layer] };
      const steps = estimateIntervals(cloud, { seed, clusters: sentence, moments: moments[layer], ...shrinkage });
      const intervals = await runSteps(steps, signal, (part) => progress(layer + part, moments.length));
      this.emit({ kind: "intervals", run, layer, zeta, intervals });
    }
  }

  /** Σ_S for the points of a run; undefined at ζ = 0, where none is needed. */
  private async reference(run: number, settings: AnalysisSettings, signal: AbortSignal): Promise<Reference | undefined> {
    if (settings.zeta === 0) return undefined;
    if (settings.reference === "kept") return this.kept;
    const { unit, pooling, includeSpecialTokens } = settings;
    const points = unit === "tokens" ? { unit, pooling: "mean" as const, includeSpecialTokens } : { unit, pooling, includeSpecialTokens };
    const key = JSON.stringify(points);
    let pending = this.builtIn.get(key);
    if (pending === undefined) {
      const host = await this.hostOrAbort(signal);
      const lines = await this.environment.referenceLines();
      pending = builtInReference(lines, { host, settings: points, signal, onProgress: this.progress(run, "reference") });
      this.builtIn.set(key, pending);
      pending.catch(() => this.builtIn.delete(key));
    }
    return pending;
  }

  /** A moved ζ: the scores at once, their intervals when it has come to rest. */
  private async shrink(run: number, zeta: number, choice: ReferenceChoice, signal: AbortSignal): Promise<void> {
    if (this.measured?.run !== run) return;
    this.measured = { ...this.measured, settings: { ...this.measured.settings, zeta, reference: choice } };
    const { measured } = this;
    if (!(await this.emitShrunk(measured, signal))) return;
    await pause(restMilliseconds, signal);
    await this.estimateIntervals(measured, signal);
    this.emit({ kind: "finished", run });
  }

  /** False if the reference that was chosen does not exist. */
  private async emitShrunk({ run, settings, moments }: MeasuredRun, signal: AbortSignal): Promise<boolean> {
    const reference = await this.reference(run, settings, signal);
    signal.throwIfAborted();
    if (settings.zeta > 0 && reference === undefined) {
      this.emit({ kind: "failed", run, failure: { code: "no-kept-reference" } });
      return false;
    }
    const scores = shrunkScores(moments, settings.zeta, reference);
    this.emit({ kind: "shrunk", run, zeta: settings.zeta, referencePoints: reference?.points ?? 0, scores });
    return true;
  }

  private async sampleSize(run: number, layer: number, signal: AbortSignal): Promise<void> {
    const measured = this.measured;
    if (measured?.run !== run) return;
    const { settings, encoded } = measured;
    const reference = await this.reference(run, settings, signal);
    const { cloud } = pointsOfUnit(encoded.states, layer, settings);
    const shrinkage = reference === undefined ? {} : { zeta: settings.zeta, referenceCovariance: reference.covariances[layer] };
    const curve = await runSteps(sampleSizeCurve(cloud, { seed: settings.seed, ...shrinkage }), signal, (part) =>
      this.progress(run, "sample-size")(part, 1),
    );
    this.emit({ kind: "sample-size", run, layer, curve });
  }

  private async similarity(run: number, signal: AbortSignal): Promise<void> {
    const measured = this.measured;
    if (measured?.run !== run) return;
    const { states } = measured.encoded;
    const clouds = states.layers.map((_, layer) => pointsOfUnit(states, layer, measured.settings).cloud);
    const { n } = clouds[0];
    const points = Math.min(n, similarityPoints);
    const rows = sampleWithoutReplacement(n, points, createRandom(measured.settings.seed)).sort();
    const compared = clouds.map((cloud) => (points < n ? rowsOf(cloud, rows) : cloud));
    const cka = await runSteps(ckaMatrixInSteps(compared), signal, (part) => this.progress(run, "similarity")(part, 1));
    this.emit({ kind: "similarity", run, cka, points });
  }
}
