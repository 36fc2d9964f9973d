/**
 * The worker's side of the protocol: keeps the encoder's host, and hands each request to the handler of its topic. Answers
 * come as events.
 */
import type { EncoderModel } from "../encoder/model.ts";
import type { CreateArithmetic } from "../geometry/arithmetic/arithmetic.ts";
import { createArithmetic as ownArithmetic } from "../geometry/arithmetic/createArithmetic.ts";
import type { BackendName } from "./backendName.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { failureOf } from "./failureOf.ts";
import { runnerInThisThread, type GeometryRunner } from "./geometryJob.ts";
import { ExplorerHandler } from "./handlers/explorer.ts";
import { LabHandler } from "./handlers/lab.ts";
import { ModelsHandler, type KeptModelShelf } from "./handlers/models.ts";
import { QuestionHandler } from "./handlers/questions.ts";
import { LatestWins, type Emit } from "./latestWins.ts";
import type { ReadOptions } from "./modelSwitch.ts";
import { isLabRequest } from "./protocol/lab.ts";
import type { ModelSource } from "./protocol/models.ts";
import type { EngineRequest } from "./protocol/protocol.ts";
import type { StartRequest } from "./protocol/start.ts";
import { References } from "./references.ts";
import type { TableThread } from "./tableThread.ts";

/** What the session needs from where it runs. */
export interface SessionEnvironment {
  readonly emit: Emit;
  /** Reads a model's files, from wherever they are. */
  readonly readModel: (source: ModelSource, options: ReadOptions) => Promise<EncoderModel>;
  /** Starts an encoder, reporting progress and, with `ready`, what it runs on. */
  readonly startHost: (model: EncoderModel, backend: BackendName | undefined) => Promise<EncoderHost>;
  readonly keptModels: KeptModelShelf;
  readonly referenceLines: () => Promise<readonly string[]>;
  /** Does the inner loops of the geometry that runs in this thread; this machine's own if left out. */
  readonly createArithmetic?: CreateArithmetic;
  /** Where layers are measured; in this thread if left out. */
  readonly geometry?: GeometryRunner;
  /** Where tables of labelled rows are read; in this thread if left out. */
  readonly tables?: TableThread;
}

export class EngineSession {
  private readonly environment: SessionEnvironment;
  private host: Promise<EncoderHost> | undefined;
  private backend: BackendName | undefined;
  private readonly references: References;
  private readonly work: LatestWins;
  private readonly explorer: ExplorerHandler;
  private readonly questions: QuestionHandler;
  private readonly models: ModelsHandler;
  private readonly lab: LabHandler;

  constructor(environment: SessionEnvironment) {
    const { emit, keptModels, referenceLines, geometry, tables, createArithmetic = ownArithmetic } = environment;
    const host = () => this.startedHost();
    this.environment = environment;
    this.references = new References(referenceLines, createArithmetic);
    this.work = new LatestWins(emit);
    this.explorer = new ExplorerHandler({
      emit,
      host,
      runner: geometry ?? runnerInThisThread(createArithmetic),
      references: this.references,
      work: this.work,
    });
    this.questions = new QuestionHandler({
      work: this.work,
      createArithmetic,
      asked: (reply) => this.explorer.asked(reply),
    });
    this.models = new ModelsHandler({
      emit,
      keptModels,
      read: environment.readModel,
      start: (model) => environment.startHost(model, this.backend),
      host: () => this.startedHost().catch(() => undefined),
      replaceHost: (next) => this.replaceHost(next),
      forget: () => this.explorer.forgetModel(),
    });
    this.lab = new LabHandler({ emit, host, showModel: (load, model) => this.showModel(load, model), tables });
  }

  /** Takes a request; answers come as events. Never throws. */
  handle(request: EngineRequest): void {
    if (isLabRequest(request)) {
      this.lab.handle(request);
      return;
    }
    switch (request.kind) {
      case "start":
        this.start(request);
        return;
      case "analyse":
      case "analyse-vectors":
      case "shrink":
      case "cancel":
      case "keep-reference":
      case "hold":
      case "release":
        this.explorer.handle(request);
        return;
      case "question":
        this.questions.handle(request);
        return;
      case "load-model":
      case "cancel-load":
      case "list-models":
      case "remove-model":
        this.models.handle(request);
        return;
    }
  }

  /**
   * Puts a model that is in memory already in place of the one in use. Answers come as events: `ready` and model-loaded
   * with this number, or model-failed; see protocol/models.ts.
   */
  showModel(load: number, model: EncoderModel): void {
    this.models.show(load, model);
  }

  private start({ source, backend }: StartRequest): void {
    const { emit, readModel, startHost } = this.environment;
    this.backend = backend;
    const model = readModel(source, {
      signal: new AbortController().signal,
      onProgress: (stage, done, total) => {
        if (total !== undefined) emit({ kind: "progress", stage, done, total });
      },
    });
    this.host = model.then((read) => startHost(read, this.backend));
    this.host.catch((error: unknown) => emit({ kind: "failed", failure: failureOf(error) }));
  }

  /** Ends everything that runs on the encoder; what is asked from now on waits for the next one. */
  private async replaceHost(next: Promise<EncoderHost>): Promise<void> {
    next.catch(() => undefined);
    this.host = next;
    this.work.withdrawAll();
    await Promise.all([this.work.settled(), this.references.stop(), this.lab.stop()]);
  }

  private async startedHost(): Promise<EncoderHost> {
    if (this.host === undefined) throw new Error("analysis was asked for before the engine was started");
    return this.host;
  }
}
