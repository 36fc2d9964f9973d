/** Two texts, or one text in two models: a report of each, and how alike their layers are. */
import { createArithmetic } from "../geometry/arithmetic/createArithmetic.ts";
import type { Readable } from "node:stream";
import { crossSimilarityOf } from "../engine/questions/crossSimilarity.ts";
import { holdSource, type HeldRun } from "../engine/heldRun.ts";
import type { CloudSource } from "../engine/cloudSource.ts";
import type { CrossSimilarity } from "../engine/questions/crossSimilarity.ts";
import type { TextArguments } from "./arguments.ts";
import type { ComparisonReport } from "../report/comparisonTable.ts";
import { crossSimilarityReport } from "../report/crossSimilarityReport.ts";
import { measureText } from "./measureText.ts";
import type { Progress } from "./progress.ts";

/** @throws as measureText does. */
export async function compareTexts(
  args: TextArguments,
  standardInput: Readable,
  progress: Progress,
): Promise<ComparisonReport> {
  let held: HeldRun | undefined;
  const first = await measureText(args, standardInput, progress, (source) => {
    held = holdSource(0, source, args.seed);
  });
  let current: CloudSource | undefined;
  const second = await measureText({ ...args, ...args.compare }, standardInput, progress, (source) => {
    current = source;
  });
  return { runs: [first, second], crossSimilarity: await similarityOf(held, current!, args.seed, progress) };
}

/** On the points as they are measured; on sentences where those do not pair up. */
async function similarityOf(
  held: HeldRun | undefined,
  current: CloudSource,
  seed: number,
  progress: Progress,
): Promise<ComparisonReport["crossSimilarity"]> {
  const { signal } = new AbortController();
  const compare = (by: "points" | "sentences"): Promise<CrossSimilarity> =>
    crossSimilarityOf(held, current, by, seed, {
      signal,
      createArithmetic,
      progress: (fraction) => progress.report(progress.messages.command.comparingLayers, fraction, 1),
    });
  const byPoints = await compare("points");
  if (byPoints.kind === "measured") return crossSimilarityReport("points", byPoints);
  if (!byPoints.sentencesPair) return { notDefined: byPoints.reason };
  const bySentences = await compare("sentences");
  if (bySentences.kind === "measured") return crossSimilarityReport("sentences", bySentences);
  return { notDefined: bySentences.reason };
}
