/**
 * The worker's side of the protocol: turns requests into events. Latest wins: a new analysis stops everything that
 * belongs to the one before (questions.ts). A run's clouds come from a source (cloudSource.ts), whatever made them.
 */
import type { Moments } from "../geometry/covariance.ts";
import type { CloudSource } from "./cloudSource.ts";
import { crossSimilarityOf } from "./crossSimilarity.ts";
import { encodeSelection, type EncodedSelection } from "./encodeSelection.ts";
import type { EncoderModel } from "../encoder/model.ts";
import type { BackendName } from "./backendName.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { failureOf } from "./failureOf.ts";
import { inThisThread, type GeometryRunner } from "./geometryJob.ts";
import { holdSource, type HeldRun } from "./heldRun.ts";
import { LabSession } from "./labSession.ts";
import type { ModelSource } from "./modelProtocol.ts";
import { ModelSwitch, type ReadOptions } from "./modelSwitch.ts";
import type { HubModel } from "../models/hubAddress.ts";
import type { KeptModel } from "../models/keptModels.ts";
import { estimateAllIntervals, measureLayers, type IntervalSettings } from "./measureSource.ts";
import type { AnalysisSettings, EngineEvent, EngineRequest, Failure, ReferenceChoice } from "./protocol.ts";
import { Questions, type Answer, type Emit } from "./questions.ts";
import { referenceFor, referenceOf, type Reference } from "./reference.ts";
import { References, unlessAborted } from "./references.ts";
import { waitFor } from "../encoder/waitFor.ts";
import { shrunkScores } from "./shrunkScores.ts";
import { neighboursOf, sampleSizeOf, similarityOf } from "./sourceDetails.ts";
import type { TableThread } from "./tableThread.ts";
import { textSource } from "./textSource.ts";
import { VectorFilesReader } from "./vectorFilesReader.ts";
import { vectorSource } from "./vectorSource.ts";

/** What the session needs from where it runs. */
export interface SessionEnvironment {
  readonly emit: Emit;
  /** Reads a model's files, from wherever they are. */
  readonly readModel: (source: ModelSource, options: ReadOptions) => Promise<EncoderModel>;
  /** Starts an encoder, reporting progress and, with `ready`, what it runs on. */
  readonly startHost: (model: EncoderModel, backend: BackendName | undefined) => Promise<EncoderHost>;
  readonly keptModels: KeptModelShelf;
  readonly referenceLines: () => Promise<readonly string[]>;
  /** Where layers are measured; in this thread if left out. */
  readonly geometry?: GeometryRunner;
  /** Where tables of labelled rows are read; in this thread if left out. */
  readonly tables?: TableThread;
}

/** The models in the store: those that can be loaded without a network, and those whose download was broken off. */
export interface KeptModelShelf {
  readonly list: () => Promise<{ readonly kept: readonly KeptModel[]; readonly unfinished: readonly KeptModel[] }>;
  readonly remove: (model: HubModel) => Promise<void>;
}

/** What later questions about the run on screen are answered from. */
interface MeasuredRun {
  readonly run: number;
  readonly settings: Pick<AnalysisSettings, "zeta" | "reference" | "seed">;
  readonly source: CloudSource;
  readonly moments: readonly Moments[];
}

/** How long ζ has to rest before its intervals are worth their time. */
const restMilliseconds = 600;

export class EngineSession {
  private readonly environment: SessionEnvironment;
  private readonly runner: GeometryRunner;
  private host: Promise<EncoderHost> | undefined;
  private backend: BackendName | undefined;
  private readonly models: ModelSwitch;
  private encoded: EncodedSelection | undefined;
  private readonly vectors = new VectorFilesReader();
  private measured: MeasuredRun | undefined;
  private held: HeldRun | undefined;
  private readonly references: References;
  private readonly lab: LabSession;
  private readonly questions: Questions;

