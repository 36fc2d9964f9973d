/** A run of one model held beside a run of another, of other width, on real encoders. */
import { afterAll, expect, test } from "vitest";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import type { EncoderHost } from "../../../src/engine/encoderHost.ts";
import { linearCka } from "../../../src/geometry/cka.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { SessionListener, linesOf, settings, wordsOf } from "./sessionListener.ts";

const first = tinyModel("tiny-gelu").model;
const second = tinyModel("tiny-relu").model;
const words = wordsOf(first).filter((word) => wordsOf(second).includes(word));
/** Ten points lie in nine dimensions: the ten principal components of a picture have all of them. */
const lines = linesOf(words, 10, 3);
const hosts: EncoderHost[] = [await startHostInNode(first, () => undefined)];
afterAll(() => hosts.at(-1)?.dispose());

test("the held run outlives the switch to another model, and its layers are compared with that one's", async () => {
  const listener = new SessionListener(hosts[0], words, async (model) => {
    hosts.push(await startHostInNode(model, () => undefined));
    return hosts.at(-1)!;
  });
  const analyse = async (run: number) => {
    listener.ask({ kind: "analyse", run, lines, settings: { ...settings, unit: "sentences" } });
    await listener.until(() => listener.of("finished").some((event) => event.run === run));
    return listener
      .of("layer")
      .filter((event) => event.run === run)
      .map(({ result }) => result.profile);
  };
  const before = await analyse(1);
  listener.ask({ kind: "hold", run: 1 });
  listener.session.showModel(1, second);
  await listener.until(() => listener.of("model-loaded").length === 1);
  const after = await analyse(2);
  listener.ask({ kind: "question", id: "cross-similarity", run: 2, ask: { held: 1, by: "points" } });
  await listener.until(() => listener.answersTo("cross-similarity").length === 1);
  const [{ answer }] = listener.answersTo("cross-similarity");
  if (answer.kind !== "measured") throw new Error(answer.reason);
  expect(answer).toMatchObject({ rule: "line", pairs: 10, heldLayers: before.length, layers: after.length });
  const cloudOf = ({ components, n }: (typeof before)[number]) => ({
    values: components.coordinates,
    n,
    d: components.count,
  });
  before.forEach((row, i) =>
    after.forEach((column, j) =>
      expect(answer.cka[i * after.length + j]).toBeCloseTo(linearCka(cloudOf(row), cloudOf(column)) as number, 5),
    ),
  );
  expect(answer.cka.every((value) => typeof value === "number" && value > 0 && value < 0.999)).toBe(true);
});
