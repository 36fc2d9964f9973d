/** How alike the layers of a held run and of the run on screen arrange the points that the two have in common. */
import { runSteps } from "../../async/runSteps.ts";
import { crossCkaInSteps } from "../../geometry/cka.ts";
import type { Measure } from "../../geometry/measure.ts";
import { createRandom, sampleWithoutReplacement } from "../../geometry/random.ts";
import { rowsOf } from "../../geometry/rows.ts";
import type { CloudSource } from "../cloudSource.ts";
import type { HeldRun } from "../heldRun.ts";
import { pairPoints, type Pairing, type PairingRule, type UnpairedReason } from "../pairing.ts";
import type { Question, QuestionContext } from "./question.ts";

/** Linear CKA between the layers of a held run and those of the run on screen, or why there is none. */
export type CrossSimilarity =
  | {
      readonly kind: "measured";
      readonly rule: PairingRule;
      readonly heldLayers: number;
      readonly layers: number;
      /** heldLayers × layers, row-major. */
      readonly cka: readonly Measure[];
      /** What the same would be on average if one run's points were put in random order. */
      readonly shuffled: readonly Measure[];
      /** Pairs of points compared, of how many there are. */
      readonly points: number;
      readonly pairs: number;
    }
  | {
      readonly kind: "unpaired";
      /** "not-kept": the engine no longer has the held run's points. */
      readonly reason: UnpairedReason | "not-kept";
      /** True if sentences would pair up where points do not. */
      readonly sentencesPair: boolean;
    };

export interface CrossSimilarityAsk {
  /** Number of the held run. */
  readonly held: number;
  /** The points as shown, or one point a sentence. */
  readonly by: "points" | "sentences";
}

export const crossSimilarity: Question<CrossSimilarityAsk, CrossSimilarity> = (
  { source, seed, heldRun },
  { held, by },
  context,
) => crossSimilarityOf(heldRun(held), source, by, seed, context);

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
  { signal, createArithmetic, progress }: QuestionContext,
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
  const { cka, shuffled } = await runSteps(crossCkaInSteps(rows, columns, createArithmetic), signal, progress);
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
  return { first: chosen.map((pair) => first[pair]!), second: chosen.map((pair) => second[pair]!) };
}
