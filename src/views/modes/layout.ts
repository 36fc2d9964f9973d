/** What fills the page in a mode: the view in each of its places. */
import type { ComponentType } from "react";

export interface Layout {
  /** At the left: what is shown, and how. */
  readonly text: ComponentType;
  /** Across the top. */
  readonly layers: ComponentType;
  /** Below, from left to right; on a phone one at a time. */
  readonly cloud: ComponentType;
  readonly spectrum: ComponentType;
  readonly details: ComponentType;
  /** True where a held run can stand beside the one on screen. */
  readonly compares: boolean;
}
