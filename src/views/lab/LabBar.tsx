import { useRef } from "react";
import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { useApp } from "../../store/appState.ts";
import styles from "./LabBar.module.css";
import { lambdaColour, lambdaTextColour } from "./lambdaColour.ts";

/** The bar at the bottom: opens the lab, holds its one slider and its four buttons. */
export function LabBar() {
  const messages = useMessages();
  const open = useApp((state) => state.view.mode === "lab");
  const lambda = useApp((state) => state.lab.settings.lambda);
  const playing = useApp((state) => state.lab.playing);
  /** A run that waits for its rows can be paused already: it then waits for Train. */
  const begun = useApp((state) => state.lab.current !== null);
  const ready = useApp((state) => state.lab.data !== null);
  const dragging = useRef(false);
  const reached = `${((lambda + 5) / 10) * 100}%`;
  return (
    <section className={styles.bar} aria-label={messages.lab.bar}>
      <button
        type="button"
        className={styles.open}
        aria-expanded={open}
        onClick={() => actions.changeView({ mode: open ? "explorer" : "lab" })}
      >
        <span aria-hidden="true">{open ? "▾" : "▴"}</span> {open ? messages.lab.close : messages.lab.title}
      </button>
      <div className={styles.slider} title={messages.lab.lambdaHint}>
        <span className={styles.less}>{messages.lab.less}</span>
        <span className={styles.track}>
          <i
            className={styles.amount}
            style={{
              left: lambda < 0 ? reached : "50%",
              right: lambda < 0 ? "50%" : `calc(100% - ${reached})`,
              background: lambdaColour(lambda),
            }}
          />
          <i className={styles.notch} />
          <input
            type="range"
            min={-5}
            max={5}
            step={0.1}
            value={lambda}
            aria-label={messages.lab.lambda}
            aria-valuetext={messages.lab.lambdaValue(messages.formats.setting(lambda))}
            onChange={(event) => {
              const value = Number(event.target.value);
              // Dragged close to the notch means the notch; a key means the very next value.
              actions.lab.changeLive({ lambda: dragging.current && Math.abs(value) < 0.15 ? 0 : value });
            }}
            onPointerDown={() => {
              dragging.current = true;
              actions.changeView({ mode: "lab" });
            }}
            onPointerUp={() => (dragging.current = false)}
            onPointerCancel={() => (dragging.current = false)}
            // Whatever became of the pointer, a key is no drag.
            onKeyDown={() => (dragging.current = false)}
          />
        </span>
        <span className={styles.more}>{messages.lab.more}</span>
      </div>
      <output className={styles.value} style={{ color: lambdaTextColour(lambda) }}>
        {messages.lab.lambdaValue(messages.formats.setting(lambda).replace("-", "\u2212"))}
      </output>
      <div className={styles.buttons}>
        <button
          type="button"
          disabled={open && !begun && !playing}
          onClick={playing ? actions.lab.pause : actions.lab.play}
        >
          {playing ? messages.lab.pause : messages.lab.play}
        </button>
        <button type="button" disabled={!open || !ready || playing} onClick={actions.lab.step}>
          {messages.lab.step}
        </button>
        <button type="button" disabled={!open || !ready} onClick={actions.lab.reset}>
          {messages.lab.reset}
        </button>
      </div>
    </section>
  );
}
