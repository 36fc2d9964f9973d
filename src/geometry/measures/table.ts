/**
 * All measures of a layer, by name, in the order in which they are listed. The profile, the intervals, the page, the
 * table of the command, JSON and CSV are made from this table: a measure has this one name everywhere.
 */
import { alphaReQ } from "./alphaReQ.ts";
import { averageCosine } from "./averageCosine.ts";
import { componentsFor90 } from "./componentsFor90.ts";
import { componentsFor95 } from "./componentsFor95.ts";
import { componentsFor99 } from "./componentsFor99.ts";
import { effectiveRank } from "./effectiveRank.ts";
import { intraSentenceSimilarity } from "./intraSentenceSimilarity.ts";
import { isoScore } from "./isoScore.ts";
import { isoScoreNull } from "./isoScoreNull.ts";
import { isoScoreStar } from "./isoScoreStar.ts";
import { isoScoreUnbiased } from "./isoScoreUnbiased.ts";
import { mle } from "./mle.ts";
import { outliersByMagnitude } from "./outliersByMagnitude.ts";
import { outliersByVariance } from "./outliersByVariance.ts";
import { participationRatio } from "./participationRatio.ts";
import { partition } from "./partition.ts";
import { selfSimilarity } from "./selfSimilarity.ts";
import { stableRank } from "./stableRank.ts";
import { twoNN } from "./twoNN.ts";
import { uniformity } from "./uniformity.ts";
import type { IntervalRule, MeasureDefinition } from "./definition.ts";

const table = {
  isoScore,
  isoScoreStar,
  isoScoreNull,
  isoScoreUnbiased,
  participationRatio,
  effectiveRank,
  stableRank,
  componentsFor90,
  componentsFor95,
  componentsFor99,
  twoNN,
  mle,
  averageCosine,
  intraSentenceSimilarity,
  selfSimilarity,
  uniformity,
  partition,
  alphaReQ,
  outliersByVariance,
  outliersByMagnitude,
};

type Table = typeof table;
export type MeasureId = keyof Table;
/** The measures whose interval is estimated. */
export type IntervalMeasureId = {
  [Id in MeasureId]: Table[Id] extends { readonly interval: IntervalRule } ? Id : never;
}[MeasureId];
/** The measures that the page draws over the layers. */
export type DrawnMeasureId = { [Id in MeasureId]: Table[Id]["isDrawn"] extends true ? Id : never }[MeasureId];

export const measures: Readonly<Record<MeasureId, MeasureDefinition>> = table;
export const measureIds = Object.keys(table) as MeasureId[];
export const drawnMeasureIds = measureIds.filter((id): id is DrawnMeasureId => measures[id].isDrawn);

/** The rule of each interval that is estimated. */
export const intervalRules: Readonly<Record<IntervalMeasureId, IntervalRule>> = intervalRulesOf(measures);

/** A value for each measure. */
export function ofEachMeasure<Value>(value: (id: MeasureId) => Value): Record<MeasureId, Value> {
  return Object.fromEntries(measureIds.map((id) => [id, value(id)])) as Record<MeasureId, Value>;
}

/** A value for each measure that has an interval. */
export function ofEachInterval<Value>(value: (rule: IntervalRule) => Value): Record<IntervalMeasureId, Value> {
  const entries = Object.entries(intervalRules).map(([id, rule]) => [id, value(rule)]);
  return Object.fromEntries(entries) as Record<IntervalMeasureId, Value>;
}

function intervalRulesOf(all: Readonly<Record<MeasureId, MeasureDefinition>>): Record<IntervalMeasureId, IntervalRule> {
  const entries = measureIds.flatMap((id) => (all[id].interval === undefined ? [] : [[id, all[id].interval]]));
  return Object.fromEntries(entries) as Record<IntervalMeasureId, IntervalRule>;
}
