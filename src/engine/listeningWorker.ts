/**
 * A worker whose entry imports the rest of its code later hears nothing of what is posted to it until that has arrived. So
 * a worker says when it listens, and until then its messages are held.
 */

const listening = "listening";

/** Holds what is posted to a worker until it has said that it listens; nobody else hears it say so. */
export function heldUntilListening(worker: Worker): Worker {
  type Posted = readonly [message: unknown, options?: StructuredSerializeOptions | Transferable[]];
  const held: Posted[] = [];
  const post = worker.postMessage.bind(worker) as (...posted: Posted) => void;
  worker.postMessage = (...posted: Posted) => void held.push(posted);
  const onMessage = (event: MessageEvent<unknown>) => {
    if (event.data !== listening) return;
    event.stopImmediatePropagation();
    worker.removeEventListener("message", onMessage);
    worker.postMessage = post;
    for (const posted of held.splice(0)) post(...posted);
  };
  worker.addEventListener("message", onMessage);
  return worker;
}

/** In a worker, once its listener is in place. */
export function sayListening(): void {
  self.postMessage(listening);
}
