/**
 * What a person is looking at: the part of the state that a link carries. Everything here is plain and
 * serialisable; results and preferences live elsewhere.
 */
import type { AnalysisSettings } from "../engine/protocol/explorer.ts";
import { viewFields, type ViewField } from "./viewFields.ts";

export type ViewState = {
  readonly [Key in keyof typeof viewFields]: (typeof viewFields)[Key] extends ViewField<infer Value> ? Value : never;
};

export const viewKeys = Object.keys(viewFields) as (keyof ViewState)[];

export const defaultView = Object.fromEntries(viewKeys.map((key) => [key, viewFields[key].initial])) as ViewState;

/** The settings that decide what the engine computes, taken out of the view. */
export function analysisSettings(view: ViewState): AnalysisSettings {
  const { unit, pooling, includeSpecialTokens, zeta, reference, seed, layers } = view;
  return { unit, pooling, includeSpecialTokens, zeta, reference, seed, layers };
}
