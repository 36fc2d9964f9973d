import { expect, test, vi } from "vitest";
import { heldUntilListening } from "../../../src/engine/listeningWorker.ts";

/** A worker that loses what is posted to it before it listens. */
class ForgetfulWorker extends EventTarget {
  received: unknown[] = [];
  transferred: unknown[] = [];
  private listens = false;
  postMessage(message: unknown, transfer?: unknown): void {
    if (!this.listens) return;
    this.received.push(message);
    this.transferred.push(transfer);
  }
  listen(): void {
    this.listens = true;
    this.say("listening");
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

test("what is posted before the worker listens arrives when it does, in order, with what is transferred", () => {
  const forgetful = new ForgetfulWorker();
  const worker = heldUntilListening(forgetful as unknown as Worker);
  const buffer = new ArrayBuffer(8);
  worker.postMessage("start");
  worker.postMessage("cloud", [buffer]);
  expect(forgetful.received).toEqual([]);
  forgetful.listen();
  worker.postMessage("stop");
  expect(forgetful.received).toEqual(["start", "cloud", "stop"]);
  expect(forgetful.transferred).toEqual([undefined, [buffer], undefined]);
});

test("what the worker says is heard, but not that it listens", () => {
  const forgetful = new ForgetfulWorker();
  const worker = heldUntilListening(forgetful as unknown as Worker);
  const heard = vi.fn();
  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => void heard(data));
  forgetful.say("progress");
  forgetful.listen();
  forgetful.say("done");
  expect(heard.mock.calls).toEqual([["progress"], ["done"]]);
});
