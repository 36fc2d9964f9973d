/** Lets a training loop run, hold, or take one step at a time. */
import { unlessAborted } from "../async/unlessAborted.ts";

export class LabClock {
  playing = false;
  private single = 0;
  private wake: (() => void) | undefined;

  play(): void {
    this.playing = true;
    this.wake?.();
  }

  pause(): void {
    this.playing = false;
    this.single = 0;
  }

  /** Lets one step through, then holds again. */
  allowOne(): void {
    this.playing = false;
    this.single += 1;
    this.wake?.();
  }

  /** Resolves when the next step may be taken. @throws the signal's reason when aborted meanwhile. */
  async turn(signal: AbortSignal): Promise<void> {
    while (!this.playing && this.single === 0) {
      await unlessAborted(
        new Promise<void>((resolve) => {
          this.wake = resolve;
        }),
        signal,
      );
    }
    if (!this.playing) this.single -= 1;
  }
}