  constructor(environment: SessionEnvironment) {
    this.environment = environment;
    this.runner = environment.geometry ?? inThisThread;
    this.references = new References(environment.referenceLines);
    this.lab = new LabSession(environment.emit, () => this.startedHost(), environment.tables);
    this.questions = new Questions(environment.emit);
    this.models = new ModelSwitch({
      emit: (event) => this.emit(event),
      read: environment.readModel,
      start: (model) => environment.startHost(model, this.backend),
      host: () => this.startedHost().catch(() => undefined),
      handOver: (next) => this.handOver(next),
      forget: () => this.forgetModel(),
    });
  }

  /** Takes a request; answers come as events. Never throws. */
  handle(request: EngineRequest): void {
    switch (request.kind) {
      case "start":
        this.backend = request.backend;
        this.host = this.firstHost(request.source);
        this.host.catch((error: unknown) => this.emit({ kind: "failed", failure: failureOf(error) }));
        return;
      case "load-model":
        this.models.load(request.load, request.source);
        return;
      case "cancel-load":
        this.models.cancel(request.load);
        return;
      case "list-models":
        void this.sayKept();
        return;
      case "remove-model":
        void this.environment.keptModels.remove(request.model).then(() => this.sayKept());
        return;
      case "analyse":
        this.questions.withdrawAll();
        this.questions.ask("analyse", request.run, (answer) => this.analyseText(request, answer));
        return;
      case "analyse-vectors":
        this.questions.withdrawAll();
        this.questions.ask("analyse", request.run, (answer) => this.analyseVectors(request, answer));
        return;
      case "shrink":
        // The intervals of the old ζ, if they are still being made, are of no more use.
        if (this.measured?.run === request.run) this.questions.withdraw("analyse");
        this.questions.ask("shrink", request.run, (answer) => this.shrink(request.zeta, request.reference, answer));
        return;
      case "sample-size":
        this.questions.ask("sample-size", request.run, (answer) => this.sampleSize(request.layer, answer));
        return;
      case "similarity":
        this.questions.ask("similarity", request.run, (answer) => this.similarity(answer));
        return;
      case "neighbours":
        this.questions.ask("neighbours", request.run, (answer) => this.neighbours(request, answer));
        return;
      case "hold":
        this.held = this.hold(request.run);
        return;
      case "release":
        this.held = undefined;
        return;
      case "cross-similarity":
        this.questions.ask("cross-similarity", request.run, (answer) => this.crossSimilarity(request, answer));
        return;
      case "cancel":
        this.questions.withdrawRun(request.run);
        void this.references.stop();
        this.emit({ kind: "cancelled", run: request.run });
        return;
      case "lab-table":
      case "lab-table-stop":
      case "lab-data":
      case "lab-start":
      case "lab-live":
      case "lab-play":
      case "lab-pause":
      case "lab-step":
      case "lab-sweep":
      case "lab-sweep-stop":
      case "lab-save":
      case "lab-layers":
      case "lab-layers-stop":
        this.lab.handle(request);
        return;
      case "lab-show":
        void this.lab.trainedModel(request.name).then(
          (model) => {
            if (model !== undefined) this.showModel(request.load, model);
          },
          (error: unknown) =>
            this.emit({
              kind: "lab-failed",
              failure: { code: "unexpected", detail: error instanceof Error ? error.message : String(error) },
            }),
        );
        return;
      case "keep-reference":
        if (this.measured === undefined) return;
        this.references.kept = referenceOf(this.measured.moments, this.measured.source.layerNumbers);
        this.emit({ kind: "reference-kept", points: this.references.kept.points });
        return;
    }
  }

  /**
   * Puts a model that is in memory already in place of the one in use. Answers come as events: `ready` and model-loaded
   * with this number, or model-failed; see modelProtocol.ts.
   */
  showModel(load: number, model: EncoderModel): void {
    this.models.show(load, model);
  }

