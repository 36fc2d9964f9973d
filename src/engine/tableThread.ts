/** Reads tables in a thread of its own: training goes on meanwhile, and a reading that is no longer wanted is ended at once. */
import { TableReader, type TableAnswer, type TableQuestion } from "./tableReader.ts";

export interface TableThread {
  /** @throws the signal's reason when aborted. */
  read(question: TableQuestion, signal: AbortSignal): Promise<TableAnswer>;
}

/** Where no threads are available: an abort takes effect when the reading is done. */
export function tablesInThisThread(): TableThread {
  const reader = new TableReader();
  return {
    async read(question, signal) {
      const answer = await reader.answer(question);
      signal.throwIfAborted();
      return answer;
    },
  };
}

/** One question at a time: a second may be asked when the first has been answered or aborted. */
export function createTableThread(createWorker: () => Worker): TableThread {
  let worker: Worker | undefined;
  const end = () => {
    worker?.terminate();
    worker = undefined;
  };
  return {
    read: (question, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        worker ??= createWorker();
        const abort = () => {
          end();
          reject(signal.reason as Error);
        };
        const settle = (answer: TableAnswer) => {
          signal.removeEventListener("abort", abort);
          resolve(answer);
        };
        worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => settle(data);
        worker.onerror = worker.onmessageerror = (event: Event) => {
          // Answered for here: it is no fault of the engine.
          event.preventDefault();
          end();
          settle({
            kind: "failed",
            detail: event instanceof ErrorEvent ? event.message : "",
          });
        };
        signal.addEventListener("abort", abort, { once: true });
        worker.postMessage(question);
      }),
  };
}
