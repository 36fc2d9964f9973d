/** The lab: a classifier that is trained while isotropy is rewarded or punished. */
import { LabCloud } from "../lab/LabCloud.tsx";
import { LabCurves } from "../lab/LabCurves.tsx";
import { LabDetail } from "../lab/LabDetail.tsx";
import { LabPanel } from "../lab/LabPanel.tsx";
import { SweepView } from "../lab/SweepView.tsx";
import type { Layout } from "./layout.ts";

export const labLayout: Layout = {
  text: LabPanel,
  layers: LabCurves,
  cloud: LabCloud,
  spectrum: LabDetail,
  details: SweepView,
  compares: false,
};
