/** The explorer: the layers of a text, or of vectors, from all sides. */
import { useApp } from "../../store/appState.ts";
import { CloudView } from "../cloud/CloudView.tsx";
import { LayersView } from "../layers/LayersView.tsx";
import { DetailView } from "../page/DetailView.tsx";
import { SpectrumView } from "../spectrum/SpectrumView.tsx";
import { TextView } from "../text/TextView.tsx";
import { VectorsView } from "../vectors/VectorsView.tsx";
import type { Layout } from "./layout.ts";

/** Where the points come from: a text, or the files that stand in its place. */
function SourceView() {
  return useApp((state) => state.vectors === null) ? <TextView /> : <VectorsView />;
}

export const explorerLayout: Layout = {
  text: SourceView,
  layers: LayersView,
  cloud: CloudView,
  spectrum: SpectrumView,
  details: DetailView,
  compares: true,
};
