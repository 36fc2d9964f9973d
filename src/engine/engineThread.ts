/** What runs in the engine worker: connects the session to the page. */
import { loadReferenceText } from "../corpora/referenceText.ts";
import { createGeometryPool, poolSize } from "./geometryPool.ts";
import { heldUntilListening, sayListening } from "./listeningWorker.ts";
import type { EngineEvent, EngineRequest } from "./protocol/protocol.ts";
import { keptModelShelf, readModelSource } from "./readModelSource.ts";
import { EngineSession } from "./session.ts";
import { createTableThread } from "./tableThread.ts";
import { startHost } from "./startHost.ts";

const emit = (event: EngineEvent, transfer: Transferable[] = []) => self.postMessage(event, { transfer });
const session: EngineSession = new EngineSession({
  emit,
  readModel: readModelSource,
  keptModels: keptModelShelf,
  startHost: (model, backend) => startHost(model, backend, emit),
  referenceLines: loadReferenceText,
  tables: createTableThread(() =>
    heldUntilListening(
      new Worker(new URL("./tableWorker.ts", import.meta.url), { type: "module", name: "isoscope-tables" }),
    ),
  ),
  geometry: createGeometryPool(
    poolSize(navigator.hardwareConcurrency),
    () => new Worker(new URL("./geometryWorker.ts", import.meta.url), { type: "module", name: "isoscope-geometry" }),
  ),
});

self.addEventListener("message", (message: MessageEvent<EngineRequest>) => session.handle(message.data));
sayListening();
