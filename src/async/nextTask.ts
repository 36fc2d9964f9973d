/** Lets a long computation give way to the other tasks of its thread. */

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => {
  const resume = waiting.shift();
  if (waiting.length === 0) keepAlive(false);
  resume?.();
};
keepAlive(false);

/** In Node an open port keeps the process alive: it must while somebody waits, and must not afterwards. */
function keepAlive(needed: boolean): void {
  if (!("unref" in channel.port1)) return;
  const port = channel.port1 as unknown as { ref: () => void; unref: () => void };
  if (needed) port.ref();
  else port.unref();
}

/** Lets other tasks run. A message is not slowed down to 4 ms as nested timeouts are. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    keepAlive(true);
    channel.port2.postMessage(undefined);
  });
}
