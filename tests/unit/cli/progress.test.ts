import { english } from "../../../src/messages/en/catalogue.ts";
import { PassThrough } from "node:stream";
import { expect, test, vi } from "vitest";
import { createProgress } from "../../../src/cli/progress.ts";

function collect(isTTY: boolean): { stream: PassThrough & { isTTY: boolean }; text: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const chunks: string[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  return { stream, text: () => chunks.join("") };
}

test("a terminal has one line that is rewritten, and taken away before a notice", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const { stream, text } = collect(true);
  const progress = createProgress(english, stream);
  progress.report("Encoding", 0, 200);
  vi.advanceTimersByTime(100);
  progress.report("Encoding", 50, 200);
  progress.report("Encoding", 51, 200);
  progress.notice("Done.");
  progress.clear();
  expect(text()).toBe("\r\u001b[KEncoding … 0 %\r\u001b[KEncoding … 25 %\r\u001b[KDone.\n");
  vi.useRealTimers();
});

test("a file has a line for each stage and one every ten seconds", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const { stream, text } = collect(false);
  const progress = createProgress(english, stream);
  for (let second = 0; second <= 25; second++) {
    progress.report("Encoding", second, 25);
    vi.advanceTimersByTime(1000);
  }
  progress.report("Measuring", 0, 0);
  progress.clear();
  expect(text()).toBe("Encoding … 0 %\nEncoding … 40 %\nEncoding … 80 %\nMeasuring … 0 %\n");
  vi.useRealTimers();
});
