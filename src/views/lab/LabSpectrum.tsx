import { useMessages } from "../../messages/MessagesContext.ts";
import type { ReactNode } from "react";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, topMargin } from "../../charts/frame/chartMargins.ts";
import { ChartPanel } from "../../charts/frame/ChartPanel.tsx";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import { cumulativeShares } from "../../geometry/spectrum.ts";
import { useApp } from "../../store/appState.ts";
import { Waiting } from "../page/Waiting.tsx";
import { useNothingYet } from "./useNothingYet.ts";
import { powersOfTen, spectrumPath, spectrumScales } from "../spectrum/spectrumCurve.ts";
import styles from "../spectrum/SpectrumView.module.css";

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
        // Shares, so that the curve tells of shape alone: training changes the scale as well.
        const [shares, sharesBefore] = [now, before].map((values) => {
          const total = values.reduce((sum, value) => sum + value, 0);
          return values.map((value) => value / (total || 1));
        });
        const unit = rootFontSize();
        const bounds = { right: width - 14, top: topMargin(unit), bottom: height - bottomMargin(unit, true) };
        const scalesFrom = (left: number) =>
          spectrumScales("log", [shares, sharesBefore], sharesBefore, { ...bounds, left });
        const upright = scalesFrom(0).y;
        const axis = { scale: upright, ticks: powersOfTen(upright), format: messages.formats.share };
        const frame = { ...bounds, left: leftMargin(axisTexts(axis, messages.formats), unit) };
        const scales = scalesFrom(frame.left);
        return (
          <svg width={width} height={height} role="img" aria-label={description}>
            <VerticalAxis {...axis} at={frame.left} gridTo={frame.right} label={messages.spectrum.share} />
            <HorizontalAxis
              scale={scales.x}
              at={frame.bottom}
              ticks={scales.x.ticks(4).filter(Number.isInteger)}
              label={
                scales.last < shares.length
                  ? messages.spectrum.rankOf(shares.length - scales.last, shares.length)
                  : messages.spectrum.rank
              }
              format={String}
            />
            <path className={styles.null} d={spectrumPath("log", sharesBefore, scales)} />
            <path
              className={styles.line}
              style={{ stroke: "var(--layer-last)" }}
              d={spectrumPath("log", shares, scales)}
            />
            <text className={styles.reading} x={frame.right} y={0.85 * unit} textAnchor="end" aria-hidden="true">
              {words.spectrumBeforeMark}
            </text>
          </svg>
        );
      }}
    </ChartPanel>
  );
}
