import { useMessages } from "../../messages/MessagesContext.ts";
import { rowName } from "./pointNames.ts";
import type { RunResults } from "../../store/runResults.ts";
import styles from "./PointCaption.module.css";

interface PointCaptionProps {
  readonly results: RunResults;
  readonly point: number;
  readonly norm: number;
  readonly place: { readonly left: number; readonly top: number };
  readonly width: number;
}

const captionWidth = 300;

/** Names the point under the pointer: the token, its sentence, its class, where it stands and how long its vector is. */
export function PointCaption({ results, point, norm, place, width }: PointCaptionProps) {
  const messages = useMessages();
  const points = results.points!;
  const line = points.line[point];
  const sentence = results.lines[line] ?? "";
  const token = points.token === undefined ? null : points.tokenTexts[points.token[point]];
  const label = results.labels[line];
  const maxWidth = Math.min(captionWidth, width);
  const left = Math.max(0, Math.min(place.left + 14, width - maxWidth));
  const facts = [
    label,
    token === null ? undefined : messages.cloud.position(points.position[point]),
    rowName(messages, results, point),
    messages.cloud.norm(messages.formats.number(norm)),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={styles.caption} style={{ left, top: place.top + 14, maxWidth }} role="status">
      {token !== null && <strong>{token}</strong>}
      {sentence !== "" && (
        <p className={styles.sentence}>{sentence.length > 180 ? `${sentence.slice(0, 180)} …` : sentence}</p>
      )}
      <p className="quiet">{facts.join(" · ")}</p>
    </div>
  );
}
