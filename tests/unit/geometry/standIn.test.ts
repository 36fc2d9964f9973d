/**
 * All of a layer's work runs on the arithmetic that it is given: this machine's own refuses here, and a stand-in does
 * what is asked.
 */
import { describe, expect, it, vi } from "vitest";
import { runnerInThisThread } from "../../../src/engine/geometryJob.ts";
import type { Arithmetic, CreateArithmetic } from "../../../src/geometry/arithmetic/arithmetic.ts";
import { createScriptArithmetic } from "../../../src/geometry/arithmetic/scriptArithmetic.ts";
import { ckaMatrixInSteps, crossCkaInSteps } from "../../../src/geometry/cka.ts";
import { sampleSizeCurve } from "../../../src/geometry/sampleSize.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

vi.mock("../../../src/geometry/arithmetic/createArithmetic.ts", () => ({
  createArithmetic: () => {
    throw new Error("The machine's own arithmetic was used.");
  },
}));

/** Plain TypeScript, and the names of the loops that were run. */
function standIn(): { readonly create: CreateArithmetic; readonly used: Set<string> } {
  const used = new Set<string>();
  const create = (): Arithmetic => {
    const own = createScriptArithmetic();
    return new Proxy(own, {
      get(target, name, receiver) {
        used.add(String(name));
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  };
  return { create, used };
}

const neverAborted = new AbortController().signal;

describe.each([
  ["more points than dimensions", 130, 12],
  ["fewer points than dimensions", 14, 40],
])("%s", (_, n, d) => {
  const cloud = gaussianCloud(n, d, 3);

  it("measures a layer, its intervals included", async () => {
    const { create, used } = standIn();
    const runner = runnerInThisThread(create);
    const { profile, moments } = await runner.run({ kind: "profile", cloud, options: {} }, neverAborted);
    expect(profile.isoScore).toBeGreaterThan(0);
    const { isoScore } = await runner.run({ kind: "intervals", cloud, options: { seed: 1, moments } }, neverAborted);
    expect(isoScore).toHaveProperty("low");
    expect([...used]).toEqual(
      expect.arrayContaining(["addProducts", "updateAndMultiply", "rotateRows", "reflectRows", "squaredDistances"]),
    );
  });

  it("draws the curve over smaller samples", () => {
    const { create, used } = standIn();
    expect(runToEnd(sampleSizeCurve(cloud, { seed: 1, createArithmetic: create })).at(-1)!.n).toBe(n);
    expect(used).toContain("addProducts");
  });

  it("compares layers", () => {
    const { create, used } = standIn();
    const other = gaussianCloud(n, d + 3, 4);
    expect(runToEnd(ckaMatrixInSteps([cloud, other], create))).toHaveLength(4);
    expect(runToEnd(crossCkaInSteps([cloud], [other], create)).cka).toHaveLength(1);
    expect(used).toContain("addProducts");
  });
});
