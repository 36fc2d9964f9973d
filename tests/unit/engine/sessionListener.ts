/** A session on a real encoder, and what it says: shared by the tests of the engine. */
import type { EncoderModel } from "../../../src/encoder/model.ts";
import type { EncoderHost } from "../../../src/engine/encoderHost.ts";
import type { AnalysisSettings } from "../../../src/engine/protocol/explorer.ts";
import type { EngineEvent, EngineRequest } from "../../../src/engine/protocol/protocol.ts";
import type { AnswerEvent, QuestionId } from "../../../src/engine/protocol/question.ts";
import { EngineSession } from "../../../src/engine/session.ts";

export const settings: AnalysisSettings = {
  unit: "tokens",
  pooling: "mean",
  includeSpecialTokens: false,
  zeta: 0,
  reference: "built-in",
  seed: 1,
  layers: "all",
};

export class SessionListener {
  readonly events: EngineEvent[] = [];
  readonly session: EngineSession;
  private waiting: (() => void) | undefined;

  /** @param host of the model that the session starts with; `hostOf` gives those of others. */
  constructor(
    host: EncoderHost,
    words: readonly string[],
    hostOf: (model: EncoderModel) => Promise<EncoderHost> = () => Promise.resolve(host),
  ) {
    this.session = new EngineSession({
      emit: (event) => {
        this.events.push(event);
        this.waiting?.();
      },
      readModel: () => Promise.resolve(host.model),
      startHost: hostOf,
      keptModels: { list: () => Promise.resolve({ kept: [], unfinished: [] }), remove: () => Promise.resolve() },
      referenceLines: () => Promise.resolve(linesOf(words, 60, 99)),
    });
    this.session.handle({ kind: "start", source: { from: "url", url: "" } });
  }

  ask(request: EngineRequest): void {
    this.session.handle(request);
  }

  of<Kind extends EngineEvent["kind"]>(kind: Kind): Extract<EngineEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<EngineEvent, { kind: Kind }> => event.kind === kind);
  }

  answersTo<Id extends QuestionId>(id: Id): Extract<AnswerEvent, { id: Id }>[] {
    return this.of("answer").filter((event): event is Extract<AnswerEvent, { id: Id }> => event.id === id);
  }

  async until(reached: () => boolean): Promise<void> {
    while (!reached()) await new Promise<void>((resolve) => (this.waiting = resolve));
  }
}

/** Whole words that the model knows. */
export function wordsOf(model: EncoderModel): string[] {
  const ids = Array.from({ length: 20 }, (_, id) => id);
  return ids
    .filter((id) => !model.tokenizer.continuesWord(id))
    .map((id) => model.tokenizer.tokenText(id))
    .filter((text) => /^[a-z]+$/.test(text));
}

/** Different lines of known words. */
export function linesOf(words: readonly string[], count: number, seed: number): string[] {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647);
  return Array.from({ length: count }, () =>
    Array.from({ length: 3 + (next() % 6) }, () => words[next() % words.length]).join(" "),
  );
}
