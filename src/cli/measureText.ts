/** Text to report: the same encoder, the same choice of points and the same measures as on the page. */
import type { Readable } from "node:stream";
import { makePackagedText } from "../corpora/packages/packagedTexts.ts";
import { startHostInNode } from "../engine/backendNode.ts";
import type { CloudSource } from "../engine/cloudSource.ts";
import { encodeSelection, type EncodedSelection } from "../engine/encodeSelection.ts";
import type { LayerChoice } from "../engine/layerChoice.ts";
import { measureReference } from "../engine/reference.ts";
import { References } from "../engine/references.ts";
import { textSource } from "../engine/textSource.ts";
import type { TextArguments } from "./arguments.ts";
import { readCommandModel } from "./commandModel.ts";
import { readSentences } from "./input.ts";
import { measureClouds } from "./measureClouds.ts";
import type { Progress } from "./progress.ts";
import type { MeasureReport } from "../report/measureReport.ts";
import { UsageError } from "./usageError.ts";

/** Lines named in a notice; of more, the first ones. */
const linesNamed = 10;

/**
 * @param onEncoded is given the clouds before they are let go.
 * @throws UsageError, InputError, EncoderError, BackendError.
 */
export async function measureText(
  args: TextArguments,
  standardInput: Readable,
  progress: Progress,
  onEncoded?: (source: CloudSource) => void,
): Promise<MeasureReport> {
  const { lines, lineNumbers } = await readSentences(args.file, standardInput);
  const reference = args.zeta > 0 ? await referenceLines(args.reference, standardInput) : undefined;
  const model = await readCommandModel(args.model, progress);
  let backend = "";
  const host = await startHostInNode(model, (started) => {
    backend = started.backend.name;
  });
  try {
    const { signal } = new AbortController();
    checkLayers(args.layers, model.config.layers);
    const encoded = await encodeSelection(host, lines, args, signal, progress.stage, args.maxTokens);
    const truncatedLines = encoded.states.tokens.truncated.map(
      (sentence) => lineNumbers[encoded.lineOfSentence[sentence]!]!,
    );
    tellWhatIsLeftOut(encoded, truncatedLines, model.config.maximumTokens, progress);
    const referenceRun = {
      host,
      settings: args.settings,
      signal,
      layers: encoded.layerNumbers,
      onProgress: (done: number, total: number) => progress.stage("reference", done, total),
    };
    const shrinkTo = reference === undefined ? undefined : await measureReference(reference, referenceRun);
    if (shrinkTo !== undefined && shrinkTo.points < 2)
      throw new UsageError("The reference has fewer than two points: no covariance can be taken.");
    const source = textSource(encoded, args.settings, host, new References(() => Promise.resolve([])));
    if (source.pointsOf(0).cloud.n === 0)
      throw new UsageError("The text has no points to measure: every token in it is a special one.");
    onEncoded?.(source);
    return {
      model: model.name,
      backend,
      unit: args.settings.unit,
      ...(args.settings.unit === "sentences" && { pooling: args.settings.pooling }),
      specialTokens: args.settings.includeSpecialTokens,
      seed: args.seed,
      zeta: args.zeta,
      ...(shrinkTo !== undefined && { referencePoints: shrinkTo.points }),
      text: {
        sentences: encoded.lineOfSentence.length,
        tokens: encoded.states.tokens.ids.length,
        truncatedLines,
        ...(encoded.sampledFrom !== undefined && { sampledFrom: encoded.sampledFrom }),
      },
      layers: await measureClouds(source, args, shrinkTo, progress),
    };
  } finally {
    host.dispose();
  }
}

function checkLayers(layers: LayerChoice, highest: number): void {
  const beyond = typeof layers === "string" ? undefined : layers.find((layer) => layer > highest);
  if (beyond !== undefined)
    throw new UsageError(`--layers names ${beyond}; this model's hidden states are 0 to ${highest}.`);
}

async function referenceLines(file: string | undefined, standardInput: Readable): Promise<readonly string[]> {
  if (file === undefined) return makePackagedText("reference").lines.map(({ text }) => text);
  if (file === "-") throw new UsageError("--reference needs a file; standard input is taken by the text.");
  return (await readSentences(file, standardInput)).lines;
}

function tellWhatIsLeftOut(
  { sampledFrom, lineOfSentence }: EncodedSelection,
  truncatedLines: readonly number[],
  limit: number,
  progress: Progress,
): void {
  if (sampledFrom !== undefined) {
    progress.notice(
      `Encoded a random choice of ${lineOfSentence.length} of ${sampledFrom.sentences} sentences; all have ${sampledFrom.tokens} tokens (see --max-tokens).`,
    );
  }
  if (truncatedLines.length > 0) {
    const named = truncatedLines.slice(0, linesNamed).join(", ");
    const more = truncatedLines.length > linesNamed ? ` and ${truncatedLines.length - linesNamed} more` : "";
    progress.notice(`Cut at the model's limit of ${limit} tokens: line ${named}${more}.`);
  }
}
