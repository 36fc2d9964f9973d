/** The panels below the spectrum, in the order of their tabs. The only place that names them all. */
import { dimensionsPanel } from "../dimensions/dimensionsPanel.tsx";
import { neighboursPanel } from "../neighbours/neighboursPanel.tsx";
import { sampleSizePanel } from "../sampleSize/sampleSizePanel.tsx";
import { similarityPanel } from "../similarity/similarityPanel.tsx";
import type { Panel } from "./panel.ts";

export const panels: readonly Panel[] = [dimensionsPanel, neighboursPanel, sampleSizePanel, similarityPanel];

/** The panel of a name; the first where there is none, as in a link from elsewhere. */
export function panelOf(id: string): Panel {
  return panels.find((panel) => panel.id === id) ?? panels[0]!;
}
