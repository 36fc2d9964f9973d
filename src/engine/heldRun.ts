/**
 * What the engine keeps of a run that is held beside later ones: nothing but a sample of its points, on which its layers
 * can be compared with those of the run on screen. All else of a held run (figures, spectra, pictures) the page has.
 */
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import { rowsOf } from "../geometry/rows.ts";
import type { CloudSource } from "./cloudSource.ts";
import type { NamedPoints } from "./pairing.ts";

/** Some points of a run, in every layer. */
export interface HeldPoints {
  readonly names: NamedPoints;
  readonly clouds: readonly PointCloud[];
}

export interface HeldRun {
  readonly run: number;
  /** Of the points as they were shown. */
  readonly shown: HeldPoints;
  /** The same text with a sentence as a point; absent where there is no text. */
  readonly sentences?: HeldPoints;
}

/**
 * Most bytes kept of either kind of points, whatever the model: some 6,000 points of 7 × 384 float32 values, or 1,600 of
 * 13 × 768.
 */
const heldBytes = 64e6;

/** Takes what is kept out of a source: all points, or a random choice from `seed` where all would be too much. */
export function holdSource(run: number, source: CloudSource, seed: number, budget = heldBytes): HeldRun {
  const sentences = source.bySentence?.();
  const shown = sampleOf(source, seed, budget);
  return {
    run,
    shown,
    ...(sentences !== undefined && { sentences: sentences === source ? shown : sampleOf(sentences, seed, budget) }),
  };
}

function sampleOf(source: CloudSource, seed: number, budget: number): HeldPoints {
  const names = source.names();
  const { n } = names.points;
  const first = source.pointsOf(0).cloud;
  const bytesOfPoint = source.layers * first.d * first.values.BYTES_PER_ELEMENT;
  const kept = Math.min(n, Math.max(2, Math.floor(budget / bytesOfPoint)));
  const rows = sampleWithoutReplacement(n, kept, createRandom(seed)).sort();
  return {
    names: {
      lines: names.lines,
      rows: names.rows ?? (names.lines.length > 0 ? names.lines.length : n),
      points: pointsAt(names.points, rows),
    },
    clouds: Array.from({ length: source.layers }, (_, layer) => rowsOf(source.pointsOf(layer).cloud, rows)),
  };
}

function pointsAt(points: NamedPoints["points"], rows: Uint32Array): NamedPoints["points"] {
  const { line, position, token, tokenTexts } = points;
  return {
    n: rows.length,
    line: rows.map((row) => line[row]),
    position: rows.map((row) => position[row]),
    ...(token !== undefined && { token: rows.map((row) => token[row]) }),
    tokenTexts,
  };
}
