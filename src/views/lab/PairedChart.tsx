import { useMessages } from "../../messages/MessagesContext.ts";
import { scaleLinear, scalePoint } from "d3";
import { HorizontalAxis, VerticalAxis } from "../../charts/frame/Axis.tsx";
import { axisTexts } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, topMargin } from "../../charts/frame/chartMargins.ts";
import { rootFontSize } from "../../charts/frame/rootFontSize.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import type { PairedDifferences } from "../../lab/pairedDifferences.ts";
import { lambdaColour } from "./lambdaColour.ts";
import styles from "./SweepView.module.css";

interface PairedChartProps {
  readonly size: Size;
  readonly differences: readonly PairedDifferences[];
}

/** For each λ the accuracy of each seed less that at λ = 0, with mean and standard deviation of the differences. */
export function PairedChart({ size, differences }: PairedChartProps) {
  const messages = useMessages();
  const unit = rootFontSize();
  const [top, bottom] = [topMargin(unit), size.height - bottomMargin(unit, true)];
  const right = size.width - unit;
  const all = differences.flatMap(({ bySeed, mean, deviation }) => [
    ...bySeed.map(({ difference }) => difference),
    mean - deviation,
    mean + deviation,
  ]);
  const y = scaleLinear([Math.min(-0.01, ...all), Math.max(0.01, ...all)], [bottom, top]).nice(4);
  const axis = { scale: y, ticks: 4 };
  const left = leftMargin(axisTexts(axis, messages.formats), unit);
  // Every λ has its place, whatever its distance from the next.
  const places = scalePoint(differences.keys(), [left, right]).padding(0.5);
  const x = scaleLinear(
    [0, Math.max(1, differences.length - 1)],
    [places(0) ?? left, places(differences.length - 1) ?? right],
  );
  const ticks = Array.from(differences.keys());
  return (
    <svg width={size.width} height={size.height} aria-hidden="true">
      <VerticalAxis {...axis} at={left} gridTo={right} label={messages.lab.sweep.paired.y} />
      <HorizontalAxis
        scale={x}
        at={bottom}
        ticks={ticks}
        label={messages.lab.sweep.paired.axis}
        format={(index) => messages.formats.setting(differences[index].lambda)}
      />
      <line className={styles.zero} x1={left} x2={right} y1={y(0)} y2={y(0)} />
      {differences.map(({ lambda, bySeed, mean, deviation }, index) => (
        <g key={lambda} style={{ stroke: lambdaColour(lambda), fill: lambdaColour(lambda) }}>
          {bySeed.map(({ seed, difference }) => (
            <circle key={seed} className={styles.run} cx={x(index)} cy={y(difference)} r={3} />
          ))}
          <line
            className={styles.spread}
            x1={x(index) + 8}
            x2={x(index) + 8}
            y1={y(mean - deviation)}
            y2={y(mean + deviation)}
          />
          <line className={styles.spread} x1={x(index) + 4} x2={x(index) + 12} y1={y(mean)} y2={y(mean)} />
        </g>
      ))}
    </svg>
  );
}
