import { actions } from "../../store/actions/actions.ts";
import { useMessages } from "../../messages/MessagesContext.ts";
import type { AdapterKind } from "../../lab/head.ts";
import type { PenaltyKind } from "../../lab/objective.ts";
import { taskList } from "../../corpora/tasks/taskList.ts";
import { useApp } from "../../store/appState.ts";
import { About } from "../page/About.tsx";
import { Choice, Toggle } from "../page/Choice.tsx";
import { OpenFiles } from "../page/OpenFiles.tsx";
import { OwnData, TableState } from "./OwnData.tsx";
import { TableDrop } from "./TableDrop.tsx";
import { numberChoices } from "./numberChoices.ts";
import styles from "./LabPanel.module.css";

const ownData = "own";
const rowChoices = [20, 50, 100, 200, 500, 1000, 2000];
const shareChoices = [0.1, 0.2, 0.3, 0.4, 0.5];
const rateChoices = [0.00002, 0.00005, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03];
const widthChoices = [8, 16, 32, 64, 128, 256];
const batchChoices = [8, 16, 32, 64, 128];
const epochChoices = [1, 2, 4, 10, 20, 40, 80, 150, 300, 600];
const seedChoices = [1, 2, 3, 4, 5, 6, 7, 8, 9];

function options(values: readonly number[]) {
  return values.map((value) => ({ value: String(value), text: String(value) }));
}