  /** A store that can't be read keeps nothing. */
  private async sayKept(): Promise<void> {
    this.emit({
      kind: "model-kept-list",
      ...(await this.environment.keptModels.list().catch(() => ({ kept: [], unfinished: [] }))),
    });
  }

  private async firstHost(source: ModelSource): Promise<EncoderHost> {
    const model = await this.environment.readModel(source, {
      signal: new AbortController().signal,
      onProgress: (stage, done, total) => {
        if (total !== undefined) this.emit({ kind: "progress", stage, done, total });
      },
    });
    return this.environment.startHost(model, this.backend);
  }

  /** Ends everything that runs on the encoder; what is asked from now on waits for the next one. */
  private async handOver(next: Promise<EncoderHost>): Promise<void> {
    next.catch(() => undefined);
    this.host = next;
    this.questions.withdrawAll();
    await Promise.all([this.questions.settled(), this.references.stop(), this.lab.stop()]);
  }

  /** What was computed with the model before says nothing about the one in use now. */
  private forgetModel(): void {
    this.encoded = undefined;
    this.references.kept = undefined;
    // Vectors that no model has made stay measured.
    if (this.measured?.source.builtInReference !== undefined) this.measured = undefined;
  }

  private emit(event: EngineEvent): void {
    this.environment.emit(event);
  }

  private async startedHost(): Promise<EncoderHost> {
    if (this.host === undefined) throw new Error("analysis was asked for before the engine was started");
    return this.host;
  }

  private async analyseText(
    { lines, settings }: Extract<EngineRequest, { kind: "analyse" }>,
    answer: Answer,
  ): Promise<void> {
    if (lines.length === 0) return this.fail({ code: "no-text" }, answer);
    const host = await unlessAborted(this.startedHost(), answer.signal);
    if (this.encoded === undefined || !this.encoded.isOf(lines, settings)) {
      // The old states go first: two texts' worth of them may not fit.
      this.encoded = undefined;
      this.measured = undefined;
      this.vectors.forget();
      this.encoded = await encodeSelection(host, lines, settings, answer.signal, answer.progress);
    }
    await this.measure(textSource(this.encoded, settings, host, this.references), settings, answer);
  }

  /** What was on screen answers questions until the file has been read; a file that can't be used leaves it there. */
  private async analyseVectors(
    { vectors, settings }: Extract<EngineRequest, { kind: "analyse-vectors" }>,
    answer: Answer,
  ): Promise<void> {
    const cloud = await this.vectors.read(vectors, answer, () => {
      this.measured = undefined;
    });
    this.encoded = undefined;
    await this.measure(vectorSource(cloud, settings.seed), settings, answer);
  }

  /** The whole of a run, once its clouds are there. */
  private async measure(source: CloudSource, settings: MeasuredRun["settings"], answer: Answer): Promise<void> {
    const { run, say } = answer;
    say(source.arrival(run));
    const moments = await measureLayers(source, settings.seed, this.runner, answer);
    this.measured = { run, settings, source, moments };
    if (!(await this.sayShrunk(this.measured, answer))) return;
    await this.estimateIntervals(this.measured, answer);
    say({ kind: "finished", run });
  }

  private fail(failure: Failure, { run, say }: Answer): void {
    say({ kind: "failed", run, failure });
  }

  private async estimateIntervals({ source, settings, moments }: MeasuredRun, answer: Answer): Promise<void> {
    await estimateAllIntervals(
      source,
      moments,
      await this.intervalSettings(source, settings, answer),
      this.runner,
      answer,
    );
  }

  private async intervalSettings(
    source: CloudSource,
    settings: MeasuredRun["settings"],
    answer: Answer,
  ): Promise<IntervalSettings> {
    return { seed: settings.seed, zeta: settings.zeta, reference: await this.reference(source, settings, answer) };
  }

