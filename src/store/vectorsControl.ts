/** Opens files of vectors, and gives the text its place back. */
import { cloudSampleOf, loadCloudSample, type CloudSample } from "../corpora/cloudSamples.ts";
import { defaultVectorOptions, type VectorOptions } from "../vectors/vectorCloud.ts";
import { useApp } from "./appStore.ts";
import { readOwnText } from "./preferences.ts";
import { defaultView } from "./viewState.ts";

let lastId = 0;

/** Shows files in place of the text. No bytes are read here: the engine does that. */
export function openVectorFiles(files: readonly File[]): void {
  if (files.length === 0) return;
  const { view, changeView, openVectors } = useApp.getState();
  // The built-in reference is made from text, by the encoder.
  if (view.zeta > 0 && view.reference === "built-in") changeView({ zeta: 0 });
  lastId += 1;
  openVectors({ id: lastId, files, options: defaultVectorOptions });
}

/** Adds files of labels or texts to the vectors on screen. */
export function addBeside(files: readonly File[]): void {
  const { vectors, openVectors } = useApp.getState();
  if (vectors === null || files.length === 0) return;
  const names = new Set(files.map(({ name }) => name));
  lastId += 1;
  openVectors({
    ...vectors,
    id: lastId,
    files: [...vectors.files.filter(({ name }, index) => index === 0 || !names.has(name)), ...files],
  });
}

/** Reads the same files another way. */
export function changeVectorOptions(change: Partial<VectorOptions>): void {
  const { vectors, openVectors } = useApp.getState();
  if (vectors !== null) openVectors({ ...vectors, options: { ...vectors.options, ...change } });
}

/** Shows a built-in text, or, with null, the person's own. The view stays where it was if that is what it names. */
export function showText(sample: string | null): void {
  const { view, text, vectors, openVectors, changeView, setText } = useApp.getState();
  if (sample === null) {
    if (view.sample === null) openVectors(null);
    else setText(vectors === null ? "" : (readOwnText() ?? ""));
  } else if (sample === view.sample && text !== "") openVectors(null);
  else changeView({ sample });
}

/** The text that the vectors took the place of; the first sample where there was none. */
export function backToText(): void {
  const { view, text, openVectors, changeView } = useApp.getState();
  if (text === "" || cloudSampleOf(view.sample) !== undefined) changeView({ sample: defaultView.sample });
  else openVectors(null);
}

/** Loads a built-in cloud; does nothing if it is no longer wanted when it is there. */
export async function showCloudSample(sample: CloudSample): Promise<void> {
  const stillWanted = () => useApp.getState().view.sample === sample.id;
  try {
    const file = await loadCloudSample(sample);
    if (stillWanted()) openVectorFiles([file]);
  } catch (error) {
    if (stillWanted()) useApp.getState().failSample(error instanceof Error ? error.message : String(error));
  }
}
