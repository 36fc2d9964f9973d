/** What a panel of details is: one module each, listed in list.ts. */
import type { ReactNode } from "react";
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import type { Size } from "../../charts/frame/useSize.ts";
import type { Messages } from "../../messages/messages.ts";
import type { AppState } from "../../store/appState.ts";
import type { PanelQuestion } from "../../store/requests/panels.ts";

/** Where there is nothing to show: `measuring` while the engine is at it, `waiting` until it comes to it. */
export type NotYet = "measuring" | "waiting";

export interface PanelDefinition<Content extends object> {
  /** Stable: it stands in links. */
  readonly id: string;
  readonly title: (messages: Messages) => string;
  /** What it asks of the engine while it is in sight and the run is finished; null where it has all that it needs. */
  readonly question?: (state: AppState) => PanelQuestion | null;
  /** What it shows, as parts that stay the same objects until they change. Answers stand in the results of the run. */
  readonly read: (state: AppState) => Content | NotYet;
  /** Why there is nothing yet, for a panel that waits. */
  readonly waiting?: (messages: Messages) => string;
  /** What a person who can't see the picture should know. */
  readonly describe: (messages: Messages, content: Content) => string;
  readonly table: (messages: Messages, content: Content) => TableTwin;
  readonly View: (props: { readonly content: Content; readonly size: Size }) => ReactNode;
  /** What it adds to the exported JSON. */
  readonly exported?: (state: AppState) => Readonly<Record<string, unknown>>;
}

/** A panel whose content only it knows. */
export type Panel = Omit<PanelDefinition<object>, "describe" | "table" | "View"> & {
  readonly describe: (messages: Messages, content: never) => string;
  readonly table: (messages: Messages, content: never) => TableTwin;
  readonly View: (props: never) => ReactNode;
};

/** Checks a panel's parts against each other. */
export function definePanel<Content extends object>(panel: PanelDefinition<Content>): PanelDefinition<Content> {
  return panel;
}
