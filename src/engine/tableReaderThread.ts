/** What runs in the thread that reads tables. */
import { sayListening } from "./listeningWorker.ts";
import { TableReader, type TableQuestion } from "./tableReader.ts";

const reader = new TableReader();

self.addEventListener("message", ({ data }: MessageEvent<TableQuestion>) => {
  void reader.answer(data).then((answer) => self.postMessage(answer));
});
sayListening();
