/** An encoded text as a source of clouds: hidden states, seen as tokens or as one vector a sentence. */
import type { CloudSource } from "./cloudSource.ts";
import type { EncodedSelection } from "./encodeSelection.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { pointTable } from "./buildPointTable.ts";
import { referenceFor } from "./reference.ts";
import type { References } from "./references.ts";
import { pointsOfUnit, tokenContext, type PointSettings } from "./units.ts";

/**
 * @param host the encoder that made the hidden states; the built-in reference is made by it too.
 * @param isInOrder whether sentences follow each other as in a text, and not as in a list.
 */
export function textSource(
  encoded: EncodedSelection,
  settings: PointSettings,
  host: EncoderHost,
  references: References,
  isInOrder: boolean,
): CloudSource {
  const { lines, states, layerNumbers, lineOfSentence, sampledFrom, modelFingerprint } = encoded;
  const points = () => pointTable(pointsOfUnit(states, 0, settings), states, lineOfSentence, host.model.tokenizer);
  const source: CloudSource = {
    layers: states.layers.length,
    layerNumbers,
    isInOrder,
    bytes: states.layers.reduce((sum, { byteLength }) => sum + byteLength, 0),
    pointsOf: (layer) => {
      const points = pointsOfUnit(states, layer, settings);
      const tokens = tokenContext(points, states);
      return { cloud: points.cloud, clusters: points.sentence, ...(tokens && { tokens }) };
    },
    names: () => ({ points: points(), lines }),
    bySentence: () =>
      settings.unit === "sentences"
        ? source
        : textSource(encoded, { ...settings, unit: "sentences", pooling: "mean" }, host, references, isInOrder),
    arrival: (run) => ({
      kind: "encoded",
      run,
      text: {
        sentences: lineOfSentence.length,
        ...(modelFingerprint !== undefined && { modelFingerprint }),
        tokens: states.tokens.ids.length,
        truncated: states.tokens.truncated.map((sentence) => lineOfSentence[sentence]),
        ...(sampledFrom !== undefined && { sampledFrom }),
        layerNumbers,
        points: points(),
      },
    }),
    builtInReference: async (onProgress, signal) =>
      referenceFor(source, await references.builtIn(host, settings, onProgress, signal))!,
  };
  return source;
}
