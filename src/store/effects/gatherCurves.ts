/**
 * Steps and looks of a live run come faster than a page can draw them, and without an end. They are taken in together,
 * so that drawing never falls behind the run and leaves time for clicks.
 */
import type { EngineEvent } from "../../engine/protocol/protocol.ts";

/** In ms, after what was taken in before has been rendered. */
const rest = 40;

/**
 * @param take takes in an event.
 * @returns what receives each event and hands it on in the same order: at once, or after a rest.
 */
export function gatherCurves(take: (event: EngineEvent) => void): (event: EngineEvent) => void {
  let waiting: EngineEvent[] = [];
  let resting = false;

  function takeWaiting(): void {
    const events = waiting;
    waiting = [];
    events.forEach(take);
  }

  function beginRest(): void {
    resting = true;
    // The first timer runs once the page has rendered what it was given.
    setTimeout(() => setTimeout(endRest, rest));
  }

  function endRest(): void {
    resting = false;
    if (waiting.length === 0) return;
    takeWaiting();
    beginRest();
  }

  return (event) => {
    waiting.push(event);
    const isOfCurve = event.kind === "lab-steps" || event.kind === "lab-evaluation";
    if (isOfCurve && resting) return;
    takeWaiting();
    if (isOfCurve) beginRest();
  };
}
