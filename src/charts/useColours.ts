import { interpolateLab } from "d3";
import { useSyncExternalStore } from "react";

/** Steps of a sequential scale: fine enough to look continuous, few enough to keep one bitmap each. */
export const sequentialSteps = 12;

export interface ChartColours {
  readonly classes: readonly string[];
  readonly sequential: readonly string[];
}

let cached: { readonly key: string; readonly colours: ChartColours } | undefined;

function read(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const names = [
    "--class-0",
    "--class-1",
    "--class-2",
    "--class-3",
    "--class-4",
    "--class-5",
    "--class-6",
    "--class-7",
    "--layer-first",
    "--layer-last",
  ];
  const values = names.map((name) => style.getPropertyValue(name).trim());
  const key = values.join();
  if (cached?.key !== key) {
    const ramp = interpolateLab(values[8], values[9]);
    const sequential = Array.from({ length: sequentialSteps }, (_, step) => ramp(step / (sequentialSteps - 1)));
    cached = {
      key, // The shared marks have the last class's colour; their shapes tell them apart.
      colours: { classes: [...values.slice(0, 8), values[7]!, values[7]!], sequential },
    };
  }
  return cached.colours;
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** The theme's colours as plain strings, for canvases, which know nothing of style sheets. */
export function useColours(): ChartColours {
  return useSyncExternalStore(subscribe, read);
}
