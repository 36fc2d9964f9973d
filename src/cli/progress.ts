/** Progress on standard error: one line that is rewritten on a terminal, a line now and then anywhere else. */
import type { Writable } from "node:stream";
import { cleanName } from "../corpora/readers/cleanName.ts";
import type { Stage } from "../engine/protocol/progress.ts";
import type { Messages } from "../messages/messages.ts";

export interface Progress {
  /** The words of the language spoken. */
  readonly messages: Messages;
  /** Shows how far a stage is. */
  readonly report: (stage: string, done: number, total: number) => void;
  /** The same for a stage of the engine, under the name that the page gives it. */
  readonly stage: (stage: Stage, done: number, total: number) => void;
  /** Shows a line that stays. */
  readonly notice: (text: string) => void;
  /** Takes the rewritten line away. */
  readonly clear: () => void;
}

/** Between two rewritings of the line, and between two lines where it can't be rewritten. */
const terminalMilliseconds = 80;
const logMilliseconds = 10_000;

/** Carriage return, then the control sequence that erases to the end of the line. */
const eraseLine = "\r\u001b[K";

export function createProgress(messages: Messages, stream: Writable & { readonly isTTY?: boolean }): Progress {
  const onTerminal = stream.isTTY === true;
  let lastStage = "";
  let lastTime = -Infinity;
  let lineShown = false;

  const clear = (): void => {
    if (lineShown) stream.write(eraseLine);
    lineShown = false;
  };

  const report: Progress["report"] = (stage, done, total) => {
    const now = performance.now();
    const due = now - lastTime >= (onTerminal ? terminalMilliseconds : logMilliseconds);
    if (stage === lastStage && !due) return;
    lastStage = stage;
    lastTime = now;
    const text = `${stage} … ${total > 0 ? Math.floor((100 * done) / total) : 0} %`;
    stream.write(onTerminal ? eraseLine + text : `${text}\n`);
    lineShown = onTerminal;
  };

  return {
    messages,
    report,
    stage: (stage, done, total) => report(messages.progress.stage(stage), done, total),
    notice(text) {
      clear();
      // Words of a file may stand in it, and those may hold what steers a terminal.
      stream.write(`${cleanName(text)}\n`);
    },
    clear,
  };
}
