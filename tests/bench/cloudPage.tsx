/** The scatter plot with many points, driven frame by frame: see cloud.ts. */
import { messagesOf } from "../../src/messages/languages.ts";
import { MessagesContext } from "../../src/messages/MessagesContext.ts";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { useState } from "react";
import { Scatter } from "../../src/charts/scatter/Scatter.tsx";
import { createRandom } from "../../src/geometry/random.ts";
import "../../src/styles/base.css";
import "../../src/styles/tokens.css";

/** Milliseconds from frame to frame while something is done in each. */
export interface CloudTimes {
  /** Nothing is done: what the browser gives. */
  readonly idle: readonly number[];
  /** The pointer moves over the points. */
  readonly hover: readonly number[];
  /** The wheel zooms. */
  readonly zoom: readonly number[];
  /** Points travel to their places in another layer; the first frames hold what a new layer costs. */
  readonly travel: readonly number[];
}

declare global {
  interface Window {
    benchmarkCloud: (n: number) => Promise<CloudTimes>;
  }
}

const size = { width: 700, height: 460 };
const colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c8c00", "#777777"];

function randomColumn(n: number, seed: number, scale: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: n }, () => scale * random.normal());
}

window.benchmarkCloud = async (n) => {
  const classOf = Uint8Array.from({ length: n }, (_, i) => i % colours.length);
  const style = { colour: classOf, marker: classOf, colours };
  const layers = [1, 2].map((seed) => ({ x: randomColumn(n, seed, 4), y: randomColumn(n, seed + 10, 2) }));
  let show: (layer: number) => void = () => undefined;

  function Cloud() {
    const [layer, setLayer] = useState(0);
    const [highlighted, highlight] = useState<number | null>(null);
    show = setLayer;
    return (
      <Scatter
        size={size}
        {...layers[layer]}
        style={style}
        xLabel="x"
        yLabel="y"
        label="cloud"
        highlighted={highlighted}
        companions={[]}
        onHighlight={highlight}
      />
    );
  }
  flushSync(() => {
    createRoot(document.querySelector("#root")!).render(
      <MessagesContext value={messagesOf("en")}>
        <Cloud />
      </MessagesContext>,
    );
  });
  const surface = document.querySelector<HTMLElement>("[role=application]")!;
  const at = (frame: number) => ({ clientX: 150 + 3 * frame, clientY: 200 + frame, bubbles: true });

  const idle = await frames(60, () => undefined);
  const hover = await frames(90, (frame) => {
    surface.dispatchEvent(new PointerEvent("pointermove", at(frame)));
  });
  const zoom = await frames(60, (frame) => {
    surface.dispatchEvent(new WheelEvent("wheel", { ...at(frame), deltaY: frame < 30 ? -40 : 40, cancelable: true }));
  });
  const travel = await frames(90, (frame) => {
    if (frame % 45 === 0) show(frame === 0 ? 1 : 0);
  });
  return { idle, hover, zoom, travel };
};

function frames(count: number, act: (frame: number) => void): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = [];
    let last: number | undefined;
    requestAnimationFrame(function frame() {
      const now = performance.now();
      if (last !== undefined) times.push(now - last);
      last = now;
      if (times.length === count) resolve(times);
      else {
        act(times.length);
        requestAnimationFrame(frame);
      }
    });
  });
}
