import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useMemo } from "react";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { chosenLayer, resultsAreOld, shownLayer } from "../../store/selectors.ts";
import { useApp } from "../../store/appState.ts";
import type { SpectrumForm } from "../../store/viewFields.ts";
import { Toggle } from "../page/Choice.tsx";
import { Pending, Waiting } from "../page/Waiting.tsx";
import { describeSpectra, readSpectra, spectraTable } from "./spectra.ts";
import { SpectrumChart } from "./SpectrumChart.tsx";

/** The eigenvalues of the shown layer, the other layers in grey behind, and the isotropic cloud as a reference. */
export function SpectrumView() {
  const messages = useMessages();
  const results = useApp((state) => state.engine.results);
  const form = useApp((state) => state.view.spectrum);
  const shown = useApp(shownLayer);
  const chosen = useApp(chosenLayer);
  const isOld = useApp(resultsAreOld);
  const held = useApp((state) => state.comparison.held);
  const layer = results?.layers[shown] === undefined ? chosen : shown;
  const spectra = useMemo(() => readSpectra(results, layer, held), [results, layer, held]);
  const controls = (
    <Toggle
      label={messages.spectrum.title}
      value={form}
      options={(["linear", "log", "cumulative"] as const).map((value) => ({
        value,
        text: messages.spectrum.form[value],
      }))}
      onChange={(value) => actions.changeView({ spectrum: value as SpectrumForm })}
    />
  );
  return (
    <ChartPanel
      title={messages.spectrum.title}
      isOld={isOld}
      description={spectra === null ? "" : describeSpectra(messages, spectra)}
      table={() => spectraTable(messages, spectra)}
      controls={controls}
    >
      {(size) =>
        spectra === null ? (
          <Pending />
        ) : !(spectra.shown[0] > 0) ? (
          <Waiting text={messages.notDefined("zero-variance")} />
        ) : (
          <SpectrumChart size={size} spectra={spectra} form={form} />
        )
      }
    </ChartPanel>
  );
}
