import { useShallow } from "zustand/react/shallow";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { useMessages } from "../../messages/MessagesContext.ts";
import { actions } from "../../store/actions/actions.ts";
import { useApp } from "../../store/appState.ts";
import { resultsAreOld } from "../../store/selectors.ts";
import { panelOf, panels } from "../panels/list.ts";
import type { PanelDefinition } from "../panels/panel.ts";
import { Toggle } from "./Choice.tsx";
import styles from "./DetailView.module.css";
import { Pending, Waiting } from "./Waiting.tsx";

const emptyTable = () => ({ columns: [], rows: [] });

/** The place below the spectrum: one of the panels, and the choice between them. */
export function DetailView() {
  const messages = useMessages();
  const { id } = panelOf(useApp((state) => state.view.panel));
  // Each panel reads its own content and hands it to nobody but itself.
  const panel = panelOf(id) as unknown as PanelDefinition<object>;
  const content = useApp(useShallow(panel.read));
  const isOld = useApp(resultsAreOld);
  const { View } = panel;
  return (
    <ChartPanel
      key={id}
      title={panel.title(messages)}
      isOld={isOld}
      heading={
        <div className={styles.tabs}>
          <Toggle
            label={messages.chart.details}
            value={id}
            options={panels.map(({ id: value, title }) => ({ value, text: title(messages) }))}
            onChange={(value) => actions.changeView({ panel: value })}
          />
        </div>
      }
      description={typeof content === "string" ? "" : panel.describe(messages, content)}
      table={typeof content === "string" ? emptyTable : () => panel.table(messages, content)}
    >
      {(size) =>
        typeof content !== "string" ? (
          <View content={content} size={size} />
        ) : content === "waiting" && panel.waiting !== undefined ? (
          <Waiting text={panel.waiting(messages)} />
        ) : (
          <Pending />
        )
      }
    </ChartPanel>
  );
}
