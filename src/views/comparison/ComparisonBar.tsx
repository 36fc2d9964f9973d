import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { moveHeldLayer, nameRun, type LayerAxis } from "../../store/comparison.ts";
import { layerNumbersOf } from "../../store/layerNumbers.ts";
import { useApp } from "../../store/appState.ts";
import { Toggle } from "../page/Choice.tsx";
import styles from "./ComparisonBar.module.css";
import { HeldMark } from "./HeldMark.tsx";
import { differingParts, runParts } from "./runName.ts";

/** While a run is held: what it is, which of its layers is compared, what is on screen beside it, and the way out. */
export function ComparisonBar() {
  const messages = useMessages();
  const { held, axis } = useApp((state) => state.comparison);
  const results = useApp((state) => state.engine.results);
  if (held === null) return null;
  const numbers = layerNumbersOf(held.results);
  const last = numbers.length - 1;
  const changed = results === null ? [] : differingParts(messages, results, held.results);
  const step = (by: number) => actions.comparison.change((comparison) => moveHeldLayer(comparison, held.layer + by));
  return (
    <section className={styles.bar} aria-label={messages.comparison.bar}>
      <p className={styles.run}>
        <HeldMark />
        <span className={styles.role}>{messages.comparison.heldRun}</span>
        <input
          className={styles.ownName}
          value={held.name}
          placeholder={messages.comparison.nameIt}
          aria-label={messages.comparison.nameOfHeld}
          title={messages.comparison.nameHint}
          onChange={({ target }) => actions.comparison.change((comparison) => nameRun(comparison, target.value))}
        />
        <span className={styles.name}>{runParts(messages, held.results).join(" · ")}</span>
      </p>
      <p className={styles.layer}>
        <button
          type="button"
          aria-label={messages.comparison.layerBefore}
          title={messages.comparison.layerBefore}
          disabled={held.layer === 0}
          onClick={() => step(-1)}
        >
          ‹
        </button>
        <span aria-live="polite">{messages.comparison.layer(numbers[held.layer], numbers[last])}</span>
        <button
          type="button"
          aria-label={messages.comparison.layerAfter}
          title={messages.comparison.layerAfter}
          disabled={held.layer === last}
          onClick={() => step(1)}
        >
          ›
        </button>
      </p>
      <p className={styles.run}>
        <span className="quiet">{messages.comparison.beside}</span>
        <span className={styles.name}>{changed.length === 0 ? messages.comparison.sameRun : changed.join(" · ")}</span>
      </p>
      <div className={styles.choices}>
        {results !== null && layerNumbersOf(results).at(-1) !== numbers[last] && (
          <span className={styles.axis}>
            <span className="quiet">{messages.comparison.axis}</span>
            <Toggle
              label={messages.comparison.axis}
              title={messages.comparison.axisHint}
              value={axis}
              options={(["number", "depth"] as const).map((value) => ({
                value,
                text: messages.comparison.axisBy[value],
              }))}
              onChange={(value) =>
                actions.comparison.change((comparison) => ({ ...comparison, axis: value as LayerAxis }))
              }
            />
          </span>
        )}
        <button
          type="button"
          className={styles.release}
          onClick={actions.comparison.release}
          title={messages.comparison.releaseHint}
          aria-keyshortcuts="h"
        >
          {messages.comparison.release}
        </button>
      </div>
    </section>
  );
}
