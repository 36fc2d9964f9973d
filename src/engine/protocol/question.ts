/** Questions about the run on screen, one file each in engine/questions. */
import type { questions } from "../questions/table.ts";

type Table = typeof questions;

export type QuestionId = keyof Table;

/** What a question is about: a layer, a point … */
export type AskOf<Id extends QuestionId> = Parameters<Table[Id]>[1];

export type AnswerOf<Id extends QuestionId> = Awaited<ReturnType<Table[Id]>>;

/** Answered by an `answer` with the same id, run and ask, unless the run is no longer on screen; of several with one id, the last. */
export type QuestionRequest = {
  [Id in QuestionId]: { readonly kind: "question"; readonly id: Id; readonly run: number; readonly ask: AskOf<Id> };
}[QuestionId];

export type AnswerEvent = {
  [Id in QuestionId]: {
    readonly kind: "answer";
    readonly id: Id;
    readonly run: number;
    readonly ask: AskOf<Id>;
    readonly answer: AnswerOf<Id>;
  };
}[QuestionId];

/** The last answer to each question, with what was asked. */
export type Answers = {
  readonly [Id in QuestionId]?: { readonly ask: AskOf<Id>; readonly answer: AnswerOf<Id> };
};
