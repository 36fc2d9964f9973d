import { useMessages } from "../../messages/MessagesContext.ts";
import type { ReactNode } from "react";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { cumulativeShares } from "../../geometry/spectrum.ts";
import { useApp } from "../../store/appState.ts";
import { Waiting } from "../page/Waiting.tsx";
import { useNothingYet } from "./useNothingYet.ts";
import { spectrumPath, spectrumScales } from "../spectrum/spectrumCurve.ts";
import styles from "../spectrum/SpectrumView.module.css";

const margin = { left: 48, right: 14, top: 22, bottom: 36 };

/** The spectrum of the held-out cloud: as it is now, and as it was before training. */
export function LabSpectrum({ heading }: { readonly heading: ReactNode }) {
  const messages = useMessages();
  const nothingYet = useNothingYet();
  const evaluations = useApp((state) => state.lab.current?.evaluations);
  const now = evaluations?.at(-1)?.eigenvalues;
  const before = evaluations?.[0]?.eigenvalues;
  const words = messages.lab;
  const table = () => ({
    columns: [messages.spectrum.rank, words.spectrum, words.spectrumBefore],
    rows: Array.from(now ?? [], (value, i) => [
      String(i + 1),
      messages.formats.number(value),
      messages.formats.number(before?.[i] ?? 0),
    ]),
  });
  const description =
    now === undefined ? "" : words.spectrumDescription(messages.formats.share(cumulativeShares(now)[0]));
  return (
    <ChartPanel title={words.spectrum} heading={heading} description={description} table={table}>
      {({ width, height }) => {
        if (now === undefined || before === undefined || !(now[0] > 0)) return <Waiting text={nothingYet} />;
        const frame = {
          left: margin.left,
          right: width - margin.right,
          top: margin.top,
          bottom: height - margin.bottom,
        };
        // Shares, so that the curve tells of shape alone: training changes the scale as well.
        const [shares, sharesBefore] = [now, before].map((values) => {
          const total = values.reduce((sum, value) => sum + value, 0);
          return values.map((value) => value / (total || 1));
        });
        const scales = spectrumScales("log", [shares, sharesBefore], sharesBefore, frame);
        return (
          <svg width={width} height={height} role="img" aria-label={description}>
            <VerticalAxis
              scale={scales.y}
              at={frame.left}
              ticks={scales.y.ticks(4).filter((tick) => Math.abs(Math.log10(tick) % 1) < 1e-9)}
              gridTo={frame.right}
              format={messages.formats.share}
              label={messages.spectrum.share}
            />
            <HorizontalAxis
              scale={scales.x}
              at={frame.bottom}
              ticks={4}
              label={messages.spectrum.rank}
              format={String}
            />
            <path className={styles.null} d={spectrumPath("log", sharesBefore, scales)} />
            <path
              className={styles.line}
              style={{ stroke: "var(--layer-last)" }}
              d={spectrumPath("log", shares, scales)}
            />
            <text className={styles.reading} x={width - margin.right} y={14} textAnchor="end" aria-hidden="true">
              {words.spectrumBeforeMark}
            </text>
          </svg>
        );
      }}
    </ChartPanel>
  );
}
