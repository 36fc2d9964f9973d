/** Where the figures of a report come from, as one flat record: each row of a table of values repeats it. */
import type { CsvValue } from "./csvText.ts";
import type { MeasureReport } from "./measureReport.ts";

/** All that a figure depends on, and what would be needed to make it again; the same keys for every report. */
export function provenanceOf(report: MeasureReport): Readonly<Record<string, CsvValue>> {
  const { status, text, vectors } = report;
  const files = vectors?.files ?? [];
  return {
    runName: report.name,
    status: status.state,
    failure: status.failure,
    source: text === undefined ? vectors?.file : text.name,
    sourceSha256: text === undefined ? files.map(({ sha256 }) => sha256).join(" ") : text.sha256,
    sentences: text?.sentences,
    tokens: text?.tokens,
    sampledFromSentences: text?.sampledFrom?.sentences,
    sampledFromTokens: text?.sampledFrom?.tokens,
    cutLines: text?.truncatedLines.length,
    files: files.map(({ name }) => name).join(" "),
    array: vectors?.array,
    dtype: vectors?.dtype,
    droppedRows: vectors?.dropped,
    model: report.model,
    modelRevision: report.modelRevision,
    modelFingerprint: report.modelFingerprint,
    maximumTokens: report.maximumTokens,
    backend: report.backend,
    unit: report.unit,
    pooling: report.pooling,
    specialTokens: report.specialTokens,
    seed: report.seed,
    zeta: report.zeta,
    reference: report.reference,
    referenceSha256: report.referenceSha256,
    referencePoints: report.referencePoints,
    version: report.version,
  };
}
