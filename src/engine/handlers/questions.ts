/** Questions about the run on screen: looks the answer up in the table of questions, and sends it. */
import type { CreateArithmetic } from "../../geometry/arithmetic/arithmetic.ts";
import type { LatestWins, Reply } from "../latestWins.ts";
import type { AnswerEvent, QuestionRequest } from "../protocol/question.ts";
import type { AskedRun, Question } from "../questions/question.ts";
import { questions } from "../questions/table.ts";

export interface QuestionParts {
  readonly work: LatestWins;
  /** Does the inner loops of the answers. */
  readonly createArithmetic: CreateArithmetic;
  /** The run on screen; undefined if it is not the one that the question is about. */
  readonly asked: (reply: Reply) => AskedRun | undefined;
}

export class QuestionHandler {
  private readonly parts: QuestionParts;

  constructor(parts: QuestionParts) {
    this.parts = parts;
  }

  handle({ id, run, ask }: QuestionRequest): void {
    // The table pairs each question with its own ask; the compiler can't follow a union through it.
    const question = questions[id] as Question<unknown, unknown>;
    this.parts.work.begin(id, run, async (reply) => {
      const asked = this.parts.asked(reply);
      if (asked === undefined) return;
      const answer = await question(asked, ask, {
        signal: reply.signal,
        createArithmetic: this.parts.createArithmetic,
        progress: (fraction) => reply.progress(id, fraction, 1),
      });
      reply.emit({ kind: "answer", id, run, ask, answer } as AnswerEvent);
    });
  }
}
