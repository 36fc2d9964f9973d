/** Saves a chart's table as a file; charts know nothing of where its numbers come from, so the page gives the way. */
import { createContext } from "react";
import type { TableTwin } from "./TableTwin.tsx";

export type SaveTable = (title: string, twin: TableTwin) => void;

/** Null where there is no page around: then nothing is offered. */
export const SaveTableContext = createContext<SaveTable | null>(null);
