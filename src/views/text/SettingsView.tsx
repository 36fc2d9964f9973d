import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import { layerRules, type LayerRule } from "../../engine/layerChoice.ts";
import type { ReferenceChoice } from "../../engine/protocol/explorer.ts";
import { choosePooling, type PoolingChoice } from "../../engine/pooling.ts";
import type { Unit } from "../../engine/units.ts";
import { useApp } from "../../store/appState.ts";
import { Choice, Toggle } from "../page/Choice.tsx";
import styles from "./SettingsView.module.css";

/** What a point is, and how much IsoScore⋆ leans on a reference. */
export function SettingsView() {
  const messages = useMessages();
  const view = useApp((state) => state.view);
  const kept = useApp((state) => state.engine.keptReferencePoints);
  const shrunk = useApp((state) => state.engine.results?.shrunk ?? null);
  const finished = useApp((state) => state.engine.finished);
  const ofVectors = useApp((state) => state.vectors !== null);
  const words = messages.settings;
  return (
    <div className={styles.settings}>
      {!ofVectors && <UnitSettings />}
      {!ofVectors && <LayerSetting />}
      <label className={styles.slider} title={ofVectors && kept === 0 ? messages.vectors.noBuiltIn : words.zetaHint}>
        <span className="quiet">
          <i>ζ</i> = {messages.formats.setting(view.zeta)}
        </span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={view.zeta}
          aria-label={words.zetaLabel}
          disabled={ofVectors && kept === 0}
          // Vectors of another origin have no reference but one that was kept.
          onChange={(event) =>
            actions.changeView({ zeta: Number(event.target.value), ...(ofVectors && { reference: "kept" }) })
          }
        />
      </label>
      {ofVectors && kept === 0 && <p className={styles.why}>{messages.vectors.noBuiltIn}</p>}
      {view.zeta > 0 && (
        <div className={styles.reference}>
          <Choice
            label={words.reference}
            title={words.zetaHint}
            value={view.reference}
            options={[
              ...(ofVectors ? [] : [{ value: "built-in", text: words.builtIn }]),
              { value: "kept", text: words.kept(kept) },
            ]}
            onChange={(reference) => actions.changeView({ reference: reference as ReferenceChoice })}
          />
          {shrunk !== null && shrunk.referencePoints > 0 && (
            <p className="quiet">{words.referencePoints(shrunk.referencePoints)}</p>
          )}
        </div>
      )}
      <button
        type="button"
        className={styles.keep}
        disabled={!finished}
        onClick={actions.keepReference}
        title={words.keepHint}
      >
        {words.keep}
      </button>
    </div>
  );
}

/** Models of so few layers show them all; a link may ask for less, and then it can be taken back. */
const fewLayers = 3;

/** Which layers are kept and measured. */
function LayerSetting() {
  const messages = useMessages();
  const layers = useApp((state) => state.view.layers);
  const depth = useApp((state) => state.engine.model?.layers ?? 0);
  if (depth <= fewLayers && layers === "all") return null;
  return (
    <Choice
      label={messages.layerChoice.label}
      title={messages.layerChoice.hint}
      value={layers}
      options={layerRules.map((rule) => ({ value: rule, text: messages.layerChoice.rule(rule) }))}
      onChange={(rule) => actions.changeView({ layers: rule as LayerRule })}
    />
  );
}

/** What a point of a text is. */
function UnitSettings() {
  const messages = useMessages();
  const view = useApp((state) => state.view);
  const sentences = useApp((state) => state.engine.model?.sentences);
  const own = choosePooling("model", sentences);
  const words = messages.settings;
  return (
    <>
      <div className={styles.row} title={words.unitHint}>
        <span className="quiet">{words.unit}</span>
        <Toggle
          label={words.unit}
          value={view.unit}
          options={[
            { value: "tokens", text: words.tokens },
            { value: "sentences", text: words.sentences },
          ]}
          onChange={(unit) => actions.changeView({ unit: unit as Unit })}
        />
      </div>
      {view.unit === "sentences" && (
        <>
          <Choice
            label={words.pooling}
            value={view.pooling}
            options={[
              {
                value: "model",
                text:
                  own.poolingFrom === "model" ? words.ofModel(words[own.pooling]) : words.byDefault(words[own.pooling]),
              },
              { value: "mean", text: words.mean },
              { value: "cls", text: words.cls },
            ]}
            onChange={(pooling) => actions.changeView({ pooling: pooling as PoolingChoice })}
          />
          {sentences !== undefined && sentences.notFollowed.length > 0 && (
            <p className="quiet">{words.notFollowed(sentences.notFollowed.join(", "))}</p>
          )}
        </>
      )}
      {!(view.unit === "sentences" && choosePooling(view.pooling, sentences).pooling === "cls") && (
        <label className={styles.check} title={words.specialHint}>
          <input
            type="checkbox"
            checked={view.includeSpecialTokens}
            onChange={(event) => actions.changeView({ includeSpecialTokens: event.target.checked })}
          />
          {words.special}
        </label>
      )}
    </>
  );
}
