/** Keeps the engine in step with the state: starts it, sends it what each change asks for, and takes in its events. */
import type { EngineClient } from "../../engine/client.ts";
import type { ModelSource } from "../../engine/protocol/models.ts";
import type { EngineEvent } from "../../engine/protocol/protocol.ts";
import { actions } from "../actions/actions.ts";
import { useApp, type AppState } from "../appState.ts";
import { followUps, type FollowUp } from "../requests/followUps.ts";
import type { QuestionOfPanel } from "../requests/panels.ts";
import { requestsFor } from "../requests/requestsFor.ts";
import { gatherCurves } from "./gatherCurves.ts";
import { saveFile } from "./saveFile.ts";

/** In ms: long enough not to run in the middle of a word, short enough to feel immediate; a slider that moves asks no more often than that. */
const pauses = { "typing-rests": 450, "slider-rests": 40, "settings-rest": 500 } as const;

type Timer = ReturnType<typeof setTimeout>;

/**
 * Starts the engine and connects it for as long as the page lives.
 * @param start starts an engine whose events go to the function given.
 * @param builtIn the model that comes with the page.
 * @param questionOf the question of the panel in sight.
 * @returns what disconnects it.
 */
export function connectEngine(
  start: (onEvent: (event: EngineEvent) => void) => EngineClient,
  builtIn: ModelSource,
  questionOf: QuestionOfPanel,
): () => void {
  const timers = new Map<FollowUp["when"], Timer>();

  function launch({ models, engine }: AppState): EngineClient {
    const launched = start(gatherCurves(receive));
    const { wantedBackend } = engine;
    launched.post({
      kind: "start",
      source: models.source ?? builtIn,
      ...(wantedBackend !== undefined && { backend: wantedBackend }),
    });
    return launched;
  }

  function receive(event: EngineEvent): void {
    actions.receive(event);
    if (event.kind === "lab-saved") saveFile("isoscope-trained.safetensors", "application/octet-stream", event.bytes);
  }

  function follow(followUp: FollowUp): void {
    if (followUp.when === "at-once") return act(followUp);
    clearTimeout(timers.get(followUp.when));
    timers.set(
      followUp.when,
      setTimeout(() => act(followUp), pauses[followUp.when]),
    );
  }

  let client = launch(useApp.getState());
  const disconnect = useApp.subscribe((after, before) => {
    if (after.engine.launches !== before.engine.launches) {
      client.dispose();
      client = launch(after);
    }
    // A run that has begun has what was typed.
    if (after.engine.lastRun !== before.engine.lastRun) clearTimeout(timers.get("typing-rests"));
    for (const request of requestsFor(before, after, questionOf)) client.post(request);
    for (const followUp of followUps(before, after)) follow(followUp);
  });

  return () => {
    disconnect();
    for (const timer of timers.values()) clearTimeout(timer);
    client.dispose();
  };
}

function act({ action }: FollowUp): void {
  switch (action) {
    case "beginRun":
      return actions.beginRun();
    case "askShrunk":
      return actions.askShrunk();
    case "showTask":
      return actions.lab.showTask();
    case "linkSettings":
      return actions.lab.linkSettings();
  }
}
