/** Text to report: the same encoder, the same choice of points and the same measures as on the page. */
import { createArithmetic } from "../geometry/arithmetic/createArithmetic.ts";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { makePackagedText } from "../corpora/packages/packagedTexts.ts";
import { textHash } from "../corpora/textHash.ts";
import { startHostInNode } from "../engine/backendNode.ts";
import type { CloudSource } from "../engine/cloudSource.ts";
import { encodeSelection, type EncodedSelection } from "../engine/encodeSelection.ts";
import type { LayerChoice } from "../engine/layerChoice.ts";
import { measureReference } from "../engine/reference.ts";
import { choosePooling } from "../engine/pooling.ts";
import { References } from "../engine/references.ts";
import { textSource } from "../engine/textSource.ts";
import type { TextArguments } from "./arguments.ts";
import { readCommandModel } from "./commandModel.ts";
import { readSentences } from "./input.ts";
import { measureClouds } from "./measureClouds.ts";
import type { Progress } from "./progress.ts";
import type { MeasureReport } from "../report/measureReport.ts";
import { programVersion } from "../report/programVersion.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { UsageError } from "./usageError.ts";

/** Lines named in a notice; of more, the first ones. */
const linesNamed = 10;

/**
 * @param onEncoded is given the clouds before they are released.
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
    const { pooling, poolingFrom } = choosePooling(args.settings.pooling, model.sentences);
    const settings = { ...args.settings, pooling };
    if (settings.unit === "sentences") tellOfSentences(model, settings.pooling, progress);
    if (settings.unit === "sentences" && settings.pooling === "cls" && !model.tokenizer.hasTokenBefore)
      throw new UsageError(({ command }) => command.noTokenBefore(model.name));
    checkLayers(args.layers, model.config.layers);
    const encoded = await encodeSelection(host, lines, args, signal, progress.stage, args.maxTokens);
    const truncatedLines = encoded.states.tokens.truncated.map(
      (sentence) => lineNumbers[encoded.lineOfSentence[sentence]!]!,
    );
    tellWhatIsLeftOut(encoded, truncatedLines, model.config.maximumTokens, progress);
    const referenceRun = {
      host,
      settings,
      signal,
      createArithmetic,
      layers: encoded.layerNumbers,
      onProgress: (done: number, total: number) => progress.stage("reference", done, total),
    };
    const shrinkTo = reference === undefined ? undefined : await measureReference(reference, referenceRun);
    if (shrinkTo !== undefined && shrinkTo.points < 2) throw new UsageError(({ command }) => command.referenceTooSmall);
    const source = textSource(
      encoded,
      settings,
      host,
      new References(() => Promise.resolve([]), createArithmetic),
      true,
    );
    if (source.pointsOf(0).cloud.n === 0) throw new UsageError(({ command }) => command.noPoints);
    onEncoded?.(source);
    return {
      version: programVersion,
      status: { state: "complete" },
      model: model.name,
      ...(model.revision !== undefined && { modelRevision: model.revision }),
      ...(encoded.modelFingerprint !== undefined && { modelFingerprint: encoded.modelFingerprint }),
      maximumTokens: model.config.maximumTokens,
      backend,
      unit: settings.unit,
      ...(settings.unit === "sentences" && { pooling, poolingFrom }),
      specialTokens: settings.includeSpecialTokens,
      seed: args.seed,
      zeta: args.zeta,
      ...(shrinkTo !== undefined && {
        reference: args.reference === undefined ? "built-in" : basename(args.reference),
        referenceSha256: textHash(reference!),
        referencePoints: shrinkTo.points,
      }),
      text: {
        name: args.file === "-" ? null : basename(args.file),
        sha256: textHash(lines),
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

/** Says what the model's own files ask for, where they do. */
function tellOfSentences({ name, sentences }: EncoderModel, pooling: "mean" | "cls", progress: Progress): void {
  if (sentences === undefined) return;
  const { command } = progress.messages;
  if (sentences.pooling !== undefined && sentences.pooling !== pooling)
    progress.notice(command.otherPooling(name, sentences.pooling));
  if (sentences.notFollowed.length > 0) progress.notice(command.notFollowed(name, sentences.notFollowed.join(", ")));
}

function checkLayers(layers: LayerChoice, highest: number): void {
  const beyond = typeof layers === "string" ? undefined : layers.find((layer) => layer > highest);
  if (beyond !== undefined) throw new UsageError(({ command }) => command.noSuchLayer(beyond, highest));
}

async function referenceLines(file: string | undefined, standardInput: Readable): Promise<readonly string[]> {
  if (file === undefined) return makePackagedText("reference").lines.map(({ text }) => text);
  if (file === "-") throw new UsageError(({ command }) => command.referenceNeedsFile);
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
      progress.messages.command.sampled(lineOfSentence.length, sampledFrom.sentences, sampledFrom.tokens),
    );
  }
  if (truncatedLines.length > 0) {
    progress.notice(progress.messages.command.cut(limit, truncatedLines.slice(0, linesNamed), truncatedLines.length));
  }
}
