/** Which arrays of a file are its layers. */
import { InputError } from "../corpora/inputError.ts";
import { cloudShape, isCloud, shapeText, type ArrayEntry, type CloudEntry } from "./arrayEntry.ts";
import { checkLayerCount, type ArrayChoice } from "./vectorCloud.ts";

export interface ChosenArrays {
  /** The layers, in the order of their names ("layer_2" before "layer_10"); all with the same n. */
  readonly layers: readonly CloudEntry[];
  readonly choices: readonly ArrayChoice[];
  /** Arrays of as many entries as there are points: one word or number beside each. */
  readonly beside: readonly ArrayEntry[];
  /** Names of the arrays that are neither. */
  readonly leftOut: readonly string[];
}

const byName = new Intl.Collator("en", { numeric: true });

/**
 * All arrays with the same number of points are layers of one cloud. Where there are several such groups, the one with
 * the most layers is taken, then the one with the most points; whole numbers count only where nothing else is there,
 * because they are mostly masks and identifiers.
 *
 * @param wanted name of the one array to show, or null.
 * @throws InputError vectors-objects, vectors-no-array, vectors-unknown-array, vectors-many-layers.
 */
export function chooseArrays(entries: readonly ArrayEntry[], wanted: string | null): ChosenArrays {
  const clouds = entries.filter(isCloud).sort((a, b) => byName.compare(a.name, b.name));
  const objects = entries.find(({ typeName }) => typeName.endsWith("O"));
  if (clouds.length === 0 && objects !== undefined)
    throw new InputError({ code: "vectors-objects", array: objects.name });
  if (clouds.length === 0)
    throw new InputError({
      code: "vectors-no-array",
      found: entries.map((entry) => `${entry.name} ${shapeText(entry.shape)} ${entry.typeName}`),
    });
  const layers = wanted === null ? largestGroup(clouds) : clouds.filter(({ name }) => name === wanted);
  if (layers.length === 0)
    throw new InputError({
      code: "vectors-unknown-array",
      array: wanted ?? "",
      arrays: clouds.map(({ name }) => name),
    });
  checkLayerCount(layersIn(layers));
  const { n } = cloudShape(layers[0]);
  const beside = entries.filter(({ shape }) => shape.length === 1 && shape[0] === n);
  const shown = new Set<ArrayEntry>([...layers, ...beside]);
  return {
    layers,
    choices:
      clouds.length < 2
        ? []
        : clouds.map((entry) => ({ name: entry.name, layers: cloudShape(entry).layers, n: cloudShape(entry).n })),
    beside,
    leftOut: entries.filter((entry) => !shown.has(entry)).map(({ name }) => name),
  };
}

function layersIn(entries: readonly CloudEntry[]): number {
  return entries.reduce((sum, entry) => sum + cloudShape(entry).layers, 0);
}

function largestGroup(clouds: readonly CloudEntry[]): CloudEntry[] {
  const fractions = clouds.filter(({ type }) => type.name.includes("float"));
  const groups = new Map<number, CloudEntry[]>();
  for (const entry of fractions.length > 0 ? fractions : clouds) {
    const { n } = cloudShape(entry);
    const group = groups.get(n);
    if (group === undefined) groups.set(n, [entry]);
    else group.push(entry);
  }
  const sized = [...groups].map(([n, group]) => ({ n, group, layers: layersIn(group) }));
  return sized.reduce((best, other) => ((other.layers - best.layers || other.n - best.n) > 0 ? other : best)).group;
}