  /** Σ_S for the points of a run; undefined at ζ = 0, where none is needed, and where the one chosen does not exist. */
  private async reference(
    source: CloudSource,
    settings: MeasuredRun["settings"],
    { run, signal }: Answer,
  ): Promise<Reference | undefined> {
    if (settings.zeta === 0) return undefined;
    if (settings.reference === "kept") return this.references.kept && referenceFor(source, this.references.kept);
    // A question withdrawn meanwhile no longer listens, but the work for the next one goes on.
    const listener = (done: number, total: number) => {
      if (!signal.aborted) this.emit({ kind: "progress", run, stage: "reference", done, total });
    };
    return source.builtInReference?.(listener, signal);
  }

  /** A moved ζ: the scores at once, their intervals when it has come to rest. */
  private async shrink(zeta: number, reference: ReferenceChoice, answer: Answer): Promise<void> {
    const { run, signal, say } = answer;
    if (this.measured?.run !== run) return;
    this.measured = { ...this.measured, settings: { ...this.measured.settings, zeta, reference } };
    const { measured } = this;
    if (!(await this.sayShrunk(measured, answer))) return;
    await waitFor(restMilliseconds, signal);
    await this.estimateIntervals(measured, answer);
    say({ kind: "finished", run });
  }

  /** False if the reference that was chosen does not exist. */
  private async sayShrunk({ run, settings, source, moments }: MeasuredRun, answer: Answer): Promise<boolean> {
    const reference = await this.reference(source, settings, answer);
    answer.signal.throwIfAborted();
    if (settings.zeta > 0 && reference === undefined) {
      this.fail(
        {
          code:
            settings.reference === "built-in"
              ? "no-built-in-reference"
              : this.references.kept === undefined
                ? "no-kept-reference"
                : "reference-does-not-fit",
        },
        answer,
      );
      return false;
    }
    if (reference !== undefined && !fits(reference, moments)) {
      this.fail({ code: "reference-does-not-fit" }, answer);
      return false;
    }
    const scores = shrunkScores(moments, settings.zeta, reference);
    answer.say({ kind: "shrunk", run, zeta: settings.zeta, referencePoints: reference?.points ?? 0, scores });
    return true;
  }

  private async sampleSize(layer: number, answer: Answer): Promise<void> {
    const { measured } = this;
    if (measured?.run !== answer.run) return;
    const { source, settings } = measured;
    const curve = await sampleSizeOf(source, layer, await this.intervalSettings(source, settings, answer), answer);
    answer.say({ kind: "sample-size", run: answer.run, layer, curve });
  }

  private async similarity(answer: Answer): Promise<void> {
    const { measured } = this;
    if (measured?.run !== answer.run) return;
    answer.say({
      kind: "similarity",
      run: answer.run,
      ...(await similarityOf(measured.source, measured.settings.seed, answer)),
    });
  }

  private async neighbours(
    { layer, point }: Extract<EngineRequest, { kind: "neighbours" }>,
    answer: Answer,
  ): Promise<void> {
    const { measured } = this;
    if (measured?.run !== answer.run) return;
    const neighbours = await neighboursOf(measured.source, layer, point, answer);
    answer.say({ kind: "neighbours", run: answer.run, layer, point, neighbours });
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

  private async crossSimilarity(
    { held, by }: Extract<EngineRequest, { kind: "cross-similarity" }>,
    answer: Answer,
  ): Promise<void> {
    const { measured } = this;
    if (measured?.run !== answer.run) return;
    const heldRun = this.held?.run === held ? this.held : undefined;
    const result = await crossSimilarityOf(heldRun, measured.source, by, measured.settings.seed, answer);
    answer.say({ kind: "cross-similarity", run: answer.run, held, by, answer: result });
  }
}

/** True if a reference has a covariance of the right size for every layer. */
function fits({ covariances }: Reference, moments: readonly Moments[]): boolean {
  return covariances.length === moments.length && moments.every(({ d }, layer) => covariances[layer].length === d * d);
}
