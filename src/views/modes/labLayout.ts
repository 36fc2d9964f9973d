/**
 * The lab: a classifier that is trained while isotropy is rewarded or punished. Its views are loaded when they are first
 * looked at, so that the first picture does not wait for them.
 */
import { lazy } from "react";
import type { Layout } from "./layout.ts";

export const labLayout: Layout = {
  text: lazy(async () => ({ default: (await import("../lab/LabPanel.tsx")).LabPanel })),
  layers: lazy(async () => ({ default: (await import("../lab/LabCurves.tsx")).LabCurves })),
  cloud: lazy(async () => ({ default: (await import("../lab/LabCloud.tsx")).LabCloud })),
  spectrum: lazy(async () => ({ default: (await import("../lab/LabDetail.tsx")).LabDetail })),
  details: lazy(async () => ({ default: (await import("../lab/SweepView.tsx")).SweepView })),
  compares: false,
};
