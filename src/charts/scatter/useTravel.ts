import { easeCubicInOut } from "d3";
import { useEffect, useRef } from "react";

const travelTime = 520;

/**
 * Lets points travel from where they are to `target` (x, y interleaved), calling `draw` with the positions of each
 * frame. Points jump when their number changes or when `jump` is set (a resize, or reduced motion).
 */
export function useTravel(target: Float32Array, jump: boolean, draw: (positions: Float32Array) => void): void {
  const current = useRef<Float32Array>(target);
  const latestDraw = useRef(draw);
  useEffect(() => {
    latestDraw.current = draw;
  });
  useEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const from = current.current;
    if (jump || still || from === target || from.length !== target.length) {
      current.current = target;
      latestDraw.current(target);
      return;
    }
    const started = performance.now();
    const between = new Float32Array(target.length);
    let frame = requestAnimationFrame(function advance(now: number) {
      const part = Math.min(1, (now - started) / travelTime);
      const eased = easeCubicInOut(Math.max(0, part));
      for (let i = 0; i < between.length; i++) between[i] = from[i] + (target[i] - from[i]) * eased;
      current.current = part < 1 ? between : target;
      latestDraw.current(current.current);
      if (part < 1) frame = requestAnimationFrame(advance);
    });
    return () => {
      cancelAnimationFrame(frame);
      // What is on its way stays where it is; the next journey starts there.
      if (current.current === between) current.current = between.slice();
    };
  }, [target, jump]);
}
