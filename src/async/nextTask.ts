/** Lets a long computation give way to the other tasks of its thread: timers, messages, a device's events. */

/** Calls back in a task of its own, after those that are waiting already. */
const queueTask = "setImmediate" in globalThis ? nodeTask : channelTask();

/** In Node messages of a port come one after another before any timer, so that a channel would hold timers up. */
function nodeTask(resume: () => void): void {
  setImmediate(resume);
}

/** A message is not slowed down to 4 ms as nested timeouts are. */
function channelTask(): (resume: () => void) => void {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (resume) => {
    waiting.push(resume);
    channel.port2.postMessage(undefined);
  };
}

/** Lets other tasks run. */
export function nextTask(): Promise<void> {
  return new Promise(queueTask);
}
