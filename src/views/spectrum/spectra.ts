/**
 * The spectra that the chart shows: of one layer, of the others behind it, of an isotropic cloud, and of a held layer.
 * Beside a held layer all are divided by their trace, since runs that differ in model or d differ in scale. Pure.
 */
import type { Messages } from "../../messages/messages.ts";
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import type { LayerProfile } from "../../geometry/profile.ts";
import type { HeldRun } from "../../store/comparison.ts";
import { layerNumber, layerNumbersOf } from "../../store/layerNumbers.ts";
import type { RunResults } from "../../store/runResults.ts";

/** Eigenvalues, descending, or shares of their sum. */
export interface Spectra {
  /** Index of the layer. */
  readonly layer: number;
  /** The number of each layer. */
  readonly numbers: readonly number[];
  readonly shown: Float64Array;
  /** By index of the layer; holes where a layer has not been measured. */
  readonly all: readonly (Float64Array | undefined)[];
  readonly isotropic: Float64Array;
  /** With its layer's number. */
  readonly held: { readonly number: number; readonly values: Float64Array } | null;
  /** True if all are shares of the variance. */
  readonly areShares: boolean;
  readonly profile: LayerProfile;
  readonly heldProfile: LayerProfile | null;
}

/** Null until the layer has been measured. */
export function readSpectra(results: RunResults | null, layer: number, held: HeldRun | null): Spectra | null {
  const profile = results?.layers[layer]?.profile;
  if (results === null || profile === undefined) return null;
  const heldProfile = held?.results.layers[held.layer]?.profile ?? null;
  const read = (values: Float64Array) => (heldProfile === null ? values : sharesOf(values));
  return {
    layer,
    numbers: layerNumbersOf(results),
    shown: read(profile.eigenvalues),
    all: results.layers.map((result) => result && read(result.profile.eigenvalues)),
    isotropic: read(profile.nullEigenvalues),
    held:
      held === null || heldProfile === null
        ? null
        : { number: layerNumber(held.results, held.layer), values: read(heldProfile.eigenvalues) },
    areShares: heldProfile !== null,
    profile,
    heldProfile,
  };
}

/** Each value over the sum of all; all 0 where that is 0. */
function sharesOf(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total > 0 ? value / total : 0));
}

export function describeSpectra(messages: Messages, { layer, numbers, profile, held, heldProfile }: Spectra): string {
  if (!(profile.eigenvalues[0] > 0)) return messages.notDefined("zero-variance");
  const own = messages.spectrum.description(
    numbers[layer],
    firstShare(messages, profile),
    componentsOf(messages, profile),
  );
  if (held === null || heldProfile === null) return own;
  return `${own} ${messages.comparison.spectrumDescription(held.number, firstShare(messages, heldProfile), componentsOf(messages, heldProfile))}`;
}

function firstShare(messages: Messages, { eigenvalues }: LayerProfile): string {
  return messages.formats.share(sharesOf(eigenvalues)[0]);
}

function componentsOf(messages: Messages, { componentsFor90 }: LayerProfile): string {
  return typeof componentsFor90 === "number"
    ? String(componentsFor90)
    : messages.notDefined(componentsFor90.notDefined);
}

/** One row an eigenvalue, one column a layer. */
export function spectraTable(messages: Messages, spectra: Spectra | null): TableTwin {
  if (spectra === null) return { columns: [], rows: [] };
  const columns = [
    ...spectra.all.flatMap((values, layer) =>
      values === undefined ? [] : [{ name: messages.layers.layer(spectra.numbers[layer]), values }],
    ),
    { name: messages.spectrum.isotropic, values: spectra.isotropic },
    ...(spectra.held === null
      ? []
      : [{ name: messages.comparison.heldLayer(spectra.held.number), values: spectra.held.values }]),
  ];
  return {
    columns: [messages.spectrum.rank, ...columns.map(({ name }) => name)],
    rows: Array.from({ length: Math.max(...columns.map(({ values }) => values.length)) }, (_, i) => [
      String(i + 1),
      ...columns.map(({ values }) => (i < values.length ? messages.formats.number(values[i]) : "")),
    ]),
    ...(spectra.areShares && { note: messages.spectrum.share }),
    saved: () => ({
      columns: ["rank", ...columns.map(({ name }) => `${spectra.areShares ? "share" : "eigenvalue"}, ${name}`)],
      rows: Array.from({ length: Math.max(...columns.map(({ values }) => values.length)) }, (_, i) => [
        i + 1,
        ...columns.map(({ values }) => values[i] ?? null),
      ]),
    }),
  };
}
