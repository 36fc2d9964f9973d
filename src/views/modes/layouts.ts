/** The layout of each mode. */
import type { Mode } from "../../store/viewFields.ts";
import { explorerLayout } from "./explorerLayout.tsx";
import { labLayout } from "./labLayout.ts";
import type { Layout } from "./layout.ts";

export const layouts: Readonly<Record<Mode, Layout>> = { explorer: explorerLayout, lab: labLayout };
