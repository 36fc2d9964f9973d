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
import { LabSession } from "./labSession.ts";
import { layerResult, transferables } from "./layerResult.ts";
import { pointTable } from "./pointTable.ts";
import type { AnalysisSettings, EngineEvent, EngineRequest, ReferenceChoice, Stage } from "./protocol.ts";
import { referenceOf, type Reference } from "./reference.ts";
import { References, unlessAborted } from "./references.ts";
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
  private readonly references: References;
  private readonly lab: LabSession;
  private readonly asked = new Map<Question, { readonly run: number; readonly controller: AbortController }>();

  constructor(environment: SessionEnvironment) {
    this.environment = environment;
    this.references = new References(environment.referenceLines);
    this.lab = new LabSession(environment.emit, () => this.startedHost());
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
        this.references.stop();
        this.emit({ kind: "cancelled", run: request.run });
        return;
      case "lab-data":
      case "lab-start":
      case "lab-live":
      case "lab-play":
      case "lab-pause":
      case "lab-step":
      case "lab-sweep":
      case "lab-sweep-stop":
      case "lab-save":
        this.lab.handle(request);
        return;
      case "keep-reference":
        if (this.measured === undefined) return;
        this.references.kept = referenceOf(this.measured.moments);
        this.emit({ kind: "reference-kept", points: this.references.kept.points });
        return;
    }
  }

  private emit(event: EngineEvent): void {
    this.environment.emit(event);
  }

  /** Says something that belongs to a question, unless the question has been withdrawn: then throws the signal's reason. */
  private say(signal: AbortSignal, event: EngineEvent, transfer?: Transferable[]): void {
    signal.throwIfAborted();
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

  private progress(run: number, stage: Stage, signal: AbortSignal): (done: number, total: number) => void {
    return (done, total) => this.say(signal, { kind: "progress", run, stage, done, total });
  }

  private async analyse({ run, lines, settings }: Extract<EngineRequest, { kind: "analyse" }>, signal: AbortSignal): Promise<void> {
    if (lines.length === 0) return this.say(signal, { kind: "failed", run, failure: { code: "no-text" } });
    const host = await this.hostOrAbort(signal);
    if (this.encoded === undefined || !this.encoded.isOf(lines, settings.seed)) {
      // The old states go first: two texts' worth of them may not fit.
      this.encoded = undefined;
      this.measured = undefined;
      this.encoded = await encodeSelection(host, lines, settings.seed, signal, (stage, done, total) => this.progress(run, stage, signal)(done, total));
    }
    const { encoded } = this;
    this.sayText(run, encoded, settings, host.model, signal);
    const moments = await this.measureLayers(run, encoded, settings, signal);
    this.measured = { run, settings, encoded, moments };
    if (!(await this.sayShrunk(this.measured, signal))) return;
    await this.estimateIntervals(this.measured, signal);
    this.say(signal, { kind: "finished", run });
  }

  /** The host; rejects with the signal's reason if it aborts while the model is still on its way. */
  private hostOrAbort(signal: AbortSignal): Promise<EncoderHost> {
    return unlessAborted(this.startedHost(), signal);
  }

  private async startedHost(): Promise<EncoderHost> {
    if (this.host === undefined) throw new Error("analysis was asked for before the engine was started");
    return this.host;
  }

  private sayText(run: number, encoded: EncodedSelection, settings: AnalysisSettings, model: EncoderModel, signal: AbortSignal): void {
    const points = pointTable(pointsOfUnit(encoded.states, 0, settings), encoded.states, encoded.lineOfSentence, model.tokenizer);
    this.say(signal, {
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
    const progress = this.progress(run, "measure", signal);
    for (let layer = 0; layer < layers; layer++) {
      const { cloud } = pointsOfUnit(states, layer, settings);
      const moments = await runSteps(momentsInSteps(cloud), signal);
      gathered.push(moments);
      const profile = await runSteps(measureLayer(cloud, { moments }), signal, (part) => progress(layer + part, layers));
      const { coordinates, count } = profile.components;
      const signs = previous?.length === coordinates.length ? alignSigns(previous, coordinates, count) : new Int8Array(count).fill(1);
      const result = layerResult(cloud, profile, signs);
      previous = result.profile.components.coordinates.slice();
      this.say(signal, { kind: "layer", run, layer, result }, transferables(result));
      progress(layer + 1, layers);
    }
    return gathered;
  }

  /** Intervals of all layers, at the run's ζ. Sentences are left out whole: tokens of one are not independent. */
  private async estimateIntervals({ run, settings, encoded, moments }: MeasuredRun, signal: AbortSignal): Promise<void> {
    const { seed, zeta } = settings;
    const reference = await this.reference(run, settings, signal);
    const progress = this.progress(run, "intervals", signal);
    for (let layer = 0; layer < moments.length; layer++) {
      const { cloud, sentence } = pointsOfUnit(encoded.states, layer, settings);
      const shrinkage = reference === undefined ? {} : { zeta, referenceCovariance: reference.covariances[layer] };
      const steps = estimateIntervals(cloud, { seed, clusters: sentence, moments: moments[layer], ...shrinkage });
      const intervals = await runSteps(steps, signal, (part) => progress(layer + part, moments.length));
      this.say(signal, { kind: "intervals", run, layer, zeta, intervals });
    }
  }

  /** Σ_S for the points of a run; undefined at ζ = 0, where none is needed. */
  private async reference(run: number, settings: AnalysisSettings, signal: AbortSignal): Promise<Reference | undefined> {
    if (settings.zeta === 0) return undefined;
    if (settings.reference === "kept") return this.references.kept;
    const host = await this.hostOrAbort(signal);
    // A question withdrawn meanwhile no longer listens, but the work for the next one goes on.
    const listener = (done: number, total: number) => {
      if (!signal.aborted) this.emit({ kind: "progress", run, stage: "reference", done, total });
    };
    return this.references.builtIn(host, settings, listener, signal);
  }

  /** A moved ζ: the scores at once, their intervals when it has come to rest. */
  private async shrink(run: number, zeta: number, choice: ReferenceChoice, signal: AbortSignal): Promise<void> {
    if (this.measured?.run !== run) return;
    this.measured = { ...this.measured, settings: { ...this.measured.settings, zeta, reference: choice } };
    const { measured } = this;
    if (!(await this.sayShrunk(measured, signal))) return;
    await pause(restMilliseconds, signal);
    await this.estimateIntervals(measured, signal);
    this.say(signal, { kind: "finished", run });
  }

  /** False if the reference that was chosen does not exist. */
  private async sayShrunk({ run, settings, moments }: MeasuredRun, signal: AbortSignal): Promise<boolean> {
    const reference = await this.reference(run, settings, signal);
    signal.throwIfAborted();
    if (settings.zeta > 0 && reference === undefined) {
      this.say(signal, { kind: "failed", run, failure: { code: "no-kept-reference" } });
      return false;
    }
    const scores = shrunkScores(moments, settings.zeta, reference);
    this.say(signal, { kind: "shrunk", run, zeta: settings.zeta, referencePoints: reference?.points ?? 0, scores });
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
      this.progress(run, "sample-size", signal)(part, 1),
    );
    this.say(signal, { kind: "sample-size", run, layer, curve });
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
    const cka = await runSteps(ckaMatrixInSteps(compared), signal, (part) => this.progress(run, "similarity", signal)(part, 1));
    this.say(signal, { kind: "similarity", run, cka, points });
  }
}