/** What is trained on what: the task, and every setting of a run. */
export function LabPanel() {
  const messages = useMessages();
  const task = useApp((state) => state.view.task);
  const settings = useApp((state) => state.lab.settings);
  const data = useApp((state) => state.lab.data);
  const encoding = useApp((state) => state.lab.encoding);
  const failure = useApp((state) => state.lab.failure);
  const estimate = useApp((state) => state.lab.estimate);
  const started = useApp((state) => (state.lab.current?.evaluations.length ?? 0) > 0);
  const ofVectors = useApp((state) => state.vectors !== null);
  const modelReady = useApp((state) => state.engine.model !== null);
  const shownModel = useApp((state) => state.engine.model?.name);
  const recovery = useApp((state) => state.lab.recovery);
  const layers = useApp((state) => state.engine.model?.layers ?? 0);
  const chosen = taskList.find(({ id }) => id === task) ?? taskList[0];
  const most = data?.training ?? Infinity;
  const rows = settings.trainingRows === "all" || settings.trainingRows >= most ? "all" : settings.trainingRows;
  const set = messages.lab.settings;
  return (
    <TableDrop className={styles.panel}>
      <header className={styles.head}>
        <h2 id="lab-title">{messages.lab.title}</h2>
        <Choice
          label={messages.lab.task}
          value={task === null ? ownData : chosen.id}
          options={[
            ...taskList.map(({ id }) => ({ value: id, text: messages.tasks[id].title })),
            { value: ownData, text: messages.lab.own },
          ]}
          onChange={(id) => actions.changeView({ task: id === ownData ? null : id })}
        />
      </header>
      {ofVectors && <p className="quiet">{messages.vectors.lab}</p>}
      {task === null ? (
        <OwnData />
      ) : (
        <>
          <About text={messages.tasks[chosen.id].description} source={chosen.source} />
          <TableState />
        </>
      )}
      <p className={styles.data}>
        <span role="status">
          {!modelReady
            ? messages.lab.waitingForModel
            : encoding !== null
              ? messages.lab.encoding
              : data !== null
                ? messages.lab.about(data.rows, data.used, data.training, data.heldOutRows.length)
                : task === null
                  ? ""
                  : messages.progress.starting}
        </span>
        {/* Not read out at each change; the bar below has it for whoever asks. */}
        {modelReady && encoding !== null && ` · ${messages.progress.amount("encode", encoding.done, encoding.total)}`}
      </p>
      {encoding !== null && (
        <progress
          className={styles.progress}
          max={encoding.total}
          value={encoding.done}
          aria-label={messages.lab.encoding}
        />
      )}
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {messages.lab.failure(failure).what} {messages.lab.failure(failure).next}
        </p>
      )}
      {recovery !== null && (
        <p className={styles.failure} role="status">
          {messages.lab.recovered(recovery.step, recovery.lost)}
        </p>
      )}
      {data !== null && shownModel !== undefined && data.model !== shownModel && (
        <p className={styles.about}>{messages.labLayers.elsewhere(data.model, shownModel)}</p>
      )}
      <p className={styles.about} role="status">
        {settings.layersTrained === 0
          ? messages.lab.frozen
          : estimate === null
            ? messages.lab.layersTrained(settings.layersTrained)
            : messages.lab.estimate(settings.layersTrained, estimate.stepMilliseconds, estimate.stepsPerEpoch)}
      </p>
      <details className={styles.about}>
        <summary>{messages.lab.method}</summary>
        <ul className={styles.differences}>
          {messages.lab.differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      </details>
      <div className={styles.settings} role="group" aria-label={set.title}>
        <div title={set.rowsHint}>
          <Choice
            label={set.rows}
            value={String(rows)}
            options={[
              ...options(
                numberChoices(rowChoices, rows === "all" ? rowChoices[0] : rows).filter((count) => count < most),
              ),
              { value: "all", text: set.all },
            ]}
            onChange={(value) => actions.lab.changeSettings({ trainingRows: value === "all" ? "all" : Number(value) })}
          />
        </div>
        {data?.marked === true ? (
          <div className={styles.row} title={set.heldOutHint}>
            <span className="quiet">{set.heldOut}</span>
            <span>{set.heldOutMarked}</span>
          </div>
        ) : (
          <Choice
            label={set.heldOut}
            title={set.heldOutHint}
            value={String(settings.validationShare)}
            options={numberChoices(shareChoices, settings.validationShare).map((share) => ({
              value: String(share),
              text: set.heldOutShare(share),
            }))}
            onChange={(value) => actions.lab.changeSettings({ validationShare: Number(value) })}
          />
        )}
        <Choice
          label={set.trained}
          title={set.trainedHint}
          value={String(settings.layersTrained)}
          options={Array.from({ length: layers + 1 }, (_, k) => ({
            value: String(k),
            text: k === 0 ? set.headAlone : set.topLayers(k),
          }))}
          onChange={(value) => actions.lab.trainLayers(Number(value))}
        />
        <Choice
          label={set.layer}
          value={String(Math.min(settings.layer, layers))}
          options={options(Array.from({ length: layers + 1 }, (_, layer) => layer))}
          onChange={(value) => actions.lab.changeSettings({ layer: Number(value) })}
        />
        <div className={styles.row}>
          <span className="quiet">{set.adapter}</span>
          <Toggle
            label={set.adapter}
            value={settings.adapter}
            options={[
              { value: "tanh", text: set.tanh },
              { value: "linear", text: set.linear },
            ]}
            onChange={(value) => actions.lab.changeSettings({ adapter: value as AdapterKind })}
          />
        </div>
        <Choice
          label={set.width}
          value={String(settings.width)}
          options={options(numberChoices(widthChoices, settings.width))}
          onChange={(value) => actions.lab.changeSettings({ width: Number(value) })}
        />
        <Choice
          label={set.penalty}
          value={settings.penalty}
          options={[
            { value: "isoscore", text: set.isoscore },
            { value: "cosreg", text: set.cosreg },
            { value: "none", text: set.none },
          ]}
          onChange={(value) => actions.lab.changeSettings({ penalty: value as PenaltyKind })}
        />
        <Choice
          label={set.rate}
          value={String(settings.learningRate)}
          options={options(numberChoices(rateChoices, settings.learningRate))}
          onChange={(value) => actions.lab.changeLive({ learningRate: Number(value) })}
        />
        <Choice
          label={set.batch}
          value={String(settings.batchSize)}
          options={options(numberChoices(batchChoices, settings.batchSize))}
          onChange={(value) => actions.lab.changeSettings({ batchSize: Number(value) })}
        />
        <Choice
          label={set.epochs}
          title={set.epochsHint}
          value={String(settings.epochs)}
          options={options(numberChoices(epochChoices, settings.epochs))}
          onChange={(value) => actions.lab.changeEpochs(Number(value))}
        />
        <Choice
          label={set.seed}
          value={String(settings.seed)}
          options={options(numberChoices(seedChoices, settings.seed))}
          onChange={(value) => actions.lab.changeSettings({ seed: Number(value) })}
        />
        <label className={styles.row} title={set.zetaHint}>
          <span className="quiet">
            <i>ζ</i> = {messages.formats.setting(settings.zeta)}
          </span>
          <input
            type="range"
            min={0}
            max={0.95}
            step={0.05}
            value={settings.zeta}
            aria-label={set.zetaHint}
            onChange={(event) => actions.lab.changeLive({ zeta: Number(event.target.value) })}
          />
        </label>
        <button
          type="button"
          className={styles.save}
          disabled={!started}
          onClick={actions.lab.save}
          title={set.saveHint}
        >
          {set.save}
        </button>
        <OpenFiles
          className={styles.load}
          text={set.load}
          title={set.loadHint}
          accept=".safetensors"
          disabled={data === null}
          onFiles={([file]) => void file!.arrayBuffer().then((bytes) => actions.lab.load(new Uint8Array(bytes)))}
        />
      </div>
    </TableDrop>
  );
}
