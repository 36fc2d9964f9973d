/**
 * The only contract between the page and the engine worker: what the page may ask, and what the engine answers, one file
 * a topic. Only summaries, plot-ready typed arrays (transferred, not copied) and progress cross over; tensors never do.
 */
import type { ExplorerEvent, ExplorerRequest } from "./explorer.ts";
import type { LabEvent, LabRequest } from "./lab.ts";
import type { ModelEvent, ModelRequest } from "./models.ts";
import type { ProgressEvent } from "./progress.ts";
import type { AnswerEvent, QuestionRequest } from "./question.ts";
import type { StartEvent, StartRequest } from "./start.ts";

export type EngineRequest = StartRequest | ExplorerRequest | QuestionRequest | ModelRequest | LabRequest;

export type EngineEvent = StartEvent | ProgressEvent | ExplorerEvent | AnswerEvent | ModelEvent | LabEvent;
