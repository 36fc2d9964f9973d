/** How alike the layers of a held run and of the run on screen arrange the points that the two have in common. */
import { crossCkaInSteps } from "../geometry/cka.ts";
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import { rowsOf } from "../geometry/rows.ts";
import type { CloudSource } from "./cloudSource.ts";
import type { HeldRun } from "./heldRun.ts";
import { pairPoints, type Pairing } from "./pairing.ts";
import type { CrossSimilarity } from "./protocol.ts";
import type { Answer } from "./questions.ts";
import { runSteps } from "./runSteps.ts";

/** Pairs of points on which layers are compared, as many as for the layers of one run. */
const mostPairs = 1000;

/**
 * Linear CKA of every held layer with every layer on screen.
 *
 * @param by the points as they are shown, or one point a sentence, which pairs texts that are split into other tokens.
 * @param seed chooses the pairs where there are too many.
 * @throws the answer's reason when the question is withdrawn.
 */
export async function crossSimilarityOf(
  held: HeldRun | undefined,
  source: CloudSource,
  by: "points" | "sentences",
  seed: number,
  { signal, progress }: Pick<Answer, "signal" | "progress">,
): Promise<CrossSimilarity> {
  if (held === undefined) return { kind: "unpaired", reason: "not-kept", sentencesPair: false };
  const heldPoints = by === "points" ? held.shown : held.sentences;
  const current = by === "points" ? source : source.bySentence?.();
  if (heldPoints === undefined || current === undefined)
    return { kind: "unpaired", reason: "different-units", sentencesPair: false };
  const pairing = pairPoints(heldPoints.names, current.names());
  if (pairing.kind === "unpaired")
    return { kind: "unpaired", reason: pairing.reason, sentencesPair: sentencesPair(held, source) };
  const { first, second } = somePairs(pairing, seed);
  const rows = heldPoints.clouds.map((cloud) => rowsOf(cloud, first));
  const columns = Array.from({ length: current.layers }, (_, layer) => rowsOf(current.pointsOf(layer).cloud, second));
  const { cka, shuffled } = await runSteps(crossCkaInSteps(rows, columns), signal, (part) =>
    progress("similarity", part, 1),
  );
  return {
    kind: "measured",
    rule: pairing.rule,
    heldLayers: rows.length,
    layers: columns.length,
    cka,
    shuffled,
    points: first.length,
    pairs: pairing.first.length,
  };
}

function sentencesPair(held: HeldRun, source: CloudSource): boolean {
  const current = source.bySentence?.();
  if (held.sentences === undefined || current === undefined) return false;
  return pairPoints(held.sentences.names, current.names()).kind === "paired";
}

function somePairs(
  { first, second }: Extract<Pairing, { kind: "paired" }>,
  seed: number,
): { first: Uint32Array; second: Uint32Array } {
  if (first.length <= mostPairs) return { first, second };
  const chosen = sampleWithoutReplacement(first.length, mostPairs, createRandom(seed)).sort();
  return { first: chosen.map((pair) => first[pair]), second: chosen.map((pair) => second[pair]) };
}
